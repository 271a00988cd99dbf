import { PATHS } from '@millwright/domain';
import { readmePrompt, shortReadmePrompt } from '../prompts/prompts.js';
import type { StageImplementation } from '../runtime/stage.js';
import { describedBy, readArchitecture, readBlueprint, readPlan } from './paths.js';

export const mainReadmeStage: StageImplementation = {
  name: 'MAIN_README',
  async perform(context) {
    const described = describedBy(context);
    const [plan, architecture, blueprint] = await Promise.all([readPlan(context), readArchitecture(context), readBlueprint(context)]);
    const { text } = await context.ask(PATHS.readme, {
      task: { kind: 'readme', ...described, plan, architecture, blueprint },
      prompt: readmePrompt(described, plan, blueprint),
      shorter: shortReadmePrompt(described, plan, blueprint),
      check: (answer) => (/^#\s+\S/m.test(String(answer)) ? [] : ['The README has no heading of the form "# Name"']),
    });
    return { drafts: [{ path: PATHS.readme, text: text.endsWith('\n') ? text : `${text}\n` }] };
  },
};
