import { PATHS, DEVELOPMENT_PLAN_SCHEMA, renderPlan, type DevelopmentPlan } from '@millwright/domain';
import { planPrompt } from '../prompts/prompts.js';
import type { StageImplementation } from '../runtime/stage.js';
import { describedBy } from './paths.js';

export const developmentPlanStage: StageImplementation = {
  name: 'DEV_PLAN',
  async perform(context) {
    const described = describedBy(context);
    const { text: answer } = await context.ask(PATHS.planJson, {
      task: { kind: 'plan', ...described },
      prompt: planPrompt(described),
      schema: DEVELOPMENT_PLAN_SCHEMA,
    });
    const plan = JSON.parse(answer) as DevelopmentPlan;
    return {
      drafts: [
        { path: PATHS.planJson, text: `${JSON.stringify(plan, null, 2)}\n` },
        { path: PATHS.plan, text: renderPlan(plan) },
      ],
    };
  },
};
