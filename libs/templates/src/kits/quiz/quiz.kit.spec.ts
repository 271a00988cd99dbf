import { afterAll, describe, expect, it } from '@jest/globals';
import { birdSchool } from './quiz.fixture.js';
import { projectOf } from './run-project.fixture.js';

describe('quizKit', () => {
  const project = projectOf(birdSchool);
  afterAll(() => project.remove());

  it('writes a project whose tests pass', () => {
    expect(project.test()).toBe('');
  });

  it.each([
    ['src/services/attempts.ts', "AND answered_at IS NULL')", "AND 1')"],
    ['src/services/attempts.ts', "if (attempt.answeredAt !== null) throw conflict('These questions were answered already');", ''],
    ['src/services/attempts.ts', '.map(({ id, question, options }) => ({ id, question, options }))', ''],
    ['src/services/attempts.ts', 'if (!mayAnswerAttempt(viewer, attempt)) throw refused(viewer);', ''],
    ['src/services/quiz-questions.ts', 'if (!mayListQuizQuestions(viewer)) throw refused(viewer);\n  const conditions', 'const conditions'],
    ['src/domain/attempt.ts', 'Math.round((right * 100) / questions)', 'Math.floor((right * 100) / questions)'],
    ['src/domain/attempt.ts', 'Math.floor(random() * (i + 1))', 'Math.floor(random() * i)'],
  ])('given in %s %s becomes %s, a test fails', (path, from, to) => {
    expect(project.testWith(path, from, to, 'test/attempt.test.ts')).not.toBe('');
  });
});
