import { afterAll, describe, expect, it } from '@jest/globals';
import { projectOf } from '../quiz/run-project.fixture.js';
import { countingSurvey, formOfFields, leadingSurvey, plainSurvey } from './survey.fixture.js';

describe('surveyKit', () => {
  const plain = projectOf(plainSurvey);
  const leading = projectOf(leadingSurvey);
  const counting = projectOf(countingSurvey);
  const form = projectOf(formOfFields);
  afterAll(() => {
    for (const project of [plain, leading, counting, form]) project.remove();
  });

  it('writes a project whose tests pass', () => {
    expect(plain.test()).toBe('');
  });

  it.each([
    ['leads visitors to something', leading],
    ['says something from so many points on', counting],
    ['checks what is written into the fields of a form', form],
  ])('writes a survey that %s', (_, project) => {
    expect(project.test('test/survey.test.ts', 'test/web.test.ts')).toBe('');
  });

  it.each([
    [
      plain,
      'src/services/responses.ts',
      ' WHERE NOT EXISTS (SELECT 1 FROM response other WHERE other.survey_id = ? AND other.guest_id = ?)',
      ' WHERE ? > 0 AND ? > 0',
    ],
    [plain, 'src/services/responses.ts', 'if (!maySeeResultsOfSurvey(viewer)) throw refused(viewer);', ''],
    [plain, 'src/services/responses.ts', 'if (!mayAnswerSurvey(viewer)) throw refused(viewer);', ''],
    [plain, 'src/services/responses.ts', '.map(({ id, question, options }) => ({ id, question, options }))', ''],
    [leading, 'src/domain/survey.ts', 'count > times.get(most)!', 'count >= times.get(most)!'],
    [form, 'src/services/responses.ts', 'return String(read.number(name));', 'return read.text(name);'],
    [form, 'src/services/responses.ts', '&& !question.isNeeded', ''],
    [counting, 'src/domain/survey.ts', 'points >= pointsFrom', 'points > pointsFrom'],
  ])('given in a project %#, %s %s becomes %s, a test fails', (project, path, from, to) => {
    expect(project.testWith(path, from, to, 'test/survey.test.ts')).not.toBe('');
  });
});
