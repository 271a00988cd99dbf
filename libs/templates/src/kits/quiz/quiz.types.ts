import type { QuizRule } from '../../design/design.types.js';
import type { FieldPlan, Plan, RecordPlan } from '../../writing/plan.js';

/** A quiz with its questions and attempts, and the fields that matter. */
export interface Quiz {
  rule: QuizRule;
  plan: Plan;
  quiz: RecordPlan;
  question: RecordPlan;
  attempt: RecordPlan;
  /** Of a question: its quiz, what is asked, the answers. */
  questionQuiz: FieldPlan;
  asked: FieldPlan;
  right: FieldPlan;
  wrong: FieldPlan[];
  /** Of an attempt: its quiz, whose it is, the result in per cent. */
  attemptQuiz: FieldPlan;
  person: FieldPlan;
  score: FieldPlan;
  /** Whether choosing the quiz is all that an attempt needs. */
  startsAtOnce: boolean;
}
