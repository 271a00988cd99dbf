import {
  criteriaOf,
  cutText,
  type Blueprint,
  type BlueprintFile,
  type DevelopmentPlan,
  type TechnicalArchitecture,
} from '@millwright/domain';
import type { Prompt } from '@millwright/integrations';
import Mustache from 'mustache';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agreedWith, ownRecord, sharedBy, shortlySharedBy, type FileMaterial } from './agreed.js';

const FOLDER = join(import.meta.dirname, '../../prompts');
// Of a project's description, in characters, where a model reads little at once.
const SHORT_DESCRIPTION = 600;
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

/** What files share comes first, and is cached by providers that can; what is said of one file comes after it. */
export const filePrompt = (described: Described, material: FileMaterial, file: BlueprintFile): Prompt =>
  fileQuestion(described, material, file, sharedBy(material));

/** The same where a model's context is short. */
export const shortFilePrompt = (described: Described, material: FileMaterial, file: BlueprintFile): Prompt =>
  fileQuestion({ ...described, description: cutText(described.description, SHORT_DESCRIPTION) }, material, file, shortlySharedBy(material));

function fileQuestion(described: Described, material: FileMaterial, file: BlueprintFile, project: object): Prompt {
  return render('file', {
    ...about(described),
    project,
    path: JSON.stringify(file.path),
    file: ownRecord(file),
    agreed: agreedWith(material, file),
  });
}

/** A question that is asked again because a person sent its answer back. */
export function revisionPrompt(prompt: Prompt, last: string, comment: string): Prompt {
  const revision = render('revision', { last, comment });
  return { ...prompt, version: `${prompt.version} ${revision.version}`, user: `${prompt.user}\n\n${revision.user}` };
}

const pick = <T extends object, K extends keyof T>(from: T, ...keys: K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
