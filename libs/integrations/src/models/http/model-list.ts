import { faultToModelError, wrongAddress } from './to-model-error.js';
import { pageTitle, readFault } from './provider-fault.js';

/**
 * The ids in a list of models, in the forms in which endpoints give it: `{data: [{id}]}`, Ollama's and Gemini's
 * `{models: [{name}]}`, a bare list of either or of names.
 *
 * @throws ModelError where it is an error, or no list at all.
 */
export function readModelList(body: string, who: string): string[] {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw wrongAddress(who, pageTitle(body) ?? 'something that is no list of models');
  }
  const { data, models, error } = (json ?? {}) as { data?: unknown; models?: unknown; error?: unknown };
  const list = [json, data, models].find(Array.isArray) as unknown[] | undefined;
  if (list) return list.flatMap(idOf);
  if (data === null || models === null) return [];
  const fault = readFault(json);
  if (error && !/endpoint|route|url|path|not found/i.test(fault.message)) throw faultToModelError(fault, who);
  throw wrongAddress(who, error ? fault.message : 'something that is no list of models');
}

function idOf(entry: unknown): string[] {
  if (typeof entry === 'string') return [entry];
  const { id, name, model } = (entry ?? {}) as Record<string, unknown>;
  const own = [id, model, name].find((value) => typeof value === 'string' && value !== '');
  return own === undefined ? [] : [own as string];
}

/** Whether two names are of one model: lists of some endpoints put a folder in front, or the tag that is meant without one behind. */
export function isSameModel(a: string, b: string): boolean {
  return bareName(a) === bareName(b);
}

const bareName = (name: string): string => name.replace(/^models\//, '').replace(/:latest$/, '');
