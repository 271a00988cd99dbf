import { NotFound } from '@millwright/domain';
import { filePrompt } from '../prompts/prompts.js';
import type { StageImplementation } from '../runtime/stage.js';
import { describedBy, readBlueprint } from './paths.js';

export const codeStage: StageImplementation = {
  name: 'CODE',
  async planItems(context) {
    return (await readBlueprint(context)).files.map((file) => file.path);
  },
  async perform(context) {
    const described = describedBy(context);
    const blueprint = await readBlueprint(context);
    const file = blueprint.files.find(({ path }) => path === context.input.item);
    if (!file) throw new NotFound(`The file ${context.input.item} of the blueprint`);
    const text = await context.ask(file.path, {
      task: { kind: 'file', ...described, blueprint, file },
      prompt: filePrompt(described, blueprint, file),
      check: (answer) => (file.path.endsWith('.json') && !isJson(String(answer)) ? ['The file is not valid JSON'] : []),
    });
    return { drafts: [{ path: file.path, text: text.endsWith('\n') ? text : `${text}\n` }] };
  },
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
