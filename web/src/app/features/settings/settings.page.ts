import { Component, computed, input } from '@angular/core';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { RouterLink } from '@angular/router';
import { TabInSight } from '../../core/tab-in-sight';
import { AuditTab } from '../audit/audit.tab';
import { EnginesTab } from './engines.tab';
import { GithubTab } from './github.tab';
import { KeysTab } from './keys.tab';
import { OrganizationTab } from './organization.tab';
import { ProfileTab } from './profile.tab';
import { RecordsTab } from './records.tab';

const TABS = [
  { id: 'profile', title: 'Profile' },
  { id: 'organization', title: 'Organization' },
  { id: 'audit', title: 'Audit log' },
  { id: 'keys', title: 'API keys' },
  { id: 'engines', title: 'Engines' },
  { id: 'github', title: 'GitHub' },
  { id: 'records', title: 'Records' },
];

@Component({
  imports: [RouterLink, MatTabNav, MatTabLink, MatTabNavPanel, TabInSight, ProfileTab, OrganizationTab, AuditTab, KeysTab, EnginesTab, GithubTab, RecordsTab],
  template: `
    <div class="page">
      <h1>Settings</h1>
      <nav mat-tab-nav-bar mat-stretch-tabs="false" [tabPanel]="panel" [appTabInSight]="current()" aria-label="Settings">
        @for (t of tabs; track t.id) { <a mat-tab-link routerLink="/settings" [queryParams]="{ tab: t.id }" [active]="t.id === current()">{{ t.title }}</a> }
      </nav>
      <mat-tab-nav-panel #panel>
        @switch (current()) {
          @case ('profile') { <app-profile-tab /> }
          @case ('organization') { <app-organization-tab /> }
          @case ('audit') { <app-audit-tab /> }
          @case ('keys') { <app-keys-tab /> }
          @case ('engines') { <app-engines-tab /> }
          @case ('records') { <app-records-tab /> }
          @case ('github') { <app-github-tab [linked]="linked()" /> }
        }
      </mat-tab-nav-panel>
    </div>
  `,
})
export class SettingsPage {
  readonly tab = input<string>();
  readonly linked = input<string>();
  protected readonly tabs = TABS;
  protected readonly current = computed(() => (TABS.some((t) => t.id === this.tab()) ? this.tab()! : 'profile'));
}
