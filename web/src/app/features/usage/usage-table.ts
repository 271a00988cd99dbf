import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { money } from '../../core/format';

export interface Used {
  costUsd: number;
  inputTokens: number;
  outputTokens: number;
  requests: number;
  cachedRequests: number;
}

/** One line of usage: whose it is. */
export interface UsageLine {
  id: string;
  name: string;
  note?: string;
  /** What its name asks for beside what is asked already. */
  query?: Record<string, string>;
  used: Used;
}

/** Money, calls and tokens of several, with each one's share of the whole. */
@Component({
  selector: 'app-usage-table',
  imports: [RouterLink],
  template: `
    <div class="scroll" tabindex="0" role="region" [attr.aria-label]="label()">
      <table>
        <thead><tr><th scope="col">{{ what() }}</th><th scope="col" class="end">Cost</th><th scope="col" class="end">Calls</th><th scope="col" class="end">Tokens in</th><th scope="col" class="end">Tokens out</th></tr></thead>
        <tbody>
          @for (line of lines(); track line.id) {
            <tr>
              <th scope="row">
                @if (line.query; as query) { <a [routerLink]="[]" [queryParams]="query" queryParamsHandling="merge">{{ line.name }}</a> } @else { {{ line.name }} }
                @if (line.note) { <span class="muted note">{{ line.note }}</span> }
              </th>
              <td class="end cost"><span class="share" [style.inline-size.%]="share(line)"></span><span>{{ money(line.used.costUsd) }}</span></td>
              <td class="end">{{ count(line.used.requests) }}</td>
              <td class="end">{{ count(line.used.inputTokens) }}</td>
              <td class="end">{{ count(line.used.outputTokens) }}</td>
            </tr>
          } @empty { <tr><td colspan="5" class="muted">Nothing was used in these months.</td></tr> }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .end { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
    tbody th { color: var(--text); font-weight: 400; font-size: 1rem; overflow-wrap: anywhere; min-width: 120px; }
    .note { display: block; font-size: 0.85rem; } .cost { position: relative; min-width: 90px; }
    .share { position: absolute; inset-inline-end: 0; inset-block: 6px; background: color-mix(in srgb, var(--accent) 16%, transparent); border-radius: 4px; }
    .cost > span:last-child { position: relative; }
    @media (max-width: 600px) { th, td { padding: 8px 6px; } }
  `,
})
export class UsageTable {
  readonly lines = input.required<readonly UsageLine[]>();
  /** What a line is of: "Project". */
  readonly what = input.required<string>();
  readonly label = input.required<string>();
  protected readonly money = money;
  private readonly most = computed(() => Math.max(0, ...this.lines().map(({ used }) => used.costUsd)));

  protected count(value: number): string {
    return value.toLocaleString('en');
  }
  protected share(line: UsageLine): number {
    return this.most() === 0 ? 0 : (line.used.costUsd / this.most()) * 100;
  }
}
