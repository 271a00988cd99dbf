import { Component, computed, inject, resource, signal } from '@angular/core';
import { FormControl, FormGroup, type FormGroupDirective, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { ROLES, type Role } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { CopyButton, confirm } from '@millwright/ui/actions';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { OrganizationDocument, type OrganizationQuery } from '../../core/operations';
import { Session } from '../../core/session';
import { Attempt } from '../../core/attempt';

type Member = OrganizationQuery['organization']['members'][number];

@Component({
  selector: 'app-organization-tab',
  imports: [ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatError, MatInput, Trouble, Skeleton, DataTable, Cell, CopyButton],
  providers: [Attempt],
  template: `
    @if (attempt.trouble(); as error) { <mw-trouble what="That did not work" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    @if (organization.error(); as error) { <mw-trouble what="The organization could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="organization.reload()" /> }
    @else if (organization.value(); as org) {
      <section class="card">
        <h2>{{ org.name }}</h2>
        <mw-table [rows]="org.members" [columns]="columns" label="members" [id]="idOf">
          <ng-template mwCell="role" let-member>
            @if (canChange(member)) {
              <select class="role" [attr.aria-label]="'Role of ' + member.name" (change)="setRole(member, $any($event.target).value)">@for (role of roles; track role) { <option [value]="role" [selected]="role === member.role">{{ role.toLowerCase() }}</option> }</select>
            } @else { {{ member.role.toLowerCase() }} }
          </ng-template>
          <ng-template mwCell="since" let-member>{{ exact(member.since) }}</ng-template>
          <ng-template mwCell="actions" let-member>@if (canChange(member)) { <button matButton type="button" class="danger" (click)="remove(member)">Remove</button> }</ng-template>
        </mw-table>
      </section>
      <section class="card">
        <h2>Invite somebody</h2>
        @for (invitation of org.invitations; track invitation.id) { <p class="row between line"><span>{{ invitation.email }} <span class="muted">invited as {{ invitation.role.toLowerCase() }}, until {{ exact(invitation.expiresAt) }}</span></span> <button matButton type="button" class="danger" (click)="withdraw(invitation.id)">Withdraw</button></p> }
        @if (invited(); as one) { <div class="invited" role="status"><p><strong>{{ one.email }} is invited.</strong> This link is in the mail to them and is shown here this once; where this server sends no mail, hand it to them yourself.</p><p class="row"><code>{{ one.link }}</code> <mw-copy [text]="one.link" /></p></div> }
        @if (session.canManage()) {
          <form class="fields" (ngSubmit)="invite(inviting)" [formGroup]="invitation" #inviting="ngForm">
            <mat-form-field><mat-label>E-mail</mat-label><input matInput id="invite" type="email" autocomplete="off" formControlName="email" /><mat-error>This is no e-mail address</mat-error></mat-form-field>
            <mat-form-field><mat-label>Role</mat-label><select matNativeControl id="role" formControlName="role">@for (role of roles.slice(1); track role) { <option [value]="role">{{ role.toLowerCase() }}</option> }</select></mat-form-field>
            <button matButton="outlined" type="submit" [disabled]="attempt.isWaiting()">Invite</button>
          </form>
        } @else { <p class="muted">An owner or admin can invite people and change roles.</p> }
      </section>
      <section class="card">
        <h2>What each role may do</h2>
        <dl class="roles">@for (role of meanings; track role.name) { <dt>{{ role.name }}</dt><dd>{{ role.may }}</dd> }</dl>
      </section>
      <section class="card">
        <h2>Another organization</h2>
        <form class="fields" (ngSubmit)="create(creating)" [formGroup]="another" #creating="ngForm">
          <mat-form-field><mat-label>Name</mat-label><input matInput id="org" autocomplete="off" formControlName="name" /><mat-error>It needs a name</mat-error></mat-form-field>
          <button matButton="outlined" type="submit" [disabled]="attempt.isWaiting()">Create organization</button>
        </form>
      </section>
    } @else { <mw-skeleton label="Loading the organization" /> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; } .line { margin: 0 0 8px; }
    .fields { display: flex; gap: 12px; flex-wrap: wrap; align-items: baseline; } .fields mat-form-field { flex: 0 1 260px; }
    .invited code { overflow-wrap: anywhere; min-width: 0; } .invited p { margin: 0 0 8px; }
    .role { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; padding: 4px 6px; }
    .roles { display: grid; grid-template-columns: auto 1fr; gap: 6px 20px; margin: 0; } dt { font-weight: 600; } dd { margin: 0; color: var(--muted); }
  `,
})
export class OrganizationTab {
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  private readonly graphql = inject(Graphql);
  private readonly dialogs = inject(MatDialog);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly roles = ROLES;
  /** Whom this page invited last; the link is known nowhere else. */
  protected readonly invited = signal<{ email: string; link: string } | undefined>(undefined);
  protected readonly meanings = [
    { name: 'Owner', may: 'everything, other owners included' },
    { name: 'Admin', may: 'create projects, invite and remove people, change roles' },
    { name: 'Editor', may: 'create projects, start, pause and cancel generations' },
    { name: 'Member', may: 'what a viewer may' },
    { name: 'Viewer', may: 'look at everything, clone repositories' },
  ];
  protected readonly idOf = (member: Member): string => member.id;
  protected readonly columns: readonly Column<Member>[] = [
    { key: 'name', title: 'Name', value: (member) => member.name },
    { key: 'email', title: 'E-mail', value: (member) => member.email },
    { key: 'role', title: 'Role', value: (member) => member.role },
    { key: 'since', title: 'Since', value: (member) => member.since },
    { key: 'actions', title: '', value: () => null },
  ];
  protected readonly invitation = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
    role: new FormControl<Role>('EDITOR', { nonNullable: true }),
  });
  protected readonly another = new FormGroup({ name: new FormControl('', { nonNullable: true, validators: Validators.required }) });

  protected readonly organization = resource({
    params: () => this.session.organization()?.organizationId,
    loader: async ({ params }) => (await this.graphql.ask(OrganizationDocument, { id: params })).organization,
  });
  private readonly id = computed(() => this.session.organization()?.organizationId);

  protected canChange(member: Member): boolean {
    return this.session.canManage() && member.userId !== this.session.viewer()?.id;
  }

  protected async invite(directive: FormGroupDirective): Promise<void> {
    if (this.invitation.invalid) return;
    const { email, role } = this.invitation.getRawValue();
    await this.attempt.run(async () => {
      const { link } = await this.session.auth<{ link: string }>('/organization/invite-member', {
        email,
        role: role.toLowerCase(),
        organizationId: this.id(),
      });
      directive.resetForm();
      this.organization.reload();
      this.invited.set({ email, link });
      return '';
    });
  }

  protected async setRole(member: Member, role: string): Promise<void> {
    await this.attempt.run(async () => {
      await this.session.auth('/organization/update-member-role', {
        memberId: member.id,
        role: role.toLowerCase(),
        organizationId: this.id(),
      });
      return `${member.name} is now ${role.toLowerCase()}.`;
    });
    this.organization.reload();
  }

  protected async remove(member: Member): Promise<void> {
    const question = {
      title: `Remove ${member.name}?`,
      text: 'They leave the organization at once. What they made stays.',
      verb: 'Remove',
    };
    if (!(await confirm(this.dialogs, question))) return;
    await this.attempt.run(async () => {
      await this.session.auth('/organization/remove-member', { memberIdOrEmail: member.id, organizationId: this.id() });
      return `${member.name} is removed.`;
    });
    this.organization.reload();
  }

  protected async withdraw(invitationId: string): Promise<void> {
    await this.attempt.run(async () => {
      await this.session.auth('/organization/cancel-invitation', { invitationId });
      return 'The invitation is withdrawn.';
    });
    this.organization.reload();
  }

  protected async create(directive: FormGroupDirective): Promise<void> {
    if (this.another.invalid) return;
    const { name } = this.another.getRawValue();
    await this.attempt.run(async () => {
      await this.session.auth('/organization/create', { name });
      await this.session.load();
      directive.resetForm();
      return `${name} is there, and you work in it now.`;
    });
  }
}
