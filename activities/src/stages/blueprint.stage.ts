import { BLUEPRINT_SCHEMA, blueprintFaults, type Blueprint } from '@millwright/domain';
import { blueprintPrompt } from '../prompts/prompts.js';
import type { StageImplementation } from '../runtime/stage.js';
import { PATHS, describedBy, readArchitecture, readPlan } from './paths.js';

export const blueprintStage: StageImplementation = {
  name: 'BLUEPRINT',
  async perform(context) {
    const described = describedBy(context);
    const [plan, architecture] = await Promise.all([readPlan(context), readArchitecture(context)]);
    const { text: answer } = await context.ask(PATHS.blueprint, {
      task: { kind: 'blueprint', ...described, plan, architecture },
      prompt: blueprintPrompt(described, plan, architecture),
      schema: BLUEPRINT_SCHEMA,
      check: (parsed) => [...blueprintFaults(parsed as Blueprint), ...reservedPaths(parsed as Blueprint)],
    });
    return { drafts: [{ path: PATHS.blueprint, text: `${JSON.stringify(JSON.parse(answer), null, 2)}\n` }] };
  },
};

/** Paths that other stages write; a blueprint that claimed one would have its file overwritten. */
function reservedPaths(blueprint: Blueprint): string[] {
  const taken = new Set<string>(Object.values(PATHS));
  return blueprint.files
    .filter(({ path }) => taken.has(path) || path.endsWith('/README.md'))
    .map(({ path }) => `files names "${path}", which another stage writes`);
}
