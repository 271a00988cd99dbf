import { Component, computed, input, output } from '@angular/core';
import type { DevelopmentPlan } from '@millwright/domain';
import { Editable } from './editable';
import { DOCUMENT } from './look-of-document';
import { marksOf } from './marks';
import { answered, questionsOf, readPlan, writePlan } from './plan-questions';

type Feature = DevelopmentPlan['features'][number];
const own = (text: string): string => text;
const byName = ({ name }: { name: string }): string => name;

/** A development plan to be read, answered and changed: its open questions first, then what was understood, then what comes when. */
@Component({
  selector: 'app-plan-document',
  imports: [Editable],
  template: `
    @if (plan(); as p) {
      @if (questions().length > 0) {
        <section aria-labelledby="doc-questions">
          <h3 id="doc-questions">{{ isSettled() ? 'Open questions' : 'Questions for you' }} <span class="muted">{{ open() === 0 ? 'all answered' : open() + ' open' }}</span></h3>
          @if (isSettled()) { <ul>@for (question of questions(); track $index) { <li>{{ question.text }}@if (question.answer) { <strong> {{ question.answer }}</strong> }</li> }</ul> }
          @else {
          <p class="muted">{{ isRead() ? 'Your answers go on with the approval, into the plan that the next stages read.' : 'Your answers go on with the approval and are kept in the plan, for people: this engine builds from the description alone.' }}</p>
          @for (question of questions(); track $index) {
            <label class="question"><span>{{ question.text }}</span>
              <textarea rows="1" [value]="question.answer" [readonly]="!canEdit()" (input)="say($index, $any($event.target).value)" placeholder="Leave it open, or answer"></textarea></label>
          }
          }
        </section>
      }
      <section aria-labelledby="doc-understood">
        <h3 id="doc-understood">What was understood</h3>
        <p><app-editable label="the summary" [value]="p.summary" [before]="before()?.summary" [canEdit]="canEdit()" (changed)="put({ summary: $event })" /></p>
      </section>
      <section aria-labelledby="doc-goals">
        <h4 id="doc-goals">Goals</h4>
        <ul>@for (goal of p.goals; track $index) { <li><app-editable [label]="'goal ' + ($index + 1)" [value]="goal" [canEdit]="canEdit()" (changed)="put({ goals: replaced(p.goals, $index, $event) })" />@if (goals().marks[$index]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> }</li> }</ul>
        @if (goals().gone.length) { <p class="gone">Gone: @for (one of goals().gone; track one) { <del>{{ one }}</del> }</p> }
      </section>
      <section aria-labelledby="doc-users">
        <h4 id="doc-users">Who uses it</h4>
        <dl>@for (user of p.users; track $index) { <dt>{{ user.name }}@if (users().marks[$index]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> }</dt><dd><app-editable [label]="'what is said of ' + user.name" [value]="user.description" [before]="wasUser(user.name)" [canEdit]="canEdit()" (changed)="put({ users: replaced(p.users, $index, { name: user.name, description: $event }) })" /></dd> }</dl>
        @if (users().gone.length) { <p class="gone">Gone: @for (one of users().gone; track one) { <del>{{ one }}</del> }</p> }
      </section>
      <section aria-labelledby="doc-features">
        <h3 id="doc-features">What it does</h3>
        @for (feature of p.features; track $index) {
          <div class="part" [class]="features().marks[$index]">
            <h4>{{ feature.name }}@if (features().marks[$index]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> }@if (canEdit() && p.features.length > 1) { <button type="button" class="take" (click)="put({ features: without(p.features, $index) })" [attr.aria-label]="'Take out ' + feature.name">Take out</button> }</h4>
            <p><app-editable [label]="'what ' + feature.name + ' is'" [value]="feature.description" [before]="wasFeature(feature.name)?.description" [canEdit]="canEdit()" (changed)="putFeature($index, { description: $event })" /></p>
            <ul [attr.aria-label]="'Done when, for ' + feature.name">@for (one of feature.acceptance; track $index; let i = $index) { <li><app-editable [label]="'criterion ' + (i + 1) + ' of ' + feature.name" [value]="one" [canEdit]="canEdit()" (changed)="putFeature($index, { acceptance: replaced(feature.acceptance, i, $event) })" />@if (isNewCriterion(feature, one)) { <span class="mark new">new</span> }</li> }</ul>
          </div>
        }
        @if (features().gone.length) { <p class="gone">Gone: @for (one of features().gone; track one) { <del>{{ one }}</del> }</p> }
      </section>
      <section aria-labelledby="doc-order">
        <h3 id="doc-order">How it is built</h3>
        <ol>@for (milestone of p.milestones; track $index) { <li><strong>{{ milestone.name }}</strong>@if (milestones().marks[$index]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> }: {{ milestone.outcome }}@if (milestone.features.length) { <span class="muted"> ({{ milestone.features.join(', ') }})</span> }</li> }</ol>
      </section>
      @if (p.risks.length) {
        <section aria-labelledby="doc-risks">
          <h4 id="doc-risks">Risks, and what is done about them</h4>
          <ul>@for (one of p.risks; track $index) { <li>{{ one.risk }}@if (risks().marks[$index]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> } <span class="muted">{{ one.mitigation }}</span></li> }</ul>
        </section>
      }
    }
  `,
  styles: [
    DOCUMENT,
    `.question { display: grid; gap: 4px; } .question > span { font-weight: 600; } textarea { font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; padding: 7px 10px; width: 100%; min-height: 40px; field-sizing: content; resize: vertical; } textarea::placeholder { color: var(--muted); }`,
  ],
})
export class PlanDocument {
  readonly text = input.required<string>();
  /** The version to compare with; undefined: there is none. */
  readonly base = input<string>();
  readonly canEdit = input(false);
  /** Whether it is past deciding: nobody is asked any more. */
  readonly isSettled = input(false);
  /** Whether the stages after it read what is answered. */
  readonly isRead = input(true);
  readonly edited = output<string>();
  protected readonly plan = computed(() => readPlan(this.text()));
  protected readonly before = computed(() => readPlan(this.base()));
  protected readonly questions = computed(() => (this.plan() ? questionsOf(this.plan()!) : []));
  protected readonly open = computed(() => this.questions().filter(({ answer }) => answer === '').length);
  protected readonly goals = computed(() => marksOf(this.before()?.goals, this.plan()?.goals ?? [], own));
  protected readonly users = computed(() => marksOf(this.before()?.users, this.plan()?.users ?? [], byName));
  protected readonly features = computed(() => marksOf(this.before()?.features, this.plan()?.features ?? [], byName));
  protected readonly milestones = computed(() => marksOf(this.before()?.milestones, this.plan()?.milestones ?? [], byName));
  protected readonly risks = computed(() => marksOf(this.before()?.risks, this.plan()?.risks ?? [], ({ risk }) => risk));

  protected wasFeature(name: string): Feature | undefined {
    return this.before()?.features.find((one) => one.name === name);
  }
  protected wasUser(name: string): string | undefined {
    return this.before()?.users.find((one) => one.name === name)?.description;
  }
  protected isNewCriterion({ name }: Feature, criterion: string): boolean {
    const was = this.wasFeature(name);
    return was !== undefined && !was.acceptance.includes(criterion);
  }
  protected replaced<T>(list: readonly T[], index: number, value: T): T[] {
    return list.map((one, i) => (i === index ? value : one));
  }
  protected without<T>(list: readonly T[], index: number): T[] {
    return list.filter((_, i) => i !== index);
  }

  protected put(change: Partial<DevelopmentPlan>): void {
    this.edited.emit(writePlan({ ...this.plan()!, ...change }));
  }
  protected putFeature(index: number, change: Partial<Feature>): void {
    const { features } = this.plan()!;
    this.put({ features: this.replaced(features, index, { ...features[index]!, ...change }) });
  }
  protected say(index: number, answer: string): void {
    this.edited.emit(writePlan(answered(this.plan()!, index, answer)));
  }
}
