import { PATHS, TECHNICAL_ARCHITECTURE_SCHEMA, renderArchitecture, type TechnicalArchitecture } from '@millwright/domain';
import { architecturePrompt } from '../prompts/prompts.js';
import type { StageImplementation } from '../runtime/stage.js';
import { describedBy, readPlan } from './paths.js';

export const technicalArchitectureStage: StageImplementation = {
  name: 'TECH_ARCHITECTURE',
  async perform(context) {
    const described = describedBy(context);
    const plan = await readPlan(context);
    const { text: answer } = await context.ask(PATHS.architectureJson, {
      task: { kind: 'architecture', ...described, plan },
      prompt: architecturePrompt(described, plan),
      schema: TECHNICAL_ARCHITECTURE_SCHEMA,
    });
    const architecture = JSON.parse(answer) as TechnicalArchitecture;
    return {
      drafts: [
        { path: PATHS.architectureJson, text: `${JSON.stringify(architecture, null, 2)}\n` },
        { path: PATHS.architecture, text: renderArchitecture(described.projectName, architecture) },
      ],
    };
  },
};
