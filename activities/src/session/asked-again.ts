import type { Refit, Revision } from '@millwright/contracts';
import type { Prompt } from '@millwright/integrations';
import type { AskingScope } from '../attempt/attempt-scope.js';
import { textOf } from '../attempt/inputs.js';
import type { Workbench } from '../attempt/workbench.js';
import { revisionPrompt } from '../prompts/prompts.js';
import type { Answer, Question } from '../runtime/stage.js';
import { withFaults } from '../runtime/with-faults.js';

/** A question for what was answered before. */
export interface Again {
  question: Question;
  /** Which of the two answers is taken. */
  choose(answer: Answer): Promise<Answer>;
}

/** What is asked where an answer is there already: a person sent it back, or it does not fit the others. undefined: nobody did. */
export async function askedAgain(
  bench: Workbench,
  { input, log }: AskingScope,
  path: string,
  question: Question,
): Promise<Again | undefined> {
  const { refit, revision } = input;
  if (!refit && !revision) return undefined;
  const row = await bench.services.unitOfWork.run(input, (tx) => tx.artifacts.find(input.generationId, input.stage, path));
  const last = row ? await textOf(bench, input.organizationId, row.sha256) : '';
  if (!refit) return { question: revised(question, last, revision!), choose: (answer) => Promise.resolve(answer) };
  log.warn(`It does not fit the rest, and is written again: ${refit.faults.join('; ')}`);
  return { question: refitted(question, last, refit), choose: (answer) => better(question, last, answer, () => log.warn(KEPT)) };
}

const KEPT = 'What came breaks more than it mends: the file stays as it was';

function revised(question: Question, last: string, { comment }: Revision): Question {
  return withPrompts(question, (prompt) => revisionPrompt(prompt, last, comment));
}

function refitted(question: Question, last: string, { faults }: Refit): Question {
  return withPrompts(question, (prompt) => withFaults(prompt, last, faults));
}

function withPrompts(question: Question, change: (prompt: Prompt) => Prompt): Question {
  return { ...question, prompt: change(question.prompt), ...(question.shorter ? { shorter: change(question.shorter) } : {}) };
}

/** The new answer, unless it breaks more of what is declared than the last one did. */
async function better({ advise }: Question, last: string, answer: Answer, onKept: () => void): Promise<Answer> {
  if (answer.warnings.length === 0 || last === '') return answer;
  const before = (await advise?.(last)) ?? [];
  if (answer.warnings.length <= before.length) return answer;
  onKept();
  return { text: last, warnings: before };
}
