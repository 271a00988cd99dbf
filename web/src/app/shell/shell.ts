import { Component, HostListener, inject } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Session } from '../core/session';
import { ThemeChoice } from '../core/theme';

@Component({
  imports: [RouterOutlet, RouterLink, RouterLinkActive],
  template: `
    <a class="skip" href="#content" (click)="skip($event)">Skip to content</a>
    <nav class="rail" aria-label="Main">
      <a class="brand" routerLink="/projects"><img src="icon.svg" alt="" width="26" height="26" /> <span>Millwright</span></a>
      <a routerLink="/projects" routerLinkActive="on" ariaCurrentWhenActive="page"><span aria-hidden="true">▤</span> Projects</a>
      <a routerLink="/settings" routerLinkActive="on" ariaCurrentWhenActive="page"><span aria-hidden="true">⚙</span> Settings</a>
      @if (session.viewer()?.isAdministrator) { <a routerLink="/admin/outbox" routerLinkActive="on" ariaCurrentWhenActive="page"><span aria-hidden="true">✉</span> Outbox</a> }
    </nav>
    <header class="top row between">
      <div class="row">
        @if ((session.viewer()?.memberships?.length ?? 0) > 1) {
          <label class="hidden" for="organization">Organization</label>
          <select id="organization" [value]="session.organization()?.organizationId" (change)="work($any($event.target).value)">
            @for (m of session.viewer()!.memberships; track m.organizationId) { <option [value]="m.organizationId" [selected]="m.organizationId === session.organization()?.organizationId">{{ m.organizationName }}</option> }
          </select>
        } @else { <strong class="org">{{ session.organization()?.organizationName }}</strong> }
      </div>
      <div class="row">
        <button class="plain" type="button" (click)="theme.next()" [attr.aria-label]="'Theme: ' + theme.theme() + '. Change it'">◐ <span class="wide">{{ theme.theme() }}</span></button>
        <span class="muted wide">{{ session.viewer()?.name }}</span>
        <button class="plain" type="button" (click)="signOut()">Sign out</button>
      </div>
    </header>
    <main id="content" tabindex="-1"><router-outlet /></main>
  `,
  styles: `
    :host { display: grid; grid-template: 'rail top' auto 'rail main' 1fr / 200px minmax(0, 1fr); min-height: 100vh; }
    .rail { grid-area: rail; background: var(--surface); border-right: 1px solid var(--line); padding: 12px; display: flex; flex-direction: column; gap: 4px; position: sticky; top: 0; height: 100vh; }
    .rail a { text-decoration: none; color: var(--text); padding: 8px 12px; border-radius: var(--radius); display: flex; gap: 10px; align-items: center; }
    .rail a:hover, .rail a.on { background: var(--raised); }
    .rail a.on { font-weight: 600; }
    .brand { font-weight: 700; margin-bottom: 12px; }
    .top { grid-area: top; padding: 8px 24px; border-bottom: 1px solid var(--line); background: var(--surface); min-height: 52px; }
    .org { overflow-wrap: anywhere; }
    main { grid-area: main; outline: none; min-width: 0; }
    .skip { position: absolute; left: -999px; } .skip:focus { left: 12px; top: 12px; z-index: 9; background: var(--surface); padding: 8px; }
    select { width: auto; max-width: 60vw; }
    @media (max-width: 900px) {
      :host { grid-template: 'top' auto 'main' 1fr 'rail' auto / minmax(0, 1fr); }
      .rail { flex-direction: row; height: auto; top: auto; bottom: 0; border-right: 0; border-top: 1px solid var(--line); justify-content: space-around; padding: 4px; z-index: 2; }
      .rail .brand, .wide { display: none; }
      .top { padding: 8px 16px; }
    }
  `,
})
export class Shell {
  protected readonly session = inject(Session);
  protected readonly theme = inject(ThemeChoice);
  private readonly router = inject(Router);
  private isLeading = false;

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

  /** `g p` projects, `g s` settings, `n` new project, `/` search. */
  @HostListener('document:keydown', ['$event'])
  protected key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    if (this.isLeading) {
      this.isLeading = false;
      if (event.key === 'p') void this.router.navigateByUrl('/projects');
      if (event.key === 's') void this.router.navigateByUrl('/settings');
      return;
    }
    if (event.key === 'g') this.isLeading = true;
    else if (event.key === 'n') void this.router.navigateByUrl('/projects/new');
    else if (event.key === '/') {
      const search = document.querySelector<HTMLInputElement>('input[type=search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
    }
  }
}
