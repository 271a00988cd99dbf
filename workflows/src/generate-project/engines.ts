import type { EngineChoice, GenerateProjectInput } from '@millwright/contracts';
import type { StageName } from '@millwright/domain';

/** Which engine does a stage: its own or the chosen one, and after it those that may take over. */
export class Engines {
  private readonly down = new Set<string>();

  constructor(private readonly input: GenerateProjectInput) {}

  /** In the order in which they are asked; the flag marks the last. One that was down is asked only where none is left. */
  for(stage: StageName): [EngineChoice, boolean][] {
    const { input } = this;
    const chosen: EngineChoice = { engine: input.engine, model: input.model, price: input.price };
    const own = input.stageEngines?.[stage];
    const all = [...(own ? [own] : []), chosen, ...(input.fallbacks ?? [])];
    const distinct = all.filter(
      (choice, i) => all.findIndex(({ engine, model }) => engine === choice.engine && model === choice.model) === i,
    );
    const up = distinct.filter(({ engine }) => !this.down.has(engine));
    const asked = up.length > 0 ? up : distinct.slice(0, 1);
    return asked.map((choice, i) => [choice, i === asked.length - 1]);
  }

  markDown(engine: string): void {
    this.down.add(engine);
  }
}
