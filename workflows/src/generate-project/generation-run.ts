import { CORE_QUEUE, type GenerateProjectInput, type StageActivities } from '@millwright/contracts';
import { EMPTY_STATE, refuseEnded, type GenerationState, type StageName } from '@millwright/domain';
import { CancellationScope, condition } from '@temporalio/workflow';
import { Control } from '../shared/control.js';
import { Gates } from '../shared/gates.js';
import { Interruptible } from '../shared/interruptible.js';
import { Operated } from '../shared/operate.js';
import { Purse } from '../shared/purse.js';
import { refusal } from '../shared/refusal.js';
import { Resolutions } from '../shared/resolutions.js';
import { activitiesOn } from './activities-on.js';
import { Engines } from './engines.js';

/** What a running generation knows of itself; nothing of it outlives the workflow but by its history. */
export class GenerationRun {
  readonly identity: { generationId: string; organizationId: string };
  readonly control = new Control();
  readonly gates = new Gates(condition);
  readonly resolutions = new Resolutions(condition);
  /** Calls that a pause may stop. */
  readonly inFlight = new Interruptible(() => this.control.open());
  /** All of its work. */
  readonly work = new CancellationScope();
  readonly purse: Purse;
  readonly engines: Engines;
  readonly operated: Operated<GenerationState>;
  /** In words, for the Temporal UI. */
  readonly progress: Map<StageName, string>;
  artifacts = 0;

  constructor(readonly input: GenerateProjectInput) {
    this.identity = { generationId: input.generationId, organizationId: input.organizationId };
    this.progress = new Map(input.stages.map((stage) => [stage.name, 'waiting']));
    this.engines = new Engines(input);
    this.operated = new Operated<GenerationState>({ ...EMPTY_STATE, status: 'RUNNING', budgetMicros: input.budgetMicros });
    this.purse = new Purse(input.budgetMicros, condition);
  }

  /** Activities that write down what happens. */
  record(options: { summary: string }): StageActivities {
    return activitiesOn(this.input, CORE_QUEUE)(options);
  }

  titleOf(name: StageName): string {
    return this.input.stages.find((stage) => stage.name === name)?.title ?? name;
  }

  /** For validators. */
  requireRunning(): void {
    const why = refuseEnded(this.operated.state);
    if (why) throw refusal(why);
  }

  /** Operations are refused from here on. */
  hasEnded(): void {
    this.operated.change((state) => ({ ...state, status: 'COMPLETE' }));
  }
}
