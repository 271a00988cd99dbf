import { Component, computed, inject, input, resource } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { StageName } from '@millwright/domain';
import { duration } from '@millwright/domain';
import { Skeleton, Status, statusWord, Trouble } from '@millwright/ui';
import { CodeEditor } from '../../core/code-editor';
import { exact, money, numbered } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { jsonChanges } from '../../core/json-changes';
import { CompareGenerationsDocument, type CompareGenerationsQuery } from '../../core/operations';
import { Artifacts } from './artifacts.service';
import { type GenerationItem, GenerationStore } from './generation.store';

type Comparison = CompareGenerationsQuery['compareGenerations'];
type Stage = Comparison['stages'][number];
type Side = Comparison['left'];

const WORDS = { SAME: 'same', ADDED: 'added', REMOVED: 'removed', CHANGED: 'changed' };

/** This generation beside another one: what differs, stage by stage and file by file, and what each took. */
@Component({
  selector: 'app-compare-tab',
  imports: [RouterLink, MatFormField, MatLabel, MatInput, Status, Skeleton, Trouble, CodeEditor],
  template: `
    <mat-form-field class="with">
      <mat-label>Compare with</mat-label>
      <select matNativeControl id="compare-with" (change)="choose($any($event.target).value)">
        <option value="" disabled [selected]="!other()">Choose a generation</option>
        @for (item of others(); track item.id) { <option [value]="item.id" [selected]="item.id === other()">{{ nameOf(item) }}</option> }
      </select>
    </mat-form-field>
    @if (!other()) { <p class="muted">This project has one generation. Fork it, or generate again, and the two can be compared.</p> }
    @else if (comparison.error(); as error) { <mw-trouble what="The two could not be compared" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="comparison.reload()" /> }
    @else if (comparison.value(); as c) {
      <div class="scroll" tabindex="0" role="region" aria-label="What each took">
        <table>
          <thead><tr><th scope="col"></th><th scope="col">{{ numbered(c.left) }}</th><th scope="col">{{ numbered(c.right) }}, this one</th></tr></thead>
          <tbody>
            <tr><th scope="row">Started</th><td>{{ exact(c.left.createdAt) }}</td><td>{{ exact(c.right.createdAt) }}</td></tr>
            <tr><th scope="row">Status</th><td><mw-status [status]="c.left.status" /></td><td><mw-status [status]="c.right.status" /></td></tr>
            <tr [class.differs]="engineOf(c.left) !== engineOf(c.right)"><th scope="row">Engine</th><td>{{ engineOf(c.left) }}</td><td>{{ engineOf(c.right) }}</td></tr>
            <tr><th scope="row">Time</th><td>{{ took(c.left) }}</td><td>{{ took(c.right) }}</td></tr>
            <tr><th scope="row">Cost</th><td>{{ costOf(c.left) }}</td><td>{{ costOf(c.right) }}</td></tr>
            <tr><th scope="row">Tokens in, out</th><td>{{ tokens(c.left.usage) }}</td><td>{{ tokens(c.right.usage) }}</td></tr>
            <tr><th scope="row">Calls, remembered</th><td>{{ c.left.usage.requests }}, {{ c.left.usage.cachedRequests }}</td><td>{{ c.right.usage.requests }}, {{ c.right.usage.cachedRequests }}</td></tr>
          </tbody>
        </table>
      </div>
      <h2>Stage by stage</h2>
      @for (stage of c.stages; track stage.stage) {
        <details class="card" [open]="stage.stage === at()?.stage">
          <summary>
            <strong>{{ stage.title }}</strong> <span [class.differs]="differing(stage).length > 0">{{ summaryOf(stage) }}</span>
            <span class="muted">{{ stageTime(stage.left) }} → {{ stageTime(stage.right) }}{{ stage.changedPrompts ? ' · ' + stage.changedPrompts + (stage.changedPrompts === 1 ? ' prompt differs' : ' prompts differ') : '' }}{{ promptsOf(stage) }}</span>
          </summary>
          <ul>
            @for (file of differing(stage); track file.path) {
              <li><a [routerLink]="[]" [queryParams]="{ file: file.path, stage: stage.stage, with: other() }" queryParamsHandling="merge" [attr.aria-current]="file.path === at()?.path && stage.stage === at()?.stage ? 'true' : null">{{ file.path }}</a> <span class="muted">{{ words[file.change] }}</span> <span class="plus">+{{ file.addedLines }}</span> <span class="minus">−{{ file.removedLines }}</span></li>
            } @empty { <li class="muted">{{ stage.files.length ? stage.files.length + (stage.files.length === 1 ? ' file is' : ' files are') + ' the same to the byte.' : 'It leaves no file.' }}</li> }
          </ul>
          @if (at(); as file) { @if (file.stage === stage.stage) {
            @if (texts.error(); as error) { <mw-trouble what="The file could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="texts.reload()" /> }
            @else if (texts.value(); as t) {
              @if (t.changes; as changes) {
                <div class="scroll" tabindex="0" role="region" aria-label="Changes by structure">
                  <table class="json"><thead><tr><th scope="col">Where</th><th scope="col">{{ numbered(c.left) }}</th><th scope="col">{{ numbered(c.right) }}, this one</th></tr></thead>
                    <tbody>@for (change of changes; track $index) { <tr><th scope="row" class="mono">{{ change.path }}</th><td class="mono minus">{{ change.before }}</td><td class="mono plus">{{ change.after }}</td></tr> } @empty { <tr><td colspan="3" class="muted">Another text with the same content.</td></tr> }</tbody>
                  </table>
                </div>
              }
              <app-code-editor [text]="t.right" [before]="t.left" [path]="file.path" [readonly]="true" [label]="'What changed in ' + file.path" />
            } @else { <mw-skeleton label="Loading both versions" /> }
          } }
        </details>
      }
    } @else { <mw-skeleton label="Comparing" [lines]="[100, 80, 60, 90]" /> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 12px; padding-top: 12px; } .with { max-width: 560px; width: 100%; } h2 { margin: 8px 0 0; }
    table { border-collapse: collapse; width: 100%; max-width: 900px; } th, td { text-align: left; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; } tbody th { font-weight: 500; color: var(--muted); overflow-wrap: normal; }
    .scroll { overflow-x: auto; } .json { font-size: 0.84rem; margin-bottom: 12px; } .json td { white-space: pre-wrap; max-width: 360px; }
    summary { cursor: pointer; } summary span { margin-left: 10px; } .differs { color: var(--warn); font-weight: 600; } ul { list-style: none; margin: 10px 0; padding: 0; } li { padding: 2px 0; font-size: 0.9rem; } li a { font-family: var(--mono); } li a[aria-current] { font-weight: 700; }
    .plus { color: var(--ok); } .minus { color: var(--bad); }
  `,
})
export class CompareTab {
  readonly with = input<string>();
  readonly file = input<string>();
  readonly stage = input<string>();
  private readonly graphql = inject(Graphql);
  private readonly artifacts = inject(Artifacts);
  private readonly router = inject(Router);
  protected readonly store = inject(GenerationStore);
  protected readonly exact = exact;
  protected readonly numbered = numbered;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly words = WORDS;
  private readonly items = computed(() => (this.store.project()?.generations.edges ?? []).map(({ node }) => node));
  protected readonly others = computed(() => this.items().filter((item) => item.id !== this.store.generation()?.id));
  /** The one that is asked for, or else its parent, or else the one before it. */
  protected readonly other = computed(() => {
    const generation = this.store.generation();
    const before = this.items()[this.items().findIndex((item) => item.id === generation?.id) + 1];
    return this.with() || (generation?.parent?.id ?? before?.id ?? this.others()[0]?.id);
  });
  protected readonly comparison = resource({
    params: () => {
      const [leftId, right] = [this.other(), this.store.generation()];
      // Again when it ends: what it made grows until then.
      return leftId && right ? { leftId, rightId: right.id, isOpen: this.store.isOpen() } : undefined;
    },
    loader: async ({ params: { leftId, rightId } }) =>
      (await this.graphql.ask(CompareGenerationsDocument, { leftId, rightId })).compareGenerations,
  });
  /** The file that is looked at. */
  protected readonly at = computed(() => {
    const stages = this.comparison.hasValue() ? this.comparison.value().stages : [];
    const wanted = stages.find((stage) => stage.stage === this.stage() && stage.files.some(({ path }) => path === this.file()));
    const first = wanted ?? stages.find((stage) => this.differing(stage).length > 0);
    const file = wanted?.files.find(({ path }) => path === this.file()) ?? (first && this.differing(first)[0]);
    return first && file ? { stage: first.stage, path: file.path } : undefined;
  });
  protected readonly texts = resource({
    params: () => {
      const [at, left, right] = [this.at(), this.other(), this.store.generation()?.id];
      return at && left && right ? { ...at, left, right } : undefined;
    },
    loader: async ({ params: { stage, path, left, right } }) => {
      const [a, b] = await Promise.all(
        [left, right].map(async (id) => (await this.artifacts.text(id, { stage: stage as StageName, path })) ?? ''),
      );
      return { left: a!, right: b!, changes: path.endsWith('.json') && a && b ? await jsonChanges(a, b) : undefined };
    },
  });

  protected choose(id: string): void {
    void this.router.navigate([], { queryParams: { with: id, file: null, stage: null }, queryParamsHandling: 'merge' });
  }
  protected nameOf(item: GenerationItem): string {
    const how = item.parentKind === 'FORK' ? ', forked' : item.parentKind === 'RETRY' ? ', tried again' : '';
    return `${numbered(item)}, ${exact(item.createdAt)}, ${item.engine} ${item.model}, ${statusWord(item.status).toLowerCase()}${how}`;
  }
  protected engineOf = (side: Side): string => `${side.engine} ${side.model}`;
  protected took = (side: Side): string =>
    side.completedAt ? duration(Date.parse(side.completedAt) - Date.parse(side.createdAt)) : 'still open';
  protected costOf = (side: Side): string => (side.isPriced ? money(side.usage.costUsd) : 'not known');
  protected tokens = (usage: { inputTokens: number; outputTokens: number }): string =>
    `${usage.inputTokens.toLocaleString('en')}, ${usage.outputTokens.toLocaleString('en')}`;
  protected differing(stage: Stage): Stage['files'] {
    return stage.files.filter((file) => file.change !== 'SAME');
  }
  protected summaryOf(stage: Stage): string {
    const count = this.differing(stage).length;
    return count === 0 ? 'the same' : `${count} of ${stage.files.length} ${stage.files.length === 1 ? 'file differs' : 'files differ'}`;
  }
  protected stageTime(side: Stage['left']): string {
    if (!side?.startedAt) return 'not done';
    if (side.status === 'REUSED') return 'reused';
    return side.finishedAt
      ? `${duration(Date.parse(side.finishedAt) - Date.parse(side.startedAt))}${side.usage.costUsd ? `, ${money(side.usage.costUsd)}` : ''}`
      : 'not complete';
  }
  protected promptsOf(stage: Stage): string {
    const [left, right] = [stage.leftPrompts.join(', '), stage.rightPrompts.join(', ')];
    return left === right || !left || !right ? '' : ` · asked with ${left} → ${right}`;
  }
}
