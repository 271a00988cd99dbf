import type { EngineChoice } from '@millwright/contracts';
import { BadInput, InputCheck, LIMITS, type StageName } from '@millwright/domain';
import { ENGINE_KEY, ModelError, ModelRegistry, engineKeyOwner, isSameModel, type ModelEngine } from '@millwright/integrations';
import type { EngineKeyRow, EngineSettings, UnitOfWork } from '@millwright/persistence';
import { decrypt, encrypt } from '@millwright/platform';
import type { Viewer } from '../../security/viewer.js';
import type { EngineFallbackInput, EngineType } from './engine.types.js';

const TEST_MS = 10_000;
const MOST_FALLBACKS = 5;

/** Engines of a generation, as they are pinned at its start. */
export interface ChosenEngines {
  chosen: EngineChoice;
  fallbacks: EngineChoice[];
  stageEngines: Partial<Record<StageName, EngineChoice>>;
}

/** Which engines an organization can ask: with the server's keys or its own, and which of them takes over for another. */
export class EngineService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly models: ModelRegistry,
    private readonly secret: string,
  ) {}

  async list(viewer: Viewer, organizationId: string | null | undefined): Promise<EngineType[]> {
    const scope = this.scope(viewer, organizationId, 'organization.read');
    const keys = await this.unitOfWork.run(scope, (tx) => tx.engines.keys());
    return await Promise.all(this.models.all().map((engine) => this.describe(scope.organizationId, engine, keys)));
  }

  async settings(viewer: Viewer, organizationId: string | null | undefined): Promise<EngineSettings> {
    return await this.unitOfWork.run(this.scope(viewer, organizationId, 'organization.read'), (tx) => tx.engines.settings());
  }

  /** Asks the provider whether it takes the key, and keeps it encrypted. @throws BadInput where it does not */
  async setKey(viewer: Viewer, input: { organizationId?: string | null; engine: string; key: string }): Promise<EngineType> {
    const scope = this.scope(viewer, input.organizationId, 'organization.manage');
    const engine = this.engine(input.engine, 'input.engine');
    const check = new InputCheck();
    const key = check.text('input.key', input.key, { max: LIMITS.engineKeyMax });
    check.that(/^[\x21-\x7e]*$/.test(key), 'input.key', 'holds characters that no key has; copy it again');
    check.that(engine.info.takesKey, 'input.engine', `${engine.info.name} takes no key`);
    check.done();
    await this.test(engine, key);
    const { organizationId } = scope;
    const sealed = encrypt(this.secret, ENGINE_KEY, engineKeyOwner(organizationId, engine.info.id), key);
    const endsWith = key.slice(-4);
    await this.unitOfWork.run(scope, async (tx) => {
      await tx.engines.setKey({ engine: engine.info.id, sealed, endsWith, createdBy: viewer.userId });
      await tx.organization.record({ type: 'ENGINE_KEY_SET', actor: viewer.actor, engine: engine.info.id, endsWith });
    });
    return await this.one(scope, engine);
  }

  /** From then on the server's own key is used, where there is one. */
  async removeKey(viewer: Viewer, input: { organizationId?: string | null; engine: string }): Promise<EngineType> {
    const scope = this.scope(viewer, input.organizationId, 'organization.manage');
    const engine = this.engine(input.engine, 'input.engine');
    await this.unitOfWork.run(scope, async (tx) => {
      if (await tx.engines.removeKey(engine.info.id))
        await tx.organization.record({ type: 'ENGINE_KEY_REMOVED', actor: viewer.actor, engine: engine.info.id });
    });
    return await this.one(scope, engine);
  }

  async setSettings(
    viewer: Viewer,
    input: { organizationId?: string | null; defaultEngine?: string | null; fallbacks: readonly EngineFallbackInput[] },
  ): Promise<EngineSettings> {
    const scope = this.scope(viewer, input.organizationId, 'organization.manage');
    if (input.defaultEngine) this.engine(input.defaultEngine, 'input.defaultEngine');
    if (input.fallbacks.length > MOST_FALLBACKS)
      throw new BadInput([{ path: 'input.fallbacks', message: `must be ${MOST_FALLBACKS} at most` }]);
    const fallbacks = input.fallbacks.map(({ engine, model }, i) => ({
      engine: this.engine(engine, `input.fallbacks.${i}.engine`).info.id,
      model: model?.trim() || null,
    }));
    const settings = { defaultEngine: input.defaultEngine || null, fallbacks };
    await this.unitOfWork.run(scope, async (tx) => {
      await tx.engines.setSettings(settings);
      await tx.organization.record({ type: 'ENGINE_SETTINGS_CHANGED', actor: viewer.actor, ...settings });
    });
    return settings;
  }

  /**
   * The engines of a new generation: the one asked for or the default, those that take over for it, and Anthropic
   * for the README where it is configured beside other providers.
   *
   * @throws BadInput naming what cannot be asked, and why.
   */
  async choose(organizationId: string, wanted: { engine?: string | null; model?: string | null }): Promise<ChosenEngines> {
    const { keys, settings } = await this.unitOfWork.run({ organizationId }, async (tx) => ({
      keys: await tx.engines.keys(),
      settings: await tx.engines.settings(),
    }));
    const own = new Set(keys.map((key) => key.engine));
    const usable = (engine: ModelEngine): boolean => engine.info.configured || own.has(engine.info.id);
    const preferred = settings.defaultEngine
      ? this.models.all().find((one) => one.info.id === settings.defaultEngine && usable(one))
      : undefined;
    const engine = wanted.engine ? this.engine(wanted.engine, 'input.engine') : (preferred ?? this.models.default(own));
    if (!usable(engine))
      throw new BadInput([
        {
          path: 'input.engine',
          message: `${engine.info.name} has no key here; enter one under Settings, Engines, or choose another engine`,
        },
      ]);
    const model = wanted.model ?? (await this.defaultModel(organizationId, engine, keys));
    await this.requireModel(organizationId, engine, model, keys);
    const chosen = this.toChoice(engine, model);
    const fallbacks: EngineChoice[] = [];
    for (const fallback of settings.fallbacks) {
      const other = this.models.all().find((one) => one.info.id === fallback.engine && usable(one));
      if (!other) continue;
      const name = fallback.model ?? (await this.defaultModel(organizationId, other, keys).catch(() => undefined));
      if (name && !(other === engine && name === model)) fallbacks.push(this.toChoice(other, name));
    }
    return { chosen, fallbacks, stageEngines: await this.stageEngines(organizationId, engine, usable, keys) };
  }

  private async stageEngines(
    organizationId: string,
    engine: ModelEngine,
    usable: (engine: ModelEngine) => boolean,
    keys: readonly EngineKeyRow[],
  ): Promise<ChosenEngines['stageEngines']> {
    const anthropic = this.models.all().find((one) => one.info.id === 'anthropic');
    // What is to stay on one's own machines is sent to nobody.
    if (!anthropic || engine === anthropic || engine.info.host !== 'provider' || !usable(anthropic)) return {};
    const model = await this.defaultModel(organizationId, anthropic, keys).catch(() => undefined);
    return model ? { MAIN_README: this.toChoice(anthropic, model) } : {};
  }

  private toChoice(engine: ModelEngine, model: string): EngineChoice {
    return { engine: engine.info.id, model, price: engine.price(model) };
  }

  private async defaultModel(organizationId: string, engine: ModelEngine, keys: readonly EngineKeyRow[]): Promise<string> {
    if (engine.info.models[0]) return engine.info.models[0];
    const { models, problem } = await this.models.offer(engine.info.id, this.open(organizationId, engine.info.id, keys));
    if (models[0]) return models[0];
    throw new BadInput([{ path: 'input.engine', message: `${problem?.message ?? 'offers no model'}. ${problem?.hint ?? ''}`.trim() }]);
  }

  private async requireModel(organizationId: string, engine: ModelEngine, model: string, keys: readonly EngineKeyRow[]): Promise<void> {
    if (engine.info.models.some((one) => isSameModel(one, model))) return;
    const { models, problem } = await this.models.offer(engine.info.id, this.open(organizationId, engine.info.id, keys));
    // Where the provider does not tell, the model is tried.
    if (models.some((one) => isSameModel(one, model)) || (problem && models.length === 0 && engine.listModels)) return;
    const some = [...new Set([...engine.info.models, ...models])].slice(0, 12);
    throw new BadInput([{ path: 'input.model', message: `must be one of: ${some.join(', ')}` }]);
  }

  private async test(engine: ModelEngine, key: string): Promise<void> {
    try {
      await engine.listModels?.({ apiKey: key, signal: AbortSignal.timeout(TEST_MS) });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (error.kind === 'no-model') return;
      const message =
        error.kind === 'bad-key' ? 'was refused by the provider; copy it again, whole' : `could not be tested: ${error.message}; try again`;
      throw new BadInput([{ path: 'input.key', message }]);
    }
  }

  private async one(scope: { organizationId: string }, engine: ModelEngine): Promise<EngineType> {
    const keys = await this.unitOfWork.run(scope, (tx) => tx.engines.keys());
    return await this.describe(scope.organizationId, engine, keys);
  }

  private async describe(organizationId: string, engine: ModelEngine, keys: readonly EngineKeyRow[]): Promise<EngineType> {
    const { info } = engine;
    const key = keys.find((row) => row.engine === info.id);
    const { models, problem } = await this.models.offer(info.id, this.open(organizationId, info.id, keys));
    const prices = models.map((model) => {
      const price = engine.price(model);
      return {
        model,
        inputUsdPerMTok: usd(price?.inputMicrosPerMTok),
        cachedInputUsdPerMTok: usd(price?.cachedInputMicrosPerMTok ?? price?.inputMicrosPerMTok),
        outputUsdPerMTok: usd(price?.outputMicrosPerMTok),
      };
    });
    return {
      id: info.id,
      name: info.name,
      about: info.about,
      configured: info.configured || key !== undefined,
      offline: info.offline,
      host: info.host === 'built-in' ? 'BUILT_IN' : info.host === 'own' ? 'OWN' : 'PROVIDER',
      takesKey: info.takesKey,
      ownKey: key ? { engine: key.engine, endsWith: key.endsWith, createdAt: key.createdAt } : null,
      models,
      prices,
      problem,
      inputUsdPerMTok: prices[0]?.inputUsdPerMTok ?? null,
      outputUsdPerMTok: prices[0]?.outputUsdPerMTok ?? null,
    };
  }

  private open(organizationId: string, engine: string, keys: readonly EngineKeyRow[]): string | undefined {
    const row = keys.find((key) => key.engine === engine);
    return row ? decrypt(this.secret, ENGINE_KEY, engineKeyOwner(organizationId, engine), row.sealed) : undefined;
  }

  /** @throws BadInput naming the field and the engines there are. */
  private engine(id: string, path: string): ModelEngine {
    const found = this.models.all().find((engine) => engine.info.id === id);
    if (found) return found;
    const ids = this.models.all().map((engine) => engine.info.id);
    throw new BadInput([{ path, message: `must be one of: ${ids.join(', ')}` }]);
  }

  private scope(
    viewer: Viewer,
    organizationId: string | null | undefined,
    permission: 'organization.read' | 'organization.manage',
  ): { organizationId: string; userId: string } {
    return { organizationId: viewer.in(organizationId, permission).organizationId, userId: viewer.userId };
  }
}

const usd = (micros: number | undefined): number | null => (micros === undefined ? null : micros / 1e6);
