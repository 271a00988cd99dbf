import { PATHS, type Blueprint, type Corrected, type Correction, type TokenPrice, type Understanding } from '@millwright/domain';
import { NothingUnderstood, Templates } from '@millwright/templates';
import {
  ModelError,
  type DocumentEdit,
  type EngineInfo,
  type ModelEngine,
  type ModelEvent,
  type ModelRequest,
  type ModelTask,
} from '../../port.js';
import { isEnglish } from './is-english.js';

const PIECE = 2_000;

/**
 * Writes projects from templates, without a model, a key or a network. It reads the description by rules, so the same
 * description gives the same bytes, and says phrase by phrase what it understood.
 */
export class OfflineEngine implements ModelEngine {
  readonly isDeterministic = true;
  readonly info: EngineInfo = {
    id: 'offline',
    name: 'Offline templates',
    about:
      'A template engine without a language model: reads English descriptions by rules, says what it understood of each phrase, and writes a working TypeScript project. Free, private, the same every time.',
    configured: true,
    offline: true,
    host: 'built-in',
    takesKey: false,
    models: ['templates-2'],
  };
  private readonly templates = new Templates();

  price(): TokenPrice {
    return { inputMicrosPerMTok: 0, outputMicrosPerMTok: 0 };
  }

  async *answer({ task }: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const text = this.write(task);
    for (let at = 0; at < text.length; at += PIECE) {
      if (signal.aborted) throw new ModelError('CANCELLED', 'The call was cancelled');
      yield { type: 'text', text: text.slice(at, at + PIECE) };
    }
    yield { type: 'end', inputTokens: 0, outputTokens: 0 };
  }

  understand({ blueprint, ...subject }: { projectName: string; description: string; blueprint?: Blueprint }): Understanding {
    return readable(subject.description, () => this.templates.understand(subject, blueprint));
  }

  editFaults({ path, value, ...subject }: DocumentEdit): string[] {
    return readable(subject.description, () => this.templates.editFaults(subject, path, value));
  }

  completeEdit({ path, value, ...subject }: DocumentEdit): unknown {
    return path === PATHS.blueprint ? readable(subject.description, () => this.templates.completed(subject, value as Blueprint)) : value;
  }

  correct(
    { blueprint, ...subject }: { projectName: string; description: string; blueprint: Blueprint },
    corrections: readonly Correction[],
  ): Corrected<Blueprint> {
    return readable(subject.description, () => {
      this.requireFit(subject, blueprint);
      return this.templates.corrected(subject, blueprint, corrections);
    });
  }

  private write(task: ModelTask): string {
    return readable(task.description, () => {
      switch (task.kind) {
        case 'plan':
          return asJson(this.templates.plan(task));
        case 'architecture':
          return asJson(this.templates.architecture(task, task.plan));
        case 'blueprint':
          return asJson(this.templates.blueprint(task, task.plan));
        case 'readme':
          this.requireFit(task, task.blueprint);
          return this.templates.readme(task, task.blueprint);
        case 'file': {
          this.requireFit(task, task.blueprint);
          const text = this.templates.file(task, task.blueprint, task.file.path);
          if (text !== undefined) return text;
          throw new ModelError('UNSUPPORTED_INPUT', `The template engine has no file ${task.file.path}`, {
            hint: 'It writes the files of its own blueprint; choose an engine with a model for others.',
          });
        }
      }
    });
  }

  /** @throws ModelError where the blueprint is one that no template writes. */
  private requireFit(subject: { projectName: string; description: string }, blueprint: Blueprint): void {
    const faults = this.templates.blueprintFaults(subject, blueprint);
    if (faults.length === 0) return;
    throw new ModelError('UNSUPPORTED_INPUT', `The templates cannot write this blueprint: ${faults.slice(0, 3).join('; ')}`, {
      hint: 'Fork the generation and put that right in the blueprint, or choose an engine with a model.',
    });
  }
}

const asJson = (value: unknown): string => JSON.stringify(value, null, 2);

/** @throws ModelError where the description is not English, or names nothing. */
function readable<T>(description: string, work: () => T): T {
  if (!isEnglish(description))
    throw new ModelError('UNSUPPORTED_INPUT', 'The description does not seem to be in English, and the offline engine reads only English', {
      hint: 'Describe the project in English, or choose an engine with a model.',
    });
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof NothingUnderstood)) throw cause;
    throw new ModelError('UNSUPPORTED_INPUT', 'The offline engine found nothing in the description that a project could keep', {
      hint: 'Say what people work with, such as “members borrow tools; every tool has a name and a price”.',
      cause,
    });
  }
}
