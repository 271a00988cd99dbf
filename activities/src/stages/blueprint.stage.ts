import { BLUEPRINT_SCHEMA, PATHS, stageDocument, type Blueprint } from '@millwright/domain';
import { blueprintPrompt } from '../prompts/prompts.js';
import type { StageImplementation } from '../runtime/stage.js';
import { blueprintAdvice, warmChecks } from './fit.js';
import { describedBy, readArchitecture, readPlan } from './paths.js';

const { schema, check } = stageDocument('BLUEPRINT', PATHS.blueprint)!;

export const blueprintStage: StageImplementation = {
  name: 'BLUEPRINT',
  async perform(context) {
    const described = describedBy(context);
    const [plan, architecture] = await Promise.all([readPlan(context), readArchitecture(context)]);
    warmChecks(context);
    const { text: answer, warnings } = await context.ask(PATHS.blueprint, {
      task: { kind: 'blueprint', ...described, plan, architecture },
      prompt: blueprintPrompt(described, plan, architecture),
      schema: BLUEPRINT_SCHEMA,
      accepts: schema,
      ...(check ? { check } : {}),
      // What does not fit goes back to who answered; what is left of it is shown.
      advise: (blueprint) => blueprintAdvice(context, blueprint as Blueprint),
    });
    return { drafts: [{ path: PATHS.blueprint, text: `${JSON.stringify(JSON.parse(answer), null, 2)}\n` }], warnings };
  },
};
