import { Component, computed, inject } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { duration, inSentence, stageDescriptor } from '@millwright/domain';
import { Status } from '@millwright/ui';
import { Clock } from '../../core/clock';
import { ago, exact, money, numbered } from '../../core/format';
import { type GenerationItem, GenerationStore } from './generation.store';

interface Line {
  item: GenerationItem;
  depth: number;
}

/** The generations of a project as a tree: which one goes on from which, and where. */
@Component({
  selector: 'app-lineage',
  imports: [RouterLink, MatTooltip, Status],
  template: `
    <ul aria-label="Generations by where they come from">
      @for (line of lines(); track line.item.id) {
        <li [attr.aria-current]="line.item.id === store.generation()?.id ? 'true' : null" [class.on]="line.item.id === store.generation()?.id" [style.padding-left.px]="8 + line.depth * 26">
          @if (line.depth > 0) { <span class="branch" aria-hidden="true"></span> }
          <a class="number" [routerLink]="[]" [queryParams]="{ generation: line.item.id, tab: 'stages', stage: null, file: null, with: null }" queryParamsHandling="merge">{{ numbered(line.item) }}</a>
          <mw-status [status]="line.item.status" />
          <time [attr.datetime]="line.item.createdAt" [matTooltip]="exact(line.item.createdAt)">{{ ago(line.item.createdAt, clock.now()) }}</time>
          <span>{{ how(line.item) }}</span>
          <span class="muted">{{ line.item.startedBy ? line.item.startedBy.name + ' · ' : '' }}{{ line.item.engine }} {{ line.item.model }} · {{ took(line.item) }} · {{ line.item.isPriced ? money(line.item.usage.costUsd) : 'cost not known' }}</span>
          @if (line.item.id !== store.generation()?.id) { <a [routerLink]="[]" [queryParams]="{ tab: 'compare', with: line.item.id, file: null, stage: null }" queryParamsHandling="merge">Compare</a> }
          @if (line.item.temporalUrl; as url) { <a [href]="url" target="_blank" rel="noopener">Temporal ↗</a> }
        </li>
      }
    </ul>
  `,
  styles: `
    ul { list-style: none; margin: 0; padding: 0; } li { position: relative; display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: center; padding: 7px 8px; border-radius: 6px; } li.on { background: var(--raised); font-weight: 600; } .number { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
    .branch { width: 14px; height: 1.5em; margin-left: -20px; margin-right: -8px; border-left: 2px solid var(--line); border-bottom: 2px solid var(--line); transform: translateY(-45%); }
  `,
})
export class Lineage {
  protected readonly store = inject(GenerationStore);
  protected readonly clock = inject(Clock);
  protected readonly ago = ago;
  protected readonly exact = exact;
  protected readonly money = money;
  protected readonly numbered = numbered;
  private readonly items = computed(() => (this.store.project()?.generations.edges ?? []).map(({ node }) => node));
  /** Roots newest first, each followed by what came of it, oldest first. */
  protected readonly lines = computed(() => {
    const items = this.items();
    const known = new Set(items.map((item) => item.id));
    const children = Map.groupBy(items.toReversed(), (item) => (item.parent && known.has(item.parent.id) ? item.parent.id : ''));
    const walk = (parent: string, depth: number): Line[] => {
      const group = children.get(parent) ?? [];
      return (depth === 0 ? group.toReversed() : group).flatMap((item) => [{ item, depth }, ...walk(item.id, depth + 1)]);
    };
    return walk('', 0);
  });

  protected how(item: GenerationItem): string {
    if (!item.parentKind || !item.forkedAt) return 'from the start';
    const parent = this.items().find(({ id }) => id === item.parent?.id);
    const of = parent ? ` of #${parent.number}` : '';
    return `${item.parentKind === 'FORK' ? 'forked' : 'tried again'} from ${inSentence(stageDescriptor(item.forkedAt).title)}${of}`;
  }
  protected took(item: GenerationItem): string {
    return item.completedAt ? duration(Date.parse(item.completedAt) - Date.parse(item.createdAt)) : 'open';
  }
}
