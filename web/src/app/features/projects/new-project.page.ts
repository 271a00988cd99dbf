import { Component, computed, inject, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { LIMITS, STAGES } from '@millwright/domain';
import { Trouble } from '@millwright/ui';
import { ApiError, Graphql, hintOf } from '../../core/graphql';
import { Session } from '../../core/session';

interface Engine {
  id: string;
  name: string;
  about: string;
  configured: boolean;
  offline: boolean;
  models: string[];
  inputUsdPerMTok: number;
  outputUsdPerMTok: number;
}

const EXAMPLES = [
  {
    name: 'Clinic',
    text: 'A booking app for a dental practice where patients book appointments with dentists. Each appointment has a start time, a reason and a status (booked, done, cancelled). Receptionists confirm or cancel appointments. Use a calm teal theme.',
  },
  {
    name: 'Tool library',
    text: 'A tool library where members borrow tools. Every tool has a name, a description, a daily price and a condition (new, good, worn). Librarians inspect and repair tools. A loan has a start date, a due date and a status. Members open loans for tools and return loans.',
  },
  {
    name: 'Ferry',
    text: 'A ferry company: captains run crossings between ports. Each crossing has a departure time, an arrival time, a capacity and a price. Passengers book tickets for crossings; clerks cancel and refund tickets. Each port has a name and a city. Navy blue style.',
  },
];

@Component({
  imports: [Trouble],
  template: `
    <div class="page">
      <h1>What do you want to build?</h1>
      @if (!session.canWrite()) { <mw-trouble what="Your role here does not let you start projects" means="It needs the role editor, admin or owner." hint="An owner or admin of this organization can change your role under Settings." /> }
      @else {
        <form class="columns" (submit)="start($event)" novalidate>
          <div class="stack">
            <div>
              <label for="description">Description</label>
              <textarea id="description" rows="12" [value]="description()" (input)="description.set($any($event.target).value)" [attr.aria-invalid]="fault('description') ? true : null" aria-describedby="description-hint"></textarea>
              <p class="hint" id="description-hint">
                {{ length() }} of {{ limits.descriptionMax }} characters · try:
                @for (example of examples; track example.name) { <button class="plain" type="button" (click)="use(example)">{{ example.name }}</button> }
              </p>
              @if (fault('description'); as message) { <p class="fault" role="alert">Description {{ message }}</p> }
            </div>
            <div>
              <label for="name">Name</label>
              <input id="name" [value]="name()" (input)="name.set($any($event.target).value)" [attr.maxlength]="limits.projectNameMax" />
              @if (fault('name'); as message) { <p class="fault" role="alert">Name {{ message }}</p> }
            </div>
            <div class="pair">
              <div>
                <label for="engine">Engine</label>
                <select id="engine" (change)="engineId.set($any($event.target).value)">
                  @for (engine of engines.value() ?? []; track engine.id) { <option [value]="engine.id" [selected]="engine.id === engine_()?.id" [disabled]="!engine.configured">{{ engine.name }}{{ engine.configured ? '' : ' (no key)' }}</option> }
                </select>
              </div>
              <div>
                <label for="model">Model</label>
                <select id="model" (change)="model.set($any($event.target).value)">@for (m of engine_()?.models ?? []; track m) { <option [value]="m">{{ m }}</option> }</select>
              </div>
              <div>
                <label for="ceiling">Ceiling in $</label>
                <input id="ceiling" type="number" min="0" step="0.01" placeholder="none" [value]="budget()" (input)="budget.set($any($event.target).value)" />
                @if (fault('budgetUsd'); as message) { <p class="fault" role="alert">Ceiling {{ message }}</p> }
              </div>
            </div>
            @if (engine_(); as engine) { <p class="hint">{{ engine.about }}</p> }
            @if (trouble(); as error) { <mw-trouble [what]="'It was not started'" [means]="$any(error).message" [hint]="hintOf(error)" /> }
            <div class="row"><button class="primary" [disabled]="isWaiting()">{{ isWaiting() ? 'Starting …' : 'Start generation' }}</button></div>
          </div>
          <aside class="card" aria-labelledby="will">
            <h2 id="will">What will happen</h2>
            <ol>@for (stage of stages; track stage.name) { <li>{{ stage.title }}</li> }</ol>
            <p class="muted">
              @if (engine_()?.inputUsdPerMTok || engine_()?.outputUsdPerMTok) { \${{ engine_()!.inputUsdPerMTok }} for a million tokens read, \${{ engine_()!.outputUsdPerMTok }} for a million written. }
              @else { This engine costs nothing. }
              You can watch each stage, pause and cancel.
            </p>
          </aside>
        </form>
      }
    </div>
  `,
  styles: `
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) 280px; gap: 24px; align-items: start; }
    .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; }
    ol { margin: 0 0 12px; padding-left: 20px; }
    @media (max-width: 900px) { .columns { grid-template-columns: minmax(0, 1fr); } }
  `,
})
export class NewProjectPage {
  protected readonly session = inject(Session);
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  protected readonly limits = LIMITS;
  protected readonly stages = STAGES;
  protected readonly examples = EXAMPLES;
  protected readonly hintOf = hintOf;
  // A draft survives a reload: people write these for a while.
  protected readonly description = signal(sessionStorage.getItem('draft') ?? '');
  protected readonly name = signal('');
  protected readonly budget = signal('');
  protected readonly engineId = signal('');
  protected readonly model = signal('');
  protected readonly isWaiting = signal(false);
  protected readonly trouble = signal<unknown>(undefined);
  private readonly faults = signal<{ path: string; message: string }[]>([]);
  protected readonly length = computed(() => this.description().trim().length.toLocaleString('en'));
  protected readonly engines = resource({
    loader: async () =>
      (
        await this.graphql.ask<{ engines: Engine[] }>(
          '{ engines { id name about configured offline models inputUsdPerMTok outputUsdPerMTok } }',
        )
      ).engines,
  });
  protected readonly engine_ = computed(() => {
    const engines = this.engines.value() ?? [];
    return (
      engines.find((engine) => engine.id === this.engineId()) ??
      engines.find((engine) => engine.configured && !engine.offline) ??
      engines.find((engine) => engine.configured)
    );
  });
  private projectId: string | undefined;

  protected use(example: (typeof EXAMPLES)[number]): void {
    this.description.set(example.text);
    this.name.set(example.name);
  }

  protected fault(field: string): string | undefined {
    return this.faults().find(({ path }) => path.endsWith(field))?.message;
  }

  protected async start(event: Event): Promise<void> {
    event.preventDefault();
    this.isWaiting.set(true);
    this.trouble.set(undefined);
    this.faults.set([]);
    sessionStorage.setItem('draft', this.description());
    try {
      // Made once: where only the start is refused, trying again does not make a second project.
      this.projectId ??= (
        await this.graphql.ask<{ createProject: { project: { id: string } } }>(
          'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
          {
            input: {
              name: this.name().trim() || this.nameFromDescription(),
              description: this.description(),
              organizationId: this.session.organization()?.organizationId,
            },
          },
        )
      ).createProject.project.id;
      const engine = this.engine_();
      await this.graphql.ask('mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }', {
        input: {
          projectId: this.projectId,
          engine: engine?.id,
          model: engine?.models.includes(this.model()) ? this.model() : undefined,
          budgetUsd: this.budget() === '' ? undefined : Number(this.budget()),
          idempotencyKey: `first-${this.projectId}`,
        },
      });
      sessionStorage.removeItem('draft');
      await this.router.navigate(['/projects', this.projectId]);
    } catch (error) {
      if (error instanceof ApiError && error.extensions.fields?.length) this.faults.set(error.extensions.fields);
      else this.trouble.set(error);
    } finally {
      this.isWaiting.set(false);
    }
  }

  private nameFromDescription(): string {
    const words = this.description()
      .trim()
      .split(/\s+/)
      .slice(0, 5)
      .join(' ')
      .replace(/[^\p{L}\p{N} -]/gu, '');
    return words.slice(0, 60) || 'Project';
  }
}
