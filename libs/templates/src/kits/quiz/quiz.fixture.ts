import type { Design } from '../../design/design.types.js';
import { design, field, record } from '../../writing/fixtures/make.js';

const first = { roles: ['teacher'] };

/** Pupils are asked for birds. Everybody may read questions by the design: the answers must stay hidden even so. */
export const birdSchool: Design = design('Bird school', {
  kind: 'learning',
  roles: [
    { name: 'Teacher', plural: 'Teachers', slug: 'teacher', joins: 'first', fields: [] },
    { name: 'Pupil', plural: 'Pupils', slug: 'pupil', joins: 'open', fields: [] },
  ],
  records: [
    record('Quiz', 'Quizzes', {
      fields: [field('title', 'Title', 'text'), field('description', 'Description', 'long-text', { required: false })],
      access: { read: 'everyone', create: first, change: first, remove: first },
      view: 'cards',
    }),
    record('Quiz question', 'Quiz questions', {
      fields: [
        field('question', 'Question', 'text'),
        field('quiz_id', 'Quiz', 'reference', { references: 'quiz' }),
        field('right_answer', 'Right answer', 'text'),
        field('wrong_answer_1', 'Wrong answer 1', 'text'),
        field('wrong_answer_2', 'Wrong answer 2', 'text'),
        field('wrong_answer_3', 'Wrong answer 3', 'text', { required: false }),
      ],
      access: { read: 'everyone', create: first, change: first, remove: first },
      createLabel: 'Add question',
    }),
    record('Attempt', 'Attempts', {
      fields: [
        field('reference', 'Reference', 'text', { setTo: 'code', isUnique: true }),
        field('quiz_id', 'Quiz', 'reference', { references: 'quiz' }),
        field('pupil_id', 'Pupil', 'person', { required: false, setTo: 'viewer', role: 'pupil' }),
        field('score', 'Score', 'percent', { required: false, min: 0, max: 100, unit: '%', isRuled: true }),
        field('taken_at', 'Taken', 'datetime', { required: false, setTo: 'now' }),
      ],
      owner: 'pupil_id',
      access: { read: { own: ['pupil'] }, create: { roles: ['pupil'] }, change: { own: ['pupil'] }, remove: { own: ['pupil'] } },
      createLabel: 'Take quiz',
    }),
  ],
  rules: [{ kit: 'quiz', name: 'takeQuiz', by: { roles: ['pupil'] }, quiz: 'quiz', question: 'quiz_question', attempt: 'attempt' }],
});
