import { Component, computed, inject } from '@angular/core';
import type { RuleView } from '@millwright/domain';
import { AddRule } from './add-rule';
import { AddStep } from './add-step';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { PARTS } from './look-of-parts';

/** What the application does beyond making, reading, changing and removing: a sentence for each rule. */
@Component({
  selector: 'app-rules-part',
  imports: [AddRule, AddStep, Faults],
  template: `
    <ul>
      @for (rule of rules(); track rule.key) {
        <li [id]="'rules/' + rule.key">
          <div class="row between"><strong>{{ rule.title }}</strong><button type="button" class="small bad" (click)="drop(rule)" [attr.aria-label]="'Take out the rule ' + rule.title">Take out</button></div>
          <p>{{ rule.sentence }}</p>
          @if (rule.steps.length > 0) {
            <details><summary>Steps</summary>
              <ul [attr.aria-label]="'Steps of ' + rule.title">
                @for (step of rule.steps; track step.key) { <li class="row between"><span>“{{ step.label }}”: from {{ step.from.join(' or ') }} to {{ step.to }}, by {{ step.who }}</span><button type="button" class="small bad" (click)="dropStep(rule, step.key)" [attr.aria-label]="'Take out the step ' + step.label">Take out</button></li> }
              </ul>
              <app-add-step [rule]="rule" />
            </details>
          }
          <app-faults [place]="'rules/' + rule.key" />
        </li>
      } @empty { <li class="muted">There are no rules: records are made, read, changed and removed.</li> }
    </ul>
    <app-add-rule />
  `,
  styles: [
    PARTS,
    `:host { display: grid; gap: 12px; } li { padding: 8px 0; border-bottom: 1px solid var(--line); } li .row { flex-wrap: nowrap; } summary { cursor: pointer; min-height: 28px; }`,
  ],
})
export class RulesPart {
  private readonly draft = inject(CorrectionDraft);
  protected readonly rules = computed(() => this.draft.design()?.rules ?? []);

  protected drop({ key }: RuleView): void {
    this.draft.say(`rules/${key}`, { do: 'drop-rule', rule: key });
  }

  protected dropStep({ key }: RuleView, step: string): void {
    this.draft.say(`rules/${key}`, { do: 'drop-step', rule: key, step });
  }
}
