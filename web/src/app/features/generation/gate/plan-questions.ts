import type { DevelopmentPlan } from '@millwright/domain';

const ANSWER = ' Answer: ';

/** A question of a plan, and what a person says to it; empty while nobody has. */
export interface Question {
  text: string;
  answer: string;
}

/** A plan from its JSON; undefined where it is not one. What else it may lack is the server's to say. */
export function readPlan(text: string | null | undefined): DevelopmentPlan | undefined {
  let plan: Partial<DevelopmentPlan> | null;
  try {
    plan = JSON.parse(text ?? '') as Partial<DevelopmentPlan> | null;
  } catch {
    return undefined;
  }
  const lists = [plan?.goals, plan?.users, plan?.features, plan?.milestones, plan?.risks, plan?.open_questions];
  return typeof plan?.summary === 'string' && lists.every(Array.isArray) ? (plan as DevelopmentPlan) : undefined;
}

/** As the stage writes it, so that an edit that is taken back is none. */
export const writePlan = (plan: DevelopmentPlan): string => `${JSON.stringify(plan, null, 2)}\n`;

/** The open questions with what is answered: an answer stands behind its question, so that whoever reads the plan next has both. */
export function questionsOf(plan: DevelopmentPlan): Question[] {
  return plan.open_questions.map((text) => {
    const at = text.indexOf(ANSWER);
    return at < 0 ? { text, answer: '' } : { text: text.slice(0, at), answer: text.slice(at + ANSWER.length) };
  });
}

/** The plan with an answer in the place of the one before; an empty one leaves the question open. */
export function answered(plan: DevelopmentPlan, index: number, answer: string): DevelopmentPlan {
  const { text } = questionsOf(plan)[index]!;
  const said = answer.trim();
  return { ...plan, open_questions: plan.open_questions.map((one, i) => (i !== index ? one : said ? `${text}${ANSWER}${said}` : text)) };
}

/** What a person has done to a plan: so many answers, and whether anything else. */
export function editOf(original: string, edited: string): { answers: number; isMore: boolean } {
  const [before, after] = [readPlan(original), readPlan(edited)];
  if (!before || !after) return { answers: 0, isMore: edited !== original };
  const open = new Set(before.open_questions);
  const answers = questionsOf(after).filter(({ text, answer }) => answer !== '' && open.has(text)).length;
  const bare = (plan: DevelopmentPlan): string => JSON.stringify({ ...plan, open_questions: questionsOf(plan).map(({ text }) => text) });
  return { answers, isMore: bare(before) !== bare(after) };
}
