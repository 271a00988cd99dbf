import { Component, computed, effect, inject, resource, untracked } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ExportToGithubDocument, FollowStreamDocument, GithubExportDocument } from '../../core/operations';
import { showRefusal } from '../../core/refusal';
import { Session } from '../../core/session';
import { GenerationStore } from './generation.store';

/** A generation's repository on GitHub: where it is, how far it is, or the way there. */
@Component({
  selector: 'app-github-export',
  imports: [ReactiveFormsModule, RouterLink, MatButton, MatCheckbox, MatFormField, MatLabel, MatHint, MatError, MatInput, Trouble],
  providers: [Attempt],
  template: `
    <section class="card">
      <h2>GitHub</h2>
      @if (state.error(); as error) { <mw-trouble what="GitHub’s side could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="state.reload()" /> }
      @if (exported(); as e) {
        @if (e.status === 'COMPLETE') { <p>It is there: <a [href]="e.url" target="_blank" rel="noopener">{{ e.owner ? e.owner + '/' : '' }}{{ e.name }} ↗</a> <span class="muted">{{ e.private ? 'private' : 'public' }}, one commit, the same files</span></p> }
        @else if (e.status === 'RUNNING') { <p role="status">On its way to GitHub as {{ e.name }} …</p> }
        @else { <mw-trouble what="It did not reach GitHub" [means]="e.message ?? ''" [hint]="e.hint ?? ''" /> }
      }
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not exported" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      @if (state.value(); as s) {
        @if (!s.githubConnection) { <p class="muted">No GitHub account is connected. @if (session.canManage()) { <a routerLink="/settings" [queryParams]="{ tab: 'github' }">Connect one</a> }</p> }
        @else if (session.canWrite() && exported()?.status !== 'RUNNING' && exported()?.status !== 'COMPLETE') {
          <form class="fields" [formGroup]="form" (ngSubmit)="export()">
            <mat-form-field><mat-label>Owner</mat-label><input matInput id="github-owner" autocomplete="off" formControlName="owner" [placeholder]="s.githubConnection.login" /><mat-hint>A user or organization</mat-hint><mat-error>Owner {{ form.controls.owner.errors?.['refused'] }}</mat-error></mat-form-field>
            <mat-form-field><mat-label>Name</mat-label><input matInput id="github-name" autocomplete="off" formControlName="name" [placeholder]="store.project()?.slug ?? ''" /><mat-error>Name {{ form.controls.name.errors?.['refused'] }}</mat-error></mat-form-field>
            <mat-checkbox formControlName="private">Private</mat-checkbox>
            <button matButton="outlined" type="submit" [disabled]="attempt.isWaiting()">Export to GitHub</button>
          </form>
        }
      }
    </section>
  `,
  styles: `
    section { display: flex; flex-direction: column; gap: 12px; } h2, p { margin: 0; }
    .fields { display: flex; gap: 12px; flex-wrap: wrap; align-items: baseline; } .fields mat-form-field { flex: 1 1 180px; }
  `,
})
export class GithubExport {
  protected readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly form = new FormGroup({
    owner: new FormControl('', { nonNullable: true }),
    name: new FormControl('', { nonNullable: true }),
    private: new FormControl(true, { nonNullable: true }),
  });
  protected readonly state = resource({
    params: () => this.store.generation()?.id,
    loader: async ({ params }) =>
      await this.graphql.ask(GithubExportDocument, { id: params, organizationId: this.session.organization()?.organizationId ?? null }),
  });
  protected readonly exported = computed(() => (this.state.hasValue() ? this.state.value().generation?.githubExport : undefined));

  /** The try that is on its way. */
  private readonly running = computed(() => {
    const found = this.exported();
    return found?.status === 'RUNNING' ? found.streamId : null;
  });

  constructor() {
    effect((onCleanup) => {
      const streamId = this.running();
      if (!streamId) return;
      let after: string | null = null;
      const stop = this.graphql.follow(FollowStreamDocument, () => ({ streamId, after }), {
        next: ({ streamEvents }) => {
          after = streamEvents.cursor;
          if (streamEvents.status !== 'RUNNING') untracked(() => this.state.reload());
        },
      });
      onCleanup(stop);
    });
  }

  protected async export(): Promise<void> {
    const generationId = this.store.generation()?.id;
    if (!generationId) return;
    const { owner, name, private: isPrivate } = this.form.getRawValue();
    await this.attempt.run(async () => {
      try {
        await this.graphql.ask(ExportToGithubDocument, {
          input: { generationId, owner: owner.trim() || null, name: name.trim() || null, private: isPrivate },
        });
      } catch (error) {
        if (!showRefusal(this.form, error)) throw error;
      }
      this.state.reload();
      return '';
    });
  }
}
