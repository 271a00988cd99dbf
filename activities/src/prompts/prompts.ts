import {
  criteriaOf,
  type Blueprint,
  type BlueprintFile,
  type CommunicationSchema,
  type DevelopmentPlan,
  type TechnicalArchitecture,
} from '@millwright/domain';
import type { Prompt } from '@millwright/integrations';
import Mustache from 'mustache';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../prompts');
const SECTION = /^<!-- (context|task) -->$/m;

export const PROMPT_NAMES = ['plan', 'architecture', 'blueprint', 'readme', 'file', 'revision'] as const;
type PromptName = (typeof PROMPT_NAMES)[number];

interface Template {
  version: string;
  context: string;
  task: string;
}

export interface Described {
  projectName: string;
  description: string;
}

const read = (name: string): string => readFileSync(join(FOLDER, `${name}.md`), 'utf8').trim();
const system = read('system');
const templates = new Map<PromptName, Template>(PROMPT_NAMES.map((name) => [name, parse(name)]));

/** The parts of a prompt's file: its version, what the calls of the stage share, and what is asked of one. */
function parse(name: PromptName): Template {
  const text = read(name);
  const version = /^<!-- version (\S+) -->\n/.exec(text)?.[1];
  if (!version) throw new Error(`prompts/${name}.md does not begin with its version`);
  const [, ...parts] = text.split(SECTION);
  const sections = new Map<string, string>();
  for (let i = 0; i < parts.length; i += 2) sections.set(parts[i]!, parts[i + 1]!.trim());
  return { version: `${name}-${version}`, context: sections.get('context') ?? '', task: sections.get('task') ?? '' };
}

function render(name: PromptName, values: Record<string, unknown>): Prompt {
  const { version, context, task } = templates.get(name)!;
  const view = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, asText(value)]));
  const fill = (text: string): string => Mustache.render(text, view, {}, { escape: fenced });
  return { version, system, ...(context ? { context: fill(context) } : {}), user: fill(task) };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Material from people or engines, so that it cannot end its own fence. */
function fenced(value: unknown): string {
  return String(value).replace(/<(?=\/?data\b)/gi, '‹');
}

const about = ({ projectName, description }: Described): Record<string, unknown> => ({ name: projectName, description });

export const planPrompt = (described: Described): Prompt => render('plan', about(described));

export const architecturePrompt = (described: Described, plan: DevelopmentPlan): Prompt =>
  render('architecture', { ...about(described), plan });

export const blueprintPrompt = (described: Described, plan: DevelopmentPlan, architecture: TechnicalArchitecture): Prompt =>
  render('blueprint', {
    ...about(described),
    plan,
    architecture,
    criteria: criteriaOf(plan)
      .map(({ id, text }) => `${id} ${text}`)
      .join('\n'),
  });

/** What a README needs of a blueprint, and no more. */
export const shortReadmePrompt = (described: Described, plan: DevelopmentPlan, blueprint: Blueprint): Prompt =>
  render('readme', {
    ...about(described),
    plan: { summary: plan.summary, goals: plan.goals, features: plan.features.map(({ name, description }) => ({ name, description })) },
    blueprint: {
      ...pick(blueprint, 'technologies', 'scripts', 'environment', 'directories'),
      components: blueprint.components.map(({ name, responsibility }) => ({ name, responsibility })),
    },
  });

export const readmePrompt = (described: Described, plan: DevelopmentPlan, blueprint: Blueprint): Prompt =>
  render('readme', { ...about(described), plan, blueprint });

/** The blueprint is shared by all files, and cached by providers that can; what is said of one file comes after it. */
export function filePrompt(described: Described, blueprint: Blueprint, file: BlueprintFile, schema: CommunicationSchema): Prompt {
  return render('file', {
    ...about(described),
    blueprint,
    path: JSON.stringify(file.path),
    file,
    neighbours: neighboursOf(blueprint, file, schema),
  });
}

/** What a file has to agree with, and no more: names and paths of the others without what they do. */
export function shortFilePrompt(described: Described, blueprint: Blueprint, file: BlueprintFile, schema: CommunicationSchema): Prompt {
  const short = {
    ...pick(blueprint, 'technologies', 'entities', 'scripts', 'environment'),
    endpoints: blueprint.endpoints.map(({ method, path }) => `${method} ${path}`),
    files: blueprint.files.map(({ path, exports }) => ({ path, exports: exports ?? [] })),
  };
  return render('file', {
    ...about(described),
    blueprint: short,
    path: JSON.stringify(file.path),
    file,
    neighbours: neighboursOf(blueprint, file, schema),
  });
}

/** A question that is asked again because a person sent its answer back. */
export function revisionPrompt(prompt: Prompt, last: string, comment: string): Prompt {
  const revision = render('revision', { last, comment });
  return { ...prompt, version: `${prompt.version} ${revision.version}`, user: `${prompt.user}\n\n${revision.user}` };
}

const pick = <T extends object, K extends keyof T>(from: T, ...keys: K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;

/** What a file has to do with others: those that it needs, those that need it, and how much hangs on it. */
function neighboursOf(blueprint: Blueprint, file: BlueprintFile, schema: CommunicationSchema): object {
  const needed = blueprint.files.filter(({ path }) => file.depends_on.includes(path));
  const at = file.path.lastIndexOf('/');
  const record = schema.directory_structure[at < 0 ? '.' : file.path.slice(0, at)]?.files[file.path.slice(at + 1)];
  return {
    imports_from: needed.map(({ path, purpose, exports }) => ({ path, purpose, exports: exports ?? [] })),
    imported_by: blueprint.files.filter(({ depends_on }) => depends_on.includes(file.path)).map(({ path }) => path),
    ...(record
      ? { criticality: record.criticality, communicates: record.communicates, triggers: record.triggers, modifies: record.modifies }
      : {}),
  };
}
