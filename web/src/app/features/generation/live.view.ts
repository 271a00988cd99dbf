import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Status } from '@millwright/ui';
import { Clock } from '../../core/clock';
import { duration, exact, money } from '../../core/format';
import { highlightCode, languageOf } from '../../core/highlight';
import { Artifacts } from './artifacts.service';
import { GenerationStore } from './generation.store';

/** Stages on the left, what is being written (or was) in the middle, attempts on the right. */
@Component({
  selector: 'app-live-view',
  imports: [Status, RouterLink],
  template: `
    <div class="panes">
      <ol class="stages card" aria-label="Stages">
        @for (stage of store.state().stages; track stage.name) {
          <li [class.on]="stage.name === chosen()?.name">
            <a [routerLink]="[]" [queryParams]="{ stage: stage.name, tab: 'stages' }" queryParamsHandling="merge">
              <span>{{ stage.title }}@if (stage.itemsTotal) { <span class="muted"> {{ stage.itemsDone }}/{{ stage.itemsTotal }}</span> }</span>
              <mw-status [status]="stage.status" />
              <span class="muted time">{{ took(stage.startedAt, stage.finishedAt) }}@if (stage.attempts > (stage.itemsTotal ?? 1)) { · {{ stage.attempts }} attempts }</span>
              @if (stage.error) { <span class="fault">{{ stage.error }}</span> }
            </a>
          </li>
        }
      </ol>
      <section class="text card" aria-label="What is written">
        @if (liveTexts().length > 0) {
          @for (entry of liveTexts(); track entry.path) { <h3 class="mono">{{ entry.path }}</h3><pre tabindex="0">{{ entry.text }}<span class="caret" aria-hidden="true">▌</span></pre> }
        } @else if (made().length > 0) {
          <ul class="made">@for (path of made(); track path) { <li><a [routerLink]="[]" [queryParams]="{ file: path }" queryParamsHandling="merge" [class.on]="path === shown()">{{ path }}</a></li> }</ul>
          @if (text.value(); as value) { <pre tabindex="0"><code [innerHTML]="value"></code></pre> }
        } @else { <p class="muted">{{ waitingFor() }}</p> }
      </section>
      <aside class="card" aria-label="Attempts">
        <h3>{{ chosen()?.title }}</h3>
        @if (chosen(); as stage) {
          <dl>
            @if (stage.provider) { <dt>Engine</dt><dd>{{ stage.provider }} {{ stage.model }}</dd> } @else { <dt>Done by</dt><dd>Millwright’s own code</dd> }
            <dt>Tokens</dt><dd>{{ stage.usage.inputTokens }} in, {{ stage.usage.outputTokens }} out</dd>
            <dt>Cost</dt><dd>{{ money(stage.usage.costMicros / 1000000) }}</dd>
          </dl>
        }
        <h3>Log</h3>
        <ol class="log">@for (line of lines(); track line.seq) { <li [class.fault]="line.isBad"><time [attr.datetime]="line.at" [title]="exact(line.at)">{{ line.at.slice(11, 19) }}</time> {{ line.message }}</li> } @empty { <li class="muted">Nothing yet.</li> }</ol>
      </aside>
    </div>
  `,
  styles: `
    .panes { display: grid; grid-template-columns: 270px minmax(0, 1fr) 320px; gap: 16px; align-items: start; }
    .stages { list-style: none; margin: 0; padding: 8px; }
    .stages a { display: grid; grid-template-columns: 1fr auto; gap: 2px 8px; padding: 8px; border-radius: 6px; text-decoration: none; color: var(--text); min-height: 58px; }
    .stages .on a, .stages a:hover { background: var(--raised); }
    .time, .stages .fault { grid-column: 1 / -1; font-size: 0.87rem; overflow-wrap: anywhere; }
    .text { min-height: 320px; overflow: hidden; } pre { margin: 0 0 16px; max-height: 70vh; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
    .caret { color: var(--accent); animation: blink 1s steps(2) infinite; } @keyframes blink { 50% { opacity: 0; } }
    .made { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 0 0 12px; margin: 0 0 12px; list-style: none; border-bottom: 1px solid var(--line); max-height: 130px; overflow: auto; } .made a { font-family: var(--mono); font-size: 0.82rem; } .made a.on { font-weight: 700; color: var(--text); }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 0 0 16px; } dt { color: var(--muted); } dd { margin: 0; }
    .log { list-style: none; margin: 0; padding: 0; max-height: 50vh; overflow: auto; font-size: 0.87rem; } .log li { padding: 3px 0; overflow-wrap: anywhere; } .log time { color: var(--muted); font-family: var(--mono); }
    @media (max-width: 1200px) { .panes { grid-template-columns: 240px minmax(0, 1fr); } aside { grid-column: 1 / -1; } }
    @media (max-width: 700px) { .panes { grid-template-columns: minmax(0, 1fr); } }
  `,
})
export class LiveView {
  readonly selected = input<string>();
  protected readonly store = inject(GenerationStore);
  private readonly clock = inject(Clock);
  private readonly artifacts = inject(Artifacts);
  protected readonly money = money;
  protected readonly exact = exact;

  protected readonly chosen = computed(() => {
    const { stages, currentStage } = this.store.state();
    return stages.find((stage) => stage.name === this.selected()) ?? stages.find((stage) => stage.name === currentStage) ?? stages[0];
  });
  protected readonly liveTexts = computed(() => {
    const stage = this.chosen()?.name;
    return [...this.store.live()]
      .filter(([key]) => key.startsWith(`${stage} `))
      .map(([key, text]) => ({ path: key.slice(key.indexOf(' ') + 1), text: text.slice(-6_000) }));
  });
  protected readonly made = computed(() => {
    const stage = this.chosen()?.name;
    return this.store
      .log()
      .flatMap(({ body }) =>
        (body.type === 'ITEM_COMPLETED' || body.type === 'STAGE_COMPLETED') && body.stage === stage
          ? body.artifacts.map((artifact) => artifact.path)
          : [],
      );
  });
  protected readonly shown = computed(() => {
    const made = this.made();
    const wanted = this.wanted();
    return wanted && made.includes(wanted) ? wanted : (made.find((path) => path.endsWith('.md')) ?? made[0]);
  });
  readonly wanted = input<string | undefined>(undefined, { alias: 'file' });
  protected readonly text = resource({
    params: () => {
      const [generation, stage, path] = [this.store.generation()?.id, this.chosen()?.name, this.shown()];
      return generation && stage && path ? { generation, stage, path } : undefined;
    },
    loader: async ({ params }) => {
      const text = await this.artifacts.text(params.generation, params);
      return text == null ? '' : highlightCode(text, languageOf(params.path));
    },
  });
  protected readonly lines = computed(() => {
    const stage = this.chosen()?.name;
    return this.store.log().filter(({ body }) => ('stage' in body ? body.stage === stage : body.type.startsWith('GENERATION_')));
  });
  protected readonly waitingFor = computed(() => {
    const stage = this.chosen();
    if (!stage) return 'Waiting for a worker to begin.';
    if (stage.status === 'PENDING') return `${stage.title} waits for the stages before it.`;
    if (stage.status === 'RETRYING') return `The last attempt failed; the next one follows. ${stage.error ?? ''}`;
    if (stage.status === 'RUNNING') return `${stage.title} runs since ${this.took(stage.startedAt, null)}.`;
    return stage.status === 'COMPLETE' ? 'This stage leaves no file; what it made is the repository under Overview.' : 'It made nothing.';
  });

  protected took(startedAt: string | null, finishedAt: string | null): string {
    if (!startedAt) return '';
    return duration(
      (finishedAt ? Date.parse(finishedAt) : this.store.isOpen() ? this.clock.now() : Date.parse(startedAt)) - Date.parse(startedAt),
    );
  }
}
