import { BLUEPRINT_SCHEMA, PATHS, stageDocument } from '@millwright/domain';
import { blueprintPrompt } from '../prompts/prompts.js';
import type { StageImplementation } from '../runtime/stage.js';
import { describedBy, readArchitecture, readPlan } from './paths.js';

const { schema, check } = stageDocument('BLUEPRINT', PATHS.blueprint)!;

export const blueprintStage: StageImplementation = {
  name: 'BLUEPRINT',
  async perform(context) {
    const described = describedBy(context);
    const [plan, architecture] = await Promise.all([readPlan(context), readArchitecture(context)]);
    const { text: answer } = await context.ask(PATHS.blueprint, {
      task: { kind: 'blueprint', ...described, plan, architecture },
      prompt: blueprintPrompt(described, plan, architecture),
      schema: BLUEPRINT_SCHEMA,
      accepts: schema,
      ...(check ? { check } : {}),
    });
    return { drafts: [{ path: PATHS.blueprint, text: `${JSON.stringify(JSON.parse(answer), null, 2)}\n` }] };
  },
};
