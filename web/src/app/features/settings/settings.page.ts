import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Skeleton, Trouble } from '@millwright/ui';
import { exact } from '../../core/format';
import { Graphql, hintOf } from '../../core/graphql';
import { Session } from '../../core/session';

interface Member {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: string;
  since: string;
}
interface Organization {
  id: string;
  name: string;
  slug: string;
  members: Member[];
  invitations: { id: string; email: string; role: string; expiresAt: string }[];
}
interface ApiKey {
  id: string;
  name: string;
  start: string;
  role: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  organizationId: string;
}
interface Engine {
  id: string;
  name: string;
  about: string;
  configured: boolean;
  models: string[];
}

const TABS = [
  { id: 'profile', title: 'Profile' },
  { id: 'organization', title: 'Organization' },
  { id: 'keys', title: 'API keys' },
  { id: 'engines', title: 'Engines' },
];
const ROLES = ['OWNER', 'ADMIN', 'EDITOR', 'MEMBER', 'VIEWER'];

@Component({
  imports: [RouterLink, Trouble, Skeleton],
  template: `
    <div class="page">
      <h1>Settings</h1>
      <nav class="tabs" aria-label="Settings">@for (t of tabs; track t.id) { <a routerLink="/settings" [queryParams]="{ tab: t.id }" [class.on]="t.id === current()" [attr.aria-current]="t.id === current() ? 'page' : null">{{ t.title }}</a> }</nav>
      @if (trouble(); as error) { <mw-trouble what="That did not work" [means]="$any(error).message" [hint]="hintOf(error)" /> }
      @if (notice()) { <p role="status" class="card">{{ notice() }}</p> }
      @switch (current()) {
        @case ('profile') {
          <section class="card stack">
            <h2>Profile</h2>
            <form class="row" (submit)="rename($event)"><div><label for="me">Name</label><input id="me" [value]="session.viewer()?.name" /></div><button>Save</button></form>
            <p>E-mail: {{ session.viewer()?.email }}</p>
          </section>
          <section class="card stack">
            <h2>Password</h2>
            <form class="stack narrow" (submit)="changePassword($event)">
              <div><label for="old">Current password</label><input id="old" type="password" autocomplete="current-password" /></div>
              <div><label for="new">New password</label><input id="new" type="password" autocomplete="new-password" /><p class="hint">10 characters or more. Other sessions are signed out.</p></div>
              <div><button>Change password</button></div>
            </form>
          </section>
        }
        @case ('organization') {
          @if (organization.value(); as org) {
            <section class="card stack">
              <h2>{{ org.name }}</h2>
              <div class="scroll"><table>
                <thead><tr><th scope="col">Name</th><th scope="col">E-mail</th><th scope="col">Role</th><th scope="col">Since</th><th scope="col"><span class="hidden">Actions</span></th></tr></thead>
                <tbody>@for (member of org.members; track member.id) {
                  <tr><td>{{ member.name }}</td><td>{{ member.email }}</td>
                    <td>@if (session.canManage() && member.userId !== session.viewer()?.id) {
                      <select [attr.aria-label]="'Role of ' + member.name" (change)="setRole(member, $any($event.target).value)">@for (role of roles; track role) { <option [value]="role" [selected]="role === member.role">{{ role.toLowerCase() }}</option> }</select>
                    } @else { {{ member.role.toLowerCase() }} }</td>
                    <td>{{ exact(member.since) }}</td>
                    <td>@if (session.canManage() && member.userId !== session.viewer()?.id) { <button class="plain danger" (click)="remove(member)">Remove</button> }</td></tr>
                }</tbody>
              </table></div>
              @for (invitation of org.invitations; track invitation.id) { <p class="row between"><span>{{ invitation.email }} <span class="muted">invited as {{ invitation.role.toLowerCase() }}, until {{ exact(invitation.expiresAt) }}</span></span> <button class="plain danger" (click)="withdraw(invitation.id)">Withdraw</button></p> }
              @if (session.canManage()) {
                <form class="row end" (submit)="invite($event)">
                  <div><label for="invite">Invite by e-mail</label><input id="invite" type="email" /></div>
                  <div><label for="role">as</label><select id="role">@for (role of roles.slice(1); track role) { <option [value]="role" [selected]="role === 'EDITOR'">{{ role.toLowerCase() }}</option> }</select></div>
                  <button>Invite</button>
                </form>
              } @else { <p class="muted">An owner or admin can invite people and change roles.</p> }
            </section>
            <section class="card"><h2>Another organization</h2><form class="row end" (submit)="createOrganization($event)"><div><label for="org">Name</label><input id="org" /></div><button>Create</button></form></section>
          } @else if (organization.error()) { <mw-trouble what="The organization could not be loaded" [means]="$any(organization.error()).message" [canRetry]="true" (again)="organization.reload()" /> }
          @else { <mw-skeleton /> }
        }
        @case ('keys') {
          <section class="card stack">
            <h2>API keys</h2>
            <p class="muted">For programs and for git: send one in the <code>x-api-key</code> header, or as the password of a clone. A key acts in one organization and never beyond your own role.</p>
            @if (secret(); as key) { <div class="card secret" role="status"><p><strong>Your new key.</strong> It is shown this once; copy it now.</p><p class="row"><code>{{ key }}</code> <button type="button" (click)="copy(key)">Copy</button></p></div> }
            @if (keys.value(); as list) {
              @if (list.length > 0) {
                <div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col">Begins with</th><th scope="col">Role</th><th scope="col">Made</th><th scope="col">Expires</th><th scope="col"><span class="hidden">Actions</span></th></tr></thead>
                <tbody>@for (key of list; track key.id) { <tr><td>{{ key.name }}</td><td><code>{{ key.start }}…</code></td><td>{{ key.role.toLowerCase() }}</td><td>{{ exact(key.createdAt) }}</td><td>{{ key.expiresAt ? exact(key.expiresAt) : 'never' }}</td><td><button class="plain danger" (click)="revoke(key)">Revoke</button></td></tr> }</tbody></table></div>
              } @else { <p>You have no keys.</p> }
            } @else { <mw-skeleton /> }
            <form class="row end" (submit)="createKey($event)">
              <div><label for="key-name">Name</label><input id="key-name" placeholder="e.g. build server" /></div>
              <div><label for="key-role">Role</label><select id="key-role">@for (role of roles; track role) { <option [value]="role" [selected]="role === 'EDITOR'">{{ role.toLowerCase() }}</option> }</select></div>
              <div><label for="key-days">Days</label><input id="key-days" type="number" min="1" max="365" placeholder="for ever" /></div>
              <button class="primary">Create key</button>
            </form>
          </section>
        }
        @case ('engines') {
          <section class="card stack">
            <h2>Engines</h2>
            @for (engine of engines.value() ?? []; track engine.id) { <div><h3>{{ engine.name }} <span class="muted">{{ engine.configured ? 'ready' : 'no key on this server' }}</span></h3><p class="muted">{{ engine.about }} Models: {{ engine.models.join(', ') }}.</p></div> }
          </section>
        }
      }
    </div>
  `,
  styles: `
    .tabs { display: flex; gap: 4px; border-bottom: 1px solid var(--line); overflow-x: auto; }
    .tabs a { padding: 8px 14px; text-decoration: none; color: var(--text); border-bottom: 2px solid transparent; white-space: nowrap; }
    .tabs a.on { border-color: var(--accent); font-weight: 600; }
    .end { align-items: end; } .narrow { max-width: 420px; } p { margin: 0; } td select { width: auto; }
    .secret { border-color: var(--ok); } .secret code { overflow-wrap: anywhere; }
  `,
})
export class SettingsPage {
  readonly tab = input<string>();
  protected readonly session = inject(Session);
  private readonly graphql = inject(Graphql);
  protected readonly tabs = TABS;
  protected readonly roles = ROLES;
  protected readonly exact = exact;
  protected readonly hintOf = hintOf;
  protected readonly current = computed(() => (TABS.some((t) => t.id === this.tab()) ? this.tab()! : 'profile'));
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly notice = signal('');
  protected readonly secret = signal('');

  protected readonly organization = resource({
    params: () => this.session.organization()?.organizationId,
    loader: async ({ params }) =>
      (
        await this.graphql.ask<{ organization: Organization }>(
          'query ($id: ID) { organization(id: $id) { id name slug members { id userId name email role since } invitations { id email role expiresAt } } }',
          { id: params },
        )
      ).organization,
  });
  protected readonly keys = resource({
    loader: async () =>
      (await this.graphql.ask<{ apiKeys: ApiKey[] }>('{ apiKeys { id name start role createdAt expiresAt lastUsedAt organizationId } }'))
        .apiKeys,
  });
  protected readonly engines = resource({
    loader: async () => (await this.graphql.ask<{ engines: Engine[] }>('{ engines { id name about configured models } }')).engines,
  });

  private async attempt(work: () => Promise<string>): Promise<void> {
    this.trouble.set(undefined);
    this.notice.set('');
    try {
      this.notice.set(await work());
    } catch (error) {
      this.trouble.set(error);
    }
  }

  protected async rename(event: Event): Promise<void> {
    event.preventDefault();
    const name = field(event, 'me');
    await this.attempt(async () => {
      await this.session.auth('/update-user', { name });
      await this.session.load();
      return 'Your name is saved.';
    });
  }

  protected async changePassword(event: Event): Promise<void> {
    event.preventDefault();
    await this.attempt(async () => {
      await this.session.auth('/change-password', {
        currentPassword: field(event, 'old'),
        newPassword: field(event, 'new'),
        revokeOtherSessions: true,
      });
      return 'Your password is changed.';
    });
  }

  protected async invite(event: Event): Promise<void> {
    event.preventDefault();
    const email = field(event, 'invite');
    await this.attempt(async () => {
      await this.session.auth('/organization/invite-member', {
        email,
        role: field(event, 'role').toLowerCase(),
        organizationId: this.organization.value()?.id,
      });
      this.organization.reload();
      return `${email} is invited. Where this server sends no mail, an administrator finds the address in the outbox.`;
    });
  }

  protected async setRole(member: Member, role: string): Promise<void> {
    await this.attempt(async () => {
      await this.session.auth('/organization/update-member-role', {
        memberId: member.id,
        role: role.toLowerCase(),
        organizationId: this.organization.value()?.id,
      });
      return `${member.name} is now ${role.toLowerCase()}.`;
    });
    this.organization.reload();
  }

  protected async remove(member: Member): Promise<void> {
    if (!confirm(`Remove ${member.name} from the organization? Their projects stay.`)) return;
    await this.attempt(async () => {
      await this.session.auth('/organization/remove-member', { memberIdOrEmail: member.id, organizationId: this.organization.value()?.id });
      return `${member.name} is removed.`;
    });
    this.organization.reload();
  }

  protected async withdraw(invitationId: string): Promise<void> {
    await this.attempt(async () => {
      await this.session.auth('/organization/cancel-invitation', { invitationId });
      return 'The invitation is withdrawn.';
    });
    this.organization.reload();
  }

  protected async createOrganization(event: Event): Promise<void> {
    event.preventDefault();
    const name = field(event, 'org');
    await this.attempt(async () => {
      const slug = `${name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')}-${Math.random().toString(36).slice(2, 8)}`;
      await this.session.auth('/organization/create', { name, slug });
      await this.session.load();
      return `${name} is there; choose it at the top.`;
    });
  }

  protected async createKey(event: Event): Promise<void> {
    event.preventDefault();
    await this.attempt(async () => {
      const days = field(event, 'key-days');
      const { createApiKey } = await this.graphql.ask<{ createApiKey: { secret: string } }>(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
        {
          input: {
            name: field(event, 'key-name'),
            role: field(event, 'key-role'),
            organizationId: this.session.organization()?.organizationId,
            ...(days ? { expiresInDays: Number(days) } : {}),
          },
        },
      );
      this.secret.set(createApiKey.secret);
      this.keys.reload();
      return '';
    });
  }

  protected async revoke(key: ApiKey): Promise<void> {
    if (!confirm(`Revoke the key “${key.name}”? Programs that use it stop working at once.`)) return;
    await this.attempt(async () => {
      await this.graphql.ask('mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { id } }', { input: { id: key.id } });
      this.keys.reload();
      return `${key.name} is revoked.`;
    });
  }

  protected copy(text: string): void {
    void navigator.clipboard.writeText(text).then(() => this.notice.set('Copied.'));
  }
}

const field = (event: Event, id: string): string =>
  ((event.target as HTMLFormElement).querySelector(`#${id}`) as HTMLInputElement).value.trim();
