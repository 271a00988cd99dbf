import type { Config } from '@millwright/platform';
import { PreconditionFailed } from '@millwright/domain';
import type { ModelEngine } from './port.js';
import { OfflineEngine } from './providers/offline/offline-engine.js';
import { PacedEngine, readPacedSettings } from './providers/paced-engine.js';

/** The engines of this server, in the order in which they are offered. A new one joins with one line here. */
export class ModelRegistry {
  private readonly engines: Map<string, ModelEngine>;

  constructor(config: Pick<Config, 'PACED_ENGINE'>) {
    const engines: ModelEngine[] = [
      ...(config.PACED_ENGINE ? [new PacedEngine(readPacedSettings(config.PACED_ENGINE))] : []),
      new OfflineEngine(),
    ];
    this.engines = new Map(engines.map((engine) => [engine.info.id, engine]));
  }

  all(): ModelEngine[] {
    return [...this.engines.values()];
  }

  /** @throws PreconditionFailed naming the engines there are. */
  get(id: string): ModelEngine {
    const engine = this.engines.get(id);
    if (!engine) throw new PreconditionFailed(`No engine is called "${id}"`, `Choose one of: ${[...this.engines.keys()].join(', ')}.`);
    return engine;
  }

  /** The first configured engine with a model, else the offline one. */
  default(): ModelEngine {
    return this.all().find((engine) => engine.info.configured && !engine.info.offline) ?? this.get('offline');
  }
}
