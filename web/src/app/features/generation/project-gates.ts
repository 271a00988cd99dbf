import { Component, computed, inject, linkedSignal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { stagesOf, type StageName } from '@millwright/domain';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { SetApprovalDocument } from '../../core/operations';
import { Session } from '../../core/session';
import { GenerationStore } from './generation.store';

/** Where the project's generations wait for a yes, from the next one on. */
@Component({
  selector: 'app-project-gates',
  imports: [MatButton, MatFormField, MatLabel, MatHint, MatInput, Trouble],
  providers: [Attempt],
  template: `
    <section class="card" aria-labelledby="gates">
      <h2 id="gates">Approval</h2>
      <p class="muted">Generations of this project wait after these stages until somebody has looked at what was made. It counts from the next generation on.</p>
      <div class="row stages">@for (stage of stages; track stage.name) { <label><input type="checkbox" [checked]="after().includes(stage.name)" [disabled]="!session.canWrite()" (change)="toggle(stage.name, $any($event.target).checked)" /> {{ stage.title }}</label> }</div>
      <mat-form-field>
        <mat-label>After the code, where critical files change</mat-label>
        <select matNativeControl id="criticality" [disabled]="!session.canWrite()" (change)="criticality.set($any($event.target).value === '' ? null : +$any($event.target).value)">
          <option value="" [selected]="criticality() === null">Not for that reason</option>
          @for (n of levels; track n) { <option [value]="n" [selected]="n === criticality()">Criticality {{ n }} or more</option> }
        </select>
        <mat-hint>Compared with the last repository of the project</mat-hint>
      </mat-form-field>
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not saved" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      @if (session.canWrite()) { <div class="row"><button matButton="outlined" type="button" [disabled]="attempt.isWaiting() || !isChanged()" (click)="save()">Save</button></div> }
    </section>
  `,
  styles: `section { display: flex; flex-direction: column; gap: 12px; } h2, p { margin: 0; } .stages { gap: 6px 18px; } label { display: inline-flex; gap: 6px; align-items: center; } mat-form-field { max-width: 420px; }`,
})
export class ProjectGates {
  private readonly graphql = inject(Graphql);
  private readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly stages = stagesOf({ isVerified: false });
  protected readonly levels = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
  // By their values: the project is loaded again whenever a generation ends, and what is being chosen here stays.
  private readonly savedAfter = computed(() => (this.store.project()?.approveAfter ?? []).join());
  private readonly savedCriticality = computed(() => this.store.project()?.approveCriticality ?? null);
  protected readonly after = linkedSignal<string, readonly StageName[]>({
    source: this.savedAfter,
    computation: () => untracked(() => this.store.project()?.approveAfter ?? []),
  });
  protected readonly criticality = linkedSignal(() => this.savedCriticality());
  protected readonly isChanged = computed(() => {
    const project = this.store.project();
    return (
      [...this.after()].sort().join() !== [...(project?.approveAfter ?? [])].sort().join() ||
      this.criticality() !== (project?.approveCriticality ?? null)
    );
  });

  protected toggle(name: StageName, isChosen: boolean): void {
    this.after.update((after) => (isChosen ? [...after, name] : after.filter((one) => one !== name)));
  }

  protected async save(): Promise<void> {
    await this.attempt.run(async () => {
      const [approveAfter, approveCriticality] = [[...this.after()], this.criticality()];
      await this.graphql.ask(SetApprovalDocument, { input: { projectId: this.store.project()!.id, approveAfter, approveCriticality } });
      this.store.project.update((project) => project && { ...project, approveAfter, approveCriticality });
      return 'Saved; it counts from the next generation on';
    });
  }
}
