import { Component, HostListener, Injector, type WritableSignal, computed, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Icon } from '@millwright/ui';
import {
  mdiAccountCircleOutline,
  mdiChartBar,
  mdiChevronDown,
  mdiCircleHalfFull,
  mdiCog,
  mdiEmailOutline,
  mdiLayersOutline,
  mdiFolderOutline,
  mdiHandBackRightOutline,
  mdiMagnify,
  mdiPlayCircle,
  mdiPulse,
  mdiServer,
  mdiShieldAccountOutline,
} from '@mdi/js';
import { ActivityFeed } from '../core/activity';
import { Commands, keysOf } from '../core/commands';
import { isComposing } from '../core/composing';
import { Reach } from '../core/reach';
import { Session } from '../core/session';
import { ThemeChoice } from '../core/theme';

interface Link {
  to: string;
  title: string;
  icon: string;
  /** Of what waits there. */
  count?: number;
}

@Component({
  imports: [RouterOutlet, RouterLink, RouterLinkActive, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, Icon],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
})
export class Shell {
  protected readonly session = inject(Session);
  protected readonly theme = inject(ThemeChoice);
  private readonly feed = inject(ActivityFeed);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly commands = inject(Commands);
  private readonly reach = inject(Reach);
  protected readonly activity = this.feed.activity;
  protected readonly icons = {
    search: mdiMagnify,
    running: mdiPlayCircle,
    theme: mdiCircleHalfFull,
    account: mdiAccountCircleOutline,
    more: mdiChevronDown,
  };
  /** Generations that wait for a person's decision. */
  private readonly awaiting = computed(() => this.activity()?.open.filter(({ status }) => status === 'AWAITING_INPUT').length ?? 0);
  protected readonly links = computed((): Link[] => [
    { to: '/projects', title: 'Projects', icon: mdiFolderOutline },
    { to: '/approvals', title: 'Approvals', icon: mdiHandBackRightOutline, count: this.awaiting() },
    { to: '/generations', title: 'Generations', icon: mdiPulse },
    { to: '/usage', title: 'Usage', icon: mdiChartBar },
    { to: '/settings', title: 'Settings', icon: mdiCog },
  ]);
  /** Of the server, for those who run it; on a phone they have their place in the account's menu. */
  protected readonly serverLinks = computed((): Link[] =>
    this.session.viewer()?.isAdministrator
      ? [
          { to: '/admin/outbox', title: 'Outbox', icon: mdiEmailOutline },
          { to: '/admin/administrators', title: 'Administrators', icon: mdiShieldAccountOutline },
          { to: '/admin/versions', title: 'Versions', icon: mdiLayersOutline },
          { to: '/admin/workers', title: 'Workers', icon: mdiServer },
        ]
      : [],
  );
  private leadingAt = 0;
  /** What is typed after Ctrl K and before the palette has the focus; it belongs into the palette. */
  private early: WritableSignal<string> | undefined;

  constructor() {
    this.commands.offer(() => [
      ...(this.session.canWrite() ? [{ title: 'New project', group: 'Do' as const, keys: 'N', run: () => this.go('/projects/new') }] : []),
      { title: 'Projects', group: 'Go to', keys: 'G P', run: () => this.go('/projects') },
      { title: 'Approvals', group: 'Go to', keys: 'G A', run: () => this.go('/approvals') },
      { title: 'Generations', group: 'Go to', keys: 'G G', run: () => this.go('/generations') },
      { title: 'Usage', group: 'Go to', keys: 'G U', run: () => this.go('/usage') },
      { title: 'Settings', group: 'Go to', keys: 'G S', run: () => this.go('/settings') },
      { title: 'Members and roles', group: 'Go to', run: () => this.go('/settings?tab=organization') },
      { title: 'API keys', group: 'Go to', run: () => this.go('/settings?tab=keys') },
      { title: 'Engines', group: 'Go to', run: () => this.go('/settings?tab=engines') },
      { title: 'Change between light, dark and system theme', group: 'Do', keys: 'T', run: () => this.theme.next() },
      { title: 'Show all keys', group: 'Do', keys: '?', run: () => void this.showKeys() },
      { title: 'Sign out', group: 'Do', run: () => void this.signOut() },
    ]);
  }

  private go(address: string): void {
    void this.router.navigateByUrl(address);
  }
  protected async signOut(): Promise<void> {
    await this.session.signOut();
    await this.router.navigateByUrl('/');
  }
  protected async work(organizationId: string): Promise<void> {
    await this.session.work(organizationId);
    await this.router.navigateByUrl('/', { skipLocationChange: true });
    await this.router.navigateByUrl('/projects');
  }
  protected skip(event: Event): void {
    event.preventDefault();
    document.getElementById('content')?.focus();
  }
  protected async find(): Promise<void> {
    if (hasDialog() || this.early) return;
    const early = (this.early = signal(''));
    try {
      const [dialogs, { Palette }] = await Promise.all([this.dialogs(), import('./palette')]);
      const dialog = dialogs.open(Palette, {
        data: early,
        width: '640px',
        maxWidth: '94vw',
        position: { top: '12vh' },
        autoFocus: 'first-tabbable',
        ariaLabel: 'Find',
      });
      dialog.afterClosed().subscribe(() => (this.early = undefined));
    } catch {
      this.early = undefined;
      await this.reach.ask();
    }
  }
  protected async showKeys(): Promise<void> {
    if (hasDialog()) return;
    try {
      const [dialogs, { Shortcuts }] = await Promise.all([this.dialogs(), import('./shortcuts')]);
      if (!hasDialog()) dialogs.open(Shortcuts, { width: '460px', maxHeight: '92vh', autoFocus: 'dialog' });
    } catch {
      await this.reach.ask();
    }
  }
  /** Dialogs are loaded when one is opened. */
  private async dialogs(): Promise<MatDialog> {
    const { MatDialog } = await import('@angular/material/dialog');
    return this.injector.get(MatDialog);
  }

  @HostListener('document:keydown', ['$event'])
  protected key(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      void this.find();
      return;
    }
    const target = event.target as HTMLElement;
    if (this.early && target.tagName !== 'INPUT' && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.early.update((text) => text + event.key);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
      return;
    if (hasDialog()) return;
    const key = event.key.toLowerCase();
    const isLed = Date.now() - this.leadingAt < 1_500;
    this.leadingAt = 0;
    if (isLed) {
      const to = { p: '/projects', a: '/approvals', g: '/generations', u: '/usage', s: '/settings' }[key];
      if (to) this.go(to);
      return;
    }
    if (key === 'g') this.leadingAt = Date.now();
    else if (key === 'n') this.go('/projects/new');
    else if (key === 't') this.theme.next();
    else if (key === '?') void this.showKeys();
    else if (key === '/') {
      const search = document.querySelector<HTMLInputElement>('main input[type=search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
    } else {
      const command = this.commands.all().find(({ keys }) => keys === keysOf(event));
      if (!command) return;
      event.preventDefault();
      command.run();
    }
  }
}

const hasDialog = (): boolean => document.querySelector('mat-dialog-container') !== null;
