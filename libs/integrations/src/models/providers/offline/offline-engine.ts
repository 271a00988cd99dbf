import { PATHS, type Blueprint, type DevelopmentPlan, type TokenPrice } from '@millwright/domain';
import {
  ModelError,
  type DocumentEdit,
  type EngineInfo,
  type ModelEngine,
  type ModelEvent,
  type ModelRequest,
  type ModelTask,
} from '../../port.js';
import { NothingFound, analyse } from './analysis/analyse.js';
import { isEnglish } from './analysis/is-english.js';
import { architectureOf } from './documents/architecture.js';
import { blueprintOf } from './documents/blueprint.js';
import { planOf } from './documents/plan.js';
import { readmeOf } from './documents/readme.js';
import { blueprintEditFaults } from './blueprint-edits.js';
import { modelOfBlueprint, modelOfPlan, planEditFaults } from './read-blueprint.js';
import type { DomainModel } from './domain-model.js';
import { projectFiles } from './project/project-files.js';

// Readings of the last few descriptions: a generation asks for the same one about fifty times.
const REMEMBERED = 20;
const PIECE = 2_000;

/**
 * Writes projects from templates, without a model, a key or a network. It finds entities, attributes,
 * relations, roles and actions in the description by rules, so the same description gives the same bytes.
 */
export class OfflineEngine implements ModelEngine {
  readonly isDeterministic = true;
  readonly info: EngineInfo = {
    id: 'offline',
    name: 'Offline templates',
    about:
      'A template engine without a language model: reads English descriptions by rules and writes a working TypeScript project. Free, private, the same every time.',
    configured: true,
    offline: true,
    host: 'built-in',
    takesKey: false,
    models: ['templates-1'],
  };
  private readonly readings = new Map<string, DomainModel>();
  /** Models of approved blueprints, of which a generation asks for one file after the other. */
  private readonly approved = new Map<string, DomainModel>();

  price(): TokenPrice {
    return { inputMicrosPerMTok: 0, outputMicrosPerMTok: 0 };
  }

  async *answer({ task }: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const text = this.write(task);
    for (let at = 0; at < text.length; at += PIECE) {
      if (signal.aborted) throw new ModelError('cancelled', 'The call was cancelled');
      yield { type: 'text', text: text.slice(at, at + PIECE) };
    }
    yield { type: 'end', inputTokens: 0, outputTokens: 0 };
  }

  private write(task: ModelTask): string {
    const model = this.read(task.projectName, task.description);
    switch (task.kind) {
      case 'plan':
        return JSON.stringify(planOf(model), null, 2);
      case 'architecture':
        return JSON.stringify(architectureOf(model), null, 2);
      case 'blueprint':
        return JSON.stringify(blueprintOf(modelOfPlan(model, task.plan)), null, 2);
      case 'readme':
        return readmeOf(this.approvedModel(model, task.blueprint));
      case 'file': {
        const file = projectFiles(this.approvedModel(model, task.blueprint)).find(({ path }) => path === task.file.path);
        if (!file)
          throw new ModelError('unsupported-input', `The template engine has no file ${task.file.path}`, {
            hint: 'It writes the files of its own blueprint; choose an engine with a model for others.',
          });
        return file.render();
      }
    }
  }

  editFaults({ path, value, projectName, description }: DocumentEdit): string[] {
    if (path !== PATHS.blueprint && path !== PATHS.planJson) return [];
    const model = this.read(projectName, description);
    return path === PATHS.blueprint ? blueprintEditFaults(model, value as Blueprint) : planEditFaults(model, value as DevelopmentPlan);
  }

  /** @throws ModelError where the blueprint is one that no template writes. */
  private approvedModel(described: DomainModel, blueprint: Blueprint): DomainModel {
    const key = JSON.stringify([described.projectName, described.sentences, blueprint]);
    let model = this.approved.get(key);
    if (!model) {
      const faults = blueprintEditFaults(described, blueprint);
      if (faults.length > 0)
        throw new ModelError('unsupported-input', `The templates cannot write this blueprint: ${faults.slice(0, 3).join('; ')}`, {
          hint: 'Fork the generation and put that right in the blueprint, or choose an engine with a model.',
        });
      model = modelOfBlueprint(described, blueprint);
      this.approved.set(key, model);
      if (this.approved.size > REMEMBERED) this.approved.delete(this.approved.keys().next().value!);
    }
    return model;
  }

  /** @throws ModelError where the description is not English, or names nothing. */
  private read(projectName: string, description: string): DomainModel {
    const key = `${projectName}\n${description}`;
    const known = this.readings.get(key);
    if (known) return known;
    if (!isEnglish(description))
      throw new ModelError(
        'unsupported-input',
        'The description does not seem to be in English, and the offline engine reads only English',
        { hint: 'Describe the project in English, or choose an engine with a model.' },
      );
    let model: DomainModel;
    try {
      model = analyse(projectName, description);
    } catch (cause) {
      if (!(cause instanceof NothingFound)) throw cause;
      throw new ModelError('unsupported-input', 'The offline engine found nothing in the description that a project could keep', {
        hint: 'Say what people work with, such as “members borrow tools; every tool has a name and a price”.',
        cause,
      });
    }
    this.readings.set(key, model);
    if (this.readings.size > REMEMBERED) this.readings.delete(this.readings.keys().next().value!);
    return model;
  }
}
