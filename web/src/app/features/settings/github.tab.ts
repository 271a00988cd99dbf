import { Component, computed, inject, input, resource } from '@angular/core';
import { FormControl, FormGroup, type FormGroupDirective, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Skeleton, Trouble } from '@millwright/ui';
import { confirm } from '@millwright/ui/actions';
import { Attempt } from '../../core/attempt';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ConnectGithubDocument, DisconnectGithubDocument, GithubConnectionDocument } from '../../core/operations';
import { showRefusal } from '../../core/refusal';
import { Session } from '../../core/session';

// Creating private repositories and writing to them, files of GitHub Actions among them; GitHub has no narrower ones for OAuth.
const SCOPES = ['repo', 'workflow'];

/** The GitHub account that repositories are exported with. */
@Component({
  selector: 'app-github-tab',
  imports: [ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatHint, MatError, MatInput, Skeleton, Trouble],
  providers: [Attempt],
  template: `
    @if (attempt.trouble(); as error) { <mw-trouble what="That did not work" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    @if (answer.error(); as error) { <mw-trouble what="The connection could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="answer.reload()" /> }
    @else if (answer.value(); as loaded) {
      <section class="card">
        <h2>GitHub</h2>
        <p class="muted">Repositories that projects make can be exported to GitHub with this account.</p>
        @if (loaded.githubConnection; as connection) {
          <p><strong>{{ connection.login }}</strong> <span class="muted">{{ connection.connectedAt ? 'connected ' + exact(connection.connectedAt) : 'the account of this server' }}</span></p>
          <p class="muted">{{ connection.scopes.length ? 'It may: ' + connection.scopes.join(', ') : 'A fine-grained token: what it may do is set at GitHub.' }}</p>
          @if (lacks(connection.scopes); as missing) { <p>It lacks: {{ missing }}. Projects with GitHub Actions in them cannot be exported; connect the account again to allow it.</p> }
          @if (connection.connectedAt && session.canManage()) { <p><button matButton="outlined" type="button" class="danger" (click)="disconnect()">Disconnect</button></p> }
        } @else { <p>No account is connected.</p> }
      </section>
      @if (session.canManage()) {
        <section class="card">
          <h2>{{ loaded.githubConnection?.connectedAt ? 'Another account' : 'Connect an account' }}</h2>
          @if (loaded.signInOptions.github) {
            <p class="row"><button matButton="filled" type="button" (click)="link()" [disabled]="attempt.isWaiting()">Connect with GitHub</button> <span class="muted">GitHub asks you for: {{ scopes.join(', ') }} (create repositories, write to them, and add GitHub Actions).</span></p>
            <p class="muted">Or with a token:</p>
          }
          <form class="fields" (ngSubmit)="connect(directive)" [formGroup]="form" #directive="ngForm">
            <mat-form-field class="wide"><mat-label>Personal access token</mat-label><input matInput id="github-token" type="password" autocomplete="off" spellcheck="false" formControlName="token" /><mat-hint>A classic one with the scopes repo and workflow, or a fine-grained one that may write contents and workflows and administer repositories</mat-hint><mat-error>The token {{ form.controls.token.errors?.['refused'] ?? 'is missing' }}</mat-error></mat-form-field>
            <button matButton="outlined" type="submit" [disabled]="attempt.isWaiting()">{{ attempt.isWaiting() ? 'Asking GitHub …' : 'Test and keep' }}</button>
          </form>
        </section>
      } @else { <p class="muted">An owner or admin can connect an account.</p> }
    } @else { <mw-skeleton label="Loading the connection" /> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; } p { margin: 0 0 8px; }
    .fields { display: flex; gap: 12px; flex-wrap: wrap; align-items: baseline; } .fields .wide { flex: 1 1 360px; }
  `,
})
export class GithubTab {
  /** Set by the way back from GitHub. */
  readonly linked = input<string>();
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  private readonly graphql = inject(Graphql);
  private readonly dialogs = inject(MatDialog);
  protected readonly scopes = SCOPES;
  /** Scopes that an account should have and has not; none are told of a fine-grained token. */
  protected readonly lacks = (has: readonly string[]): string =>
    has.length === 0 ? '' : SCOPES.filter((scope) => !has.includes(scope)).join(', ');
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  private readonly organizationId = computed(() => this.session.organization()?.organizationId ?? null);
  protected readonly form = new FormGroup({ token: new FormControl('', { nonNullable: true, validators: Validators.required }) });
  protected readonly answer = resource({
    params: () => ({ organizationId: this.organizationId(), linked: this.linked() }),
    loader: async ({ params: { organizationId, linked } }) => {
      if (linked) await this.attempt.run(() => this.keep(null));
      return await this.graphql.ask(GithubConnectionDocument, { organizationId });
    },
  });

  /** By OAuth: GitHub asks, and comes back to this page. */
  protected async link(): Promise<void> {
    await this.attempt.run(async () => {
      const { url } = await this.session.auth<{ url: string }>('/link-social', {
        provider: 'github',
        scopes: SCOPES,
        callbackURL: `${location.origin}/settings?tab=github&linked=1`,
      });
      location.assign(url);
      return '';
    });
  }

  protected async connect(directive: FormGroupDirective): Promise<void> {
    if (this.form.invalid) return;
    await this.attempt.run(async () => {
      try {
        const said = await this.keep(this.form.getRawValue().token.trim());
        directive.resetForm();
        this.answer.reload();
        return said;
      } catch (error) {
        if (showRefusal(this.form, error)) return '';
        throw error;
      }
    });
  }

  protected async disconnect(): Promise<void> {
    const question = { title: 'Disconnect this account?', text: 'What was exported stays on GitHub.', verb: 'Disconnect' };
    if (!(await confirm(this.dialogs, question))) return;
    await this.attempt.run(async () => {
      await this.graphql.ask(DisconnectGithubDocument, { input: { organizationId: this.organizationId() } });
      this.answer.reload();
      return 'The account is disconnected.';
    });
  }

  private async keep(token: string | null): Promise<string> {
    const { connectGithub } = await this.graphql.ask(ConnectGithubDocument, { input: { organizationId: this.organizationId(), token } });
    return `Connected as ${connectGithub.connection?.login ?? ''}.`;
  }
}
