import { NotFound, PATHS, PreconditionFailed, stageDocument } from '@millwright/domain';
import { isDeclared } from '../checks/blueprint-faults.js';
import { codeFaults, syntaxFaults } from '../checks/code-faults.js';
import { filePrompt, shortFilePrompt } from '../prompts/prompts.js';
import type { StageImplementation } from '../runtime/stage.js';
import { computedFile } from './computed-files.js';
import { fileAdvice, isOfModel, misfits } from './fit.js';
import { describedBy, readArchitecture, readBlueprint, readCommunicationSchema, readPlan } from './paths.js';

const check = stageDocument('BLUEPRINT', PATHS.blueprint)?.check;

export const codeStage: StageImplementation = {
  name: 'CODE',
  /** Dependencies first: what others stand on is there to be looked at early. None waits for another. */
  async planItems(context) {
    const [blueprint, schema] = await Promise.all([readBlueprint(context), readCommunicationSchema(context)]);
    // One that was taken when less was asked of it: no file is bought for what can be no repository.
    const faults = check?.(blueprint) ?? [];
    if (faults.length > 0)
      throw new PreconditionFailed(
        `The blueprint is no repository: ${faults.slice(0, 3).join('; ')}`,
        'Fork the generation, and put it right there.',
      );
    const place = new Map(schema.dependency_priority.order.map(({ path }, i) => [path, i]));
    return blueprint.files.map((file) => file.path).sort((a, b) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity));
  },
  async perform(context) {
    const described = describedBy(context);
    const [plan, architecture, blueprint, schema] = await Promise.all([
      readPlan(context),
      readArchitecture(context),
      readBlueprint(context),
      readCommunicationSchema(context),
    ]);
    const file = blueprint.files.find(({ path }) => path === context.input.item);
    if (!file) throw new NotFound(`The file ${context.input.item} of the blueprint`);
    // A person who sends one back wants it otherwise than it follows.
    const computed = isOfModel(context) && !context.input.revision ? computedFile(blueprint, file.path) : undefined;
    if (computed !== undefined) {
      context.log.say('It follows from the blueprint, and nobody is asked for it');
      return { drafts: [{ path: file.path, text: computed }] };
    }
    const material = { plan, architecture, blueprint, schema };
    const { text, warnings } = await context.ask(file.path, {
      task: { kind: 'file', ...described, blueprint, file },
      prompt: filePrompt(described, material, file),
      shorter: shortFilePrompt(described, material, file),
      // What nothing could load is no answer; what contradicts what was declared is asked for again, and told beside it.
      check: (answer) => syntaxFaults(file, String(answer)),
      advise: (answer) =>
        isOfModel(context) && isDeclared(blueprint)
          ? fileAdvice(context, blueprint, file.path, String(answer))
          : codeFaults(file, String(answer), blueprint),
    });
    return { drafts: [{ path: file.path, text: text.endsWith('\n') ? text : `${text}\n` }], warnings };
  },
  /** What no file shows by itself. What is built in keeps its own rules. */
  async misfits(context, read) {
    return isOfModel(context) ? await misfits(context, await readBlueprint(context), await read()) : [];
  },
};
