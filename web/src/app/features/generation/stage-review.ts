import { Component, computed, inject, input, linkedSignal, resource, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import { Router } from '@angular/router';
import { PATHS, type StageState } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Clock } from '../../core/clock';
import { CodeEditor } from '../../core/code-editor';
import { Commands } from '../../core/commands';
import { faultLines, jsonFaults } from '../../core/fault-lines';
import { ago, exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ApproveStageDocument, StageReviewDocument, type StageReviewQuery } from '../../core/operations';
import { Session } from '../../core/session';
import { forgetCorrections } from '../understanding/correct/correction-draft';
import { CorrectionEditor, type Corrections } from '../understanding/correct/editor';
import { BlueprintDocument } from './gate/blueprint-document';
import { DecisionBar } from './gate/decision-bar';
import { MadeDocument } from './gate/made-document';
import { PlanDocument } from './gate/plan-document';
import { editOf } from './gate/plan-questions';
import { hasDesign } from './gate/read-blueprint';
import { documentKind } from './gate/read-document';
import { RestCost } from './gate/rest-cost';
import { GenerationStore } from './generation.store';
import { worthReading } from './worth-reading';

type Review = NonNullable<StageReviewQuery['stageReview']>;
type ReviewFile = Review['files'][number];

/** What waits before a gate, as a document: what was made, what changed, a place to change it, and yes or no in sight. */
@Component({
  selector: 'app-stage-review',
  imports: [
    BlueprintDocument,
    CodeEditor,
    CorrectionEditor,
    DecisionBar,
    MadeDocument,
    MatButton,
    MatTooltip,
    PlanDocument,
    RestCost,
    Skeleton,
    Trouble,
  ],
  providers: [Attempt],
  template: `
    @if (review.error(); as error) { <mw-trouble what="What waits for approval could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="review.reload()" /> }
    @else if (review.value(); as r) {
      <header>
        <h2>{{ stage().title }} is waiting for you</h2>
        <p class="muted"><span [matTooltip]="exact(r.requestedAt)">Asked {{ ago(r.requestedAt, clock.now()) }}</span>{{ r.round > 1 ? ', round ' + r.round : '' }}. {{ r.reason ? 'Asked for by rule: ' + r.reason + '.' : '' }} Nothing goes on before somebody decides.@if (r.cannotSendBack) { <br />It cannot be sent back. {{ r.cannotSendBack }} }</p>
      </header>
      @if (session.canWrite()) {
        <app-decision-bar [verb]="verb()" [canApprove]="canApprove()" [isReturnable]="r.cannotSendBack === null" [canSendBack]="r.cannotSendBack === null && !attempt.isWaiting()" [rest]="cost()?.brief() ?? ''" [hint]="r.cannotSendBack ? 'Kept with your decision' : 'What to change, when you send it back'" [(comment)]="comment" (approve)="decide(true)" (sendBack)="decide(false)">
          @if (stage().itemsTotal && chosen(); as file) { <label class="only"><input type="checkbox" [checked]="onlyThis()" (change)="onlyThis.set($any($event.target).checked)" /> Send back only {{ file.artifact.path }}</label> }
          @for (fault of faults(); track fault) { <p class="fault" role="alert">{{ fault }}</p> }
          @if (attempt.trouble(); as error) { @if (faults().length === 0) { <mw-trouble what="That was refused" [means]="messageOf(error)" [hint]="hintOf(error)" /> } }
        </app-decision-bar>
      } @else { <p class="muted">It takes the role editor, admin or owner to decide. An owner or admin can change your role under Settings.</p> }
      @if (r.files.length === 0) { <p class="muted">This stage leaves no file to look at.</p> }
      @else {
        @if (chosen(); as file) {
          <div class="row between">
            <span class="muted">{{ file.base ? 'Compared with ' + file.base.from : 'New: there is nothing to compare with' }}</span>
            <span class="row">
              @if (kind()) { <button matButton="outlined" type="button" (click)="toggleJson()">{{ isJson() ? 'Show it as people read it' : 'Show the JSON' }}</button> }
              @if (file.base && !isDocument()) { <button matButton="outlined" type="button" (click)="showsChanges.set(!showsChanges())">{{ showsChanges() ? 'Show the text alone' : 'Show what changed' }}</button> }
              @if (edits().has(file.artifact.path)) { <button matButton="outlined" type="button" (click)="undo(file.artifact.path)">Take my edit back</button> }
            </span>
          </div>
          @if (file.cannotEdit) { <p class="muted">{{ file.cannotEdit }}</p> }
          @if (!isDocument()) { <app-code-editor [text]="textOf(file)" (textChange)="editByHand(file, $event)" [path]="file.artifact.path" [label]="'Text of ' + file.artifact.path" [before]="showsChanges() ? file.base?.text : undefined" [readonly]="!canEdit()" [faults]="lineFaults()" /> }
          @else {
            @if (kind() === 'PLAN') { <app-plan-document [text]="textOf(file)" [base]="file.base?.text" [canEdit]="canEdit()" [isRead]="r.cannotSendBack === null" (edited)="edit(file, $event)" /> }
            @else if (kind() === 'BLUEPRINT') {
              @if (canCorrect()) { <app-correction-editor [generationId]="generationId()" [base]="byHand()" (corrected)="take(file, $event)" /> }
              <app-blueprint-document [text]="textOf(file)" [base]="file.base?.text" [canEdit]="canEdit() && !canCorrect()" [isCorrected]="canCorrect()" (edited)="editByHand(file, $event)" />
            } @else { <app-made-document [kind]="kind()!" [text]="textOf(file)" /> }
          }
        }
        <app-rest-cost />
        <nav aria-label="Files of this stage"><ul class="files">
          @for (file of r.files; track file.artifact.path) {
            <li><button type="button" [class.on]="file === chosen()" [attr.aria-current]="file === chosen() ? 'true' : null" (click)="path.set(file.artifact.path)">{{ file.artifact.path }} <span class="muted">{{ mark(file) }}</span></button></li>
          }
        </ul></nav>
      }
    } @else if (review.isLoading()) { <mw-skeleton label="Loading what waits for approval" [lines]="[40, 90, 70, 80]" /> }
    @else { <p class="muted">Somebody has decided already.</p> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; --under: 150px; } h2, header p, p { margin: 0; }
    app-decision-bar { position: sticky; top: 0; z-index: 3; margin-inline: -16px; padding-inline: 16px; background: var(--surface); }
    .files { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; margin: 0; padding: 0; max-height: 150px; overflow: auto; }
    .files button { all: unset; cursor: pointer; font-family: var(--mono); font-size: 0.82rem; padding: 3px 8px; border: 1px solid var(--line); border-radius: 6px; overflow-wrap: anywhere; } .files button.on { border-color: var(--accent); background: var(--raised); font-weight: 700; } .files button:focus-visible { outline: 2px solid var(--accent); }
    .only { display: flex; gap: 6px; align-items: center; overflow-wrap: anywhere; }
  `,
})
export class StageReview {
  readonly stage = input.required<StageState>();
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  private readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  protected readonly clock = inject(Clock);
  protected readonly attempt = inject(Attempt);
  private readonly editor = viewChild(CorrectionEditor);
  private readonly bar = viewChild(DecisionBar);
  protected readonly cost = viewChild(RestCost);
  protected readonly ago = ago;
  protected readonly exact = exact;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly generationId = computed(() => this.store.generation()!.id);
  /** Where what a person wrote is kept until it is sent. */
  private readonly place = computed(() => `review ${this.generationId()} ${this.stage().name} ${this.stage().round ?? 1}`);

  protected readonly review = resource({
    params: () => ({ generationId: this.generationId(), stage: this.stage().name, round: this.stage().round ?? 1 }),
    loader: async ({ params: { generationId, stage } }) =>
      (await this.graphql.ask(StageReviewDocument, { generationId, stage })).stageReview,
  });
  protected readonly path = signal('');
  protected readonly chosen = computed(() => {
    const files = this.review.value()?.files ?? [];
    const editable = files.flatMap(({ cannotEdit, artifact }) => (cannotEdit ? [] : [artifact.path]));
    const at = (path: string | undefined): ReviewFile | undefined => files.find(({ artifact }) => artifact.path === path);
    return at(this.path()) ?? at(worthReading(editable)) ?? files[0];
  });
  protected readonly showsChanges = signal(true);
  protected readonly onlyThis = signal(false);
  protected readonly comment = signal('');
  protected readonly edits = linkedSignal<string, ReadonlyMap<string, string>>({
    source: this.place,
    computation: (place) => new Map(JSON.parse(sessionStorage.getItem(place) ?? '[]') as [string, string][]),
  });
  protected readonly faults = computed(() => {
    const path = this.chosen()?.artifact.path;
    const error = this.attempt.trouble() as { extensions?: { fields?: { path: string; message: string }[] } } | undefined;
    const at = [...this.edits().keys()].indexOf(path ?? '');
    return (error?.extensions?.fields ?? []).flatMap((field) =>
      at >= 0 && field.path.startsWith(`input.edits.${at}.`) ? [field.message] : [],
    );
  });

  protected readonly canEdit = computed(() => this.chosen()?.cannotEdit === null && this.session.canWrite());
  /** What people read first, and as JSON where they want it; undefined for other files, and for text that is none of both. */
  protected readonly kind = computed(() => this.chosen() && documentKind(this.chosen()!.artifact.path, this.textOf(this.chosen()!)));
  protected readonly isJson = signal(false);
  protected readonly isDocument = computed(() => this.kind() !== undefined && !this.isJson());
  protected readonly canCorrect = computed(() => this.kind() === 'BLUEPRINT' && this.canEdit() && hasDesign(this.chosen()?.artifact.text));
  protected readonly isCorrecting = computed(() => this.isDocument() && this.canCorrect());
  /** What cannot be taken, at its lines: as the server said, and where it is no JSON. */
  protected readonly lineFaults = computed(() => {
    const file = this.chosen();
    if (!file?.artifact.path.endsWith('.json') || this.isDocument()) return [];
    const text = this.textOf(file);
    const broken = jsonFaults(text);
    return broken.length > 0 ? broken : faultLines(text, this.faults());
  });
  protected readonly verb = computed(() => {
    const edits = this.edits();
    const plan = edits.get(PATHS.planJson);
    const original = this.review.value()?.files.find(({ artifact }) => artifact.path === PATHS.planJson)?.artifact.text;
    const { answers, isMore } = plan && original ? editOf(original, plan) : { answers: 0, isMore: true };
    if (edits.size === 1 && answers > 0 && !isMore) return `Approve with ${answers} ${answers === 1 ? 'answer' : 'answers'}`;
    return edits.size > 0 ? `Approve with ${edits.size} ${edits.size === 1 ? 'edit' : 'edits'}` : 'Approve and continue';
  });
  /** blueprint.json as it was edited as JSON: what is corrected from then on. */
  protected readonly byHand = linkedSignal<string, string | null>({
    source: this.place,
    computation: (place) => sessionStorage.getItem(`${place} by hand`),
  });
  private readonly corrections = signal<Corrections | undefined>(undefined);
  /** What was corrected is not worked out yet, or cannot be followed. */
  protected readonly isUnsettled = computed(() => {
    const state = this.isCorrecting() ? this.corrections() : undefined;
    return state !== undefined && (state.isWaiting || state.faults > 0);
  });
  protected readonly canApprove = computed(
    () => this.session.canWrite() && this.review.value() != null && !this.attempt.isWaiting() && !this.isUnsettled(),
  );

  private readonly canSendBack = computed(
    () =>
      this.session.canWrite() && this.review.value()?.cannotSendBack === null && !this.attempt.isWaiting() && this.comment().trim() !== '',
  );

  constructor() {
    inject(Commands).offer(() => [
      ...(this.canApprove()
        ? [{ title: 'Approve and continue', group: 'Here' as const, keys: 'Shift A', run: () => void this.decide(true) }]
        : []),
      ...(this.canSendBack()
        ? [{ title: 'Send back with the comment', group: 'Here' as const, keys: 'Shift B', run: () => void this.decide(false) }]
        : []),
      ...(this.bar()
        ? [{ title: 'Write a comment on what waits', group: 'Here' as const, keys: 'C', run: () => this.bar()?.write() }]
        : []),
      { title: 'Next file of this stage', group: 'Here', keys: 'J', run: () => this.step(1) },
      { title: 'File of this stage before it', group: 'Here', keys: 'K', run: () => this.step(-1) },
    ]);
  }

  private step(by: number): void {
    const files = this.review.value()?.files ?? [];
    const next = files[files.indexOf(this.chosen()!) + by];
    if (next) this.path.set(next.artifact.path);
  }

  protected toggleJson(): void {
    this.corrections.set(undefined);
    this.isJson.update((isJson) => !isJson);
  }

  /** Puts what the corrections come to in the place of an edit. */
  protected take(file: ReviewFile, state: Corrections): void {
    this.corrections.set(state);
    if (state.isWaiting) return;
    const text = state.text ?? this.byHand() ?? undefined;
    if (text === undefined) {
      if (this.edits().has(file.artifact.path)) this.keep((edits) => edits.delete(file.artifact.path));
    } else this.edit(file, text);
  }

  protected editByHand(file: ReviewFile, text: string): void {
    if (text === this.textOf(file)) return;
    this.edit(file, text);
    if (file.artifact.path === PATHS.blueprint) this.setByHand(text === file.artifact.text ? null : text);
  }

  private setByHand(text: string | null): void {
    this.byHand.set(text);
    const key = `${this.place()} by hand`;
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  }

  protected textOf(file: ReviewFile): string {
    return this.edits().get(file.artifact.path) ?? file.artifact.text ?? '';
  }

  protected mark(file: ReviewFile): string {
    if (this.edits().has(file.artifact.path)) return 'edited';
    if (!file.base) return 'new';
    return file.base.sha256 === file.artifact.sha256 ? '' : 'changed';
  }

  protected edit(file: ReviewFile, text: string): void {
    if (text === this.textOf(file)) return;
    this.keep((edits) => (text === file.artifact.text ? edits.delete(file.artifact.path) : edits.set(file.artifact.path, text)));
  }

  protected undo(path: string): void {
    if (path === PATHS.blueprint) {
      this.setByHand(null);
      this.editor()?.clear();
      forgetCorrections(this.generationId());
    }
    this.keep((edits) => edits.delete(path));
  }

  private keep(change: (edits: Map<string, string>) => unknown): void {
    const edits = new Map(this.edits());
    change(edits);
    this.edits.set(edits);
    sessionStorage.setItem(this.place(), JSON.stringify([...edits]));
  }

  protected async decide(approved: boolean): Promise<void> {
    const review = this.review.value();
    if (!review) return;
    const place = this.place();
    await this.attempt.run(async () => {
      await this.graphql.ask(ApproveStageDocument, {
        input: {
          generationId: this.generationId(),
          stage: this.stage().name,
          approved,
          round: review.round,
          comment: this.comment().trim() || null,
          edits: approved ? [...this.edits()].map(([path, text]) => ({ path, text })) : null,
          paths: !approved && this.onlyThis() && this.chosen() ? [this.chosen()!.artifact.path] : null,
        },
      });
      sessionStorage.removeItem(place);
      sessionStorage.removeItem(`${place} by hand`);
      if (approved) forgetCorrections(this.generationId());
      this.comment.set('');
      // The view follows the generation again, to whatever waits next.
      if (approved) await this.router.navigate([], { queryParams: { stage: null, file: null }, queryParamsHandling: 'merge' });
      return approved ? 'Approved; the generation goes on' : 'Sent back; it is written again';
    });
  }
}
