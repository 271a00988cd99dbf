import { Component, computed, effect, inject, resource, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  duration,
  reduceStream,
  VERIFICATION,
  verificationSummary,
  type CheckState,
  type VerificationEventBody,
  type VerificationState,
} from '@millwright/domain';
import { Status, Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import {
  FollowVerificationDocument,
  GenerationVerificationDocument,
  VerificationOutputsDocument,
  VerifyGenerationDocument,
} from '../../core/operations';
import { Session } from '../../core/session';
import { CHECK_TITLES, nextStepOf } from './check-words';
import { GenerationStore } from './generation.store';

const ASK_AGAIN_MS = 1_000;

/** What was seen when a generation's files were tried: each check as it goes, and what to do next. */
@Component({
  selector: 'app-verification',
  imports: [MatButton, Status, Trouble],
  providers: [Attempt],
  template: `
    <section aria-label="Verification">
      <div class="row between"><h2>Verification</h2> <mw-status [status]="state().status" /></div>
      @if (found.error(); as error) { <mw-trouble what="The verification could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="found.reload()" /> }
      <p role="status">{{ words() }} <span class="muted">{{ next() }}</span></p>
      @if (state().checks.length > 0) {
        <ol aria-label="Checks">
          @for (check of state().checks; track check.name) {
            <li>
              <div class="line"><mw-status [status]="check.status" /> <strong>{{ titles[check.name] }}</strong> @if (check.command) { <code>{{ check.command }}</code> } <span class="muted">{{ countsOf(check) }}</span> <span class="muted time">{{ check.durationMs === null ? '' : duration(check.durationMs) }}</span></div>
              @if (check.reason) { <p [class.fault]="check.status === 'FAILED'" [class.muted]="check.status !== 'FAILED'">{{ check.reason }}</p> }
              @if (check.output; as kept) {
                <details (toggle)="open($event)"><summary>What it printed ({{ kept.bytes.toLocaleString('en') }} bytes)</summary><pre tabindex="0" [attr.aria-label]="'Output of ' + titles[check.name]">{{ outputOf(check) }}</pre></details>
              }
            </li>
          }
        </ol>
      }
      @if (state().isolation; as isolation) { <p class="muted">In a sandbox ({{ isolation.provider }}), {{ isolation.boundary === 'machine' ? 'a machine of its own' : 'apart by the kernel of the host' }}{{ withVersions() }}</p> }
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not begun" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      @if (canVerify()) { <p class="row"><button matButton="outlined" type="button" [disabled]="attempt.isWaiting()" (click)="verify()">Verify again</button></p> }
    </section>
  `,
  styles: `
    section { display: flex; flex-direction: column; gap: 12px; } h2, p { margin: 0; } ol { list-style: none; margin: 0; padding: 0; }
    li { padding: 8px 0; border-top: 1px solid var(--line); } .line { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; } .line mw-status { width: 7.5em; } .time { margin-left: auto; font-variant-numeric: tabular-nums; }
    code { font-family: var(--mono); font-size: 0.87rem; overflow-wrap: anywhere; } pre { margin: 8px 0 0; padding: 12px; max-height: 40vh; background: var(--raised); border-radius: 6px; overflow: auto; font-family: var(--mono); font-size: 0.82rem; white-space: pre-wrap; overflow-wrap: anywhere; } summary { cursor: pointer; }
  `,
})
export class Verification {
  protected readonly store = inject(GenerationStore);
  protected readonly attempt = inject(Attempt);
  private readonly session = inject(Session);
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly duration = duration;
  protected readonly titles = CHECK_TITLES;
  protected readonly state = signal<VerificationState>(VERIFICATION.empty);
  private readonly outputs = signal<ReadonlyMap<string, string | null>>(new Map());
  /** The latest one; there is none yet in the first moments of its stage. */
  protected readonly found = resource({
    params: () => this.store.generation()?.id,
    loader: async ({ params }) => (await this.graphql.ask(GenerationVerificationDocument, { id: params })).generation?.verification ?? null,
  });
  private readonly streamId = computed(() => (this.found.hasValue() ? this.found.value()?.id : undefined));
  private readonly stage = computed(() => this.store.state().stages.find(({ name }) => name === 'VERIFY'));
  protected readonly withVersions = computed(() => {
    const versions = Object.entries(this.state().versions).map(([tool, version]) => `${tool} ${version}`);
    return versions.length > 0 ? `, with ${versions.join(', ')}.` : '.';
  });
  protected readonly words = computed(() => (this.streamId() ? verificationSummary(this.state()) : this.withoutOne()));
  protected readonly next = computed(() => nextStepOf(this.state()));
  protected readonly canVerify = computed(
    () =>
      this.session.canWrite() &&
      !this.store.project()?.deletion &&
      this.store.state().status === 'COMPLETE' &&
      !this.store.replay() &&
      (this.streamId() === undefined || VERIFICATION.isFinal(this.state())),
  );

  constructor() {
    effect((onCleanup) => {
      const streamId = this.streamId();
      if (!streamId) return;
      untracked(() => this.begin());
      const after = (): string | null => (this.state().seq > 0 ? String(this.state().seq) : null);
      const stop = this.graphql.follow(FollowVerificationDocument, () => ({ streamId, after: untracked(after) }), {
        next: ({ streamEvents: { cursor, at, data } }) => this.take(Number(cursor), at, data as VerificationEventBody),
      });
      onCleanup(stop);
    });
    effect((onCleanup) => {
      if (this.stage()?.status !== 'RUNNING' || this.found.isLoading() || this.streamId()) return;
      const timer = setTimeout(() => this.found.reload(), ASK_AGAIN_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  private begin(): void {
    this.state.set(VERIFICATION.empty);
    this.outputs.set(new Map());
  }

  private take(seq: number, at: string, body: VerificationEventBody): void {
    this.state.update((state) => reduceStream(VERIFICATION, state, { seq, at, body }));
    if (body.type === 'CHECK_ENDED') this.outputs.set(new Map());
  }

  private withoutOne(): string {
    const stage = this.stage();
    if (this.store.replay()) return 'This replay tells what was seen when it was recorded: docs/verification.json holds it.';
    if (stage?.status === 'REUSED') return 'It was tried by the generation that this one goes on from; its files may be others by now.';
    return stage?.status === 'RUNNING' || stage?.status === 'PENDING'
      ? 'Nothing is tried yet: it follows the code.'
      : 'Nothing was tried of what this generation made.';
  }

  protected countsOf({ tests }: CheckState): string {
    if (!tests) return '';
    const { passed, failed, skipped } = tests;
    return [`${passed} passed`, ...(failed ? [`${failed} failed`] : []), ...(skipped ? [`${skipped} left out`] : [])].join(', ');
  }

  protected outputOf({ name }: CheckState): string {
    const output = this.outputs().get(name);
    return output === undefined ? 'Loading …' : (output ?? 'It printed nothing.');
  }

  /** What was printed is asked for when somebody wants to read it. */
  protected open(event: Event): void {
    if (!(event.target as HTMLDetailsElement).open || this.outputs().size > 0) return;
    const id = this.store.generation()?.id;
    if (!id) return;
    void this.attempt.run(async () => {
      const { generation } = await this.graphql.ask(VerificationOutputsDocument, { id });
      this.outputs.set(new Map((generation?.verification?.checks ?? []).map(({ name, output }) => [name, output])));
      return '';
    });
  }

  protected async verify(): Promise<void> {
    const generationId = this.store.generation()?.id;
    if (!generationId) return;
    await this.attempt.run(async () => {
      await this.graphql.ask(VerifyGenerationDocument, { input: { generationId, idempotencyKey: null } });
      this.found.reload();
      return '';
    });
  }
}
