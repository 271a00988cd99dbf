import type { DevelopmentPlan } from '@millwright/domain';
import { answered, editOf, questionsOf, readPlan, writePlan } from './plan-questions';

const PLAN: DevelopmentPlan = {
  project_name: 'Mill',
  summary: 'Grinds grain.',
  goals: ['Grind'],
  users: [{ name: 'Farmer', description: 'Brings grain' }],
  features: [{ name: 'Grinding', description: 'Grain becomes flour', acceptance: ['Flour comes out'] }],
  milestones: [],
  risks: [],
  open_questions: ['How long is data kept?', 'Who pays?'],
};

it('puts an answer behind its question, and takes it away again without a trace', () => {
  const once = answered(PLAN, 0, ' 90 days \n');
  expect(once.open_questions).toEqual(['How long is data kept? Answer: 90 days', 'Who pays?']);
  expect(questionsOf(once)).toEqual([
    { text: 'How long is data kept?', answer: '90 days' },
    { text: 'Who pays?', answer: '' },
  ]);
  expect(answered(once, 0, 'a year').open_questions[0]).toBe('How long is data kept? Answer: a year');
  expect(answered(once, 0, '  ')).toEqual(PLAN);
});

it('tells answers from other changes', () => {
  const original = writePlan(PLAN);
  const once = answered(PLAN, 1, 'The farmers');
  expect(editOf(original, writePlan(once))).toEqual({ answers: 1, isMore: false });
  expect(editOf(original, writePlan({ ...once, summary: 'Grinds.' }))).toEqual({ answers: 1, isMore: true });
  expect(editOf(original, original)).toEqual({ answers: 0, isMore: false });
  expect(editOf(original, 'no JSON')).toEqual({ answers: 0, isMore: true });
});

it('reads no plan out of what is none', () => {
  expect(readPlan(writePlan(PLAN))).toEqual(PLAN);
  for (const text of [null, '', '{', '[]', 'null', '{"summary":1}', '{"summary":"x","goals":[]}']) expect(readPlan(text)).toBeUndefined();
});
