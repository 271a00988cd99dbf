import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

describe('surveys', () => {
  it('have questions with options, which people answer once, and results for those who make them', () => {
    const { rule, record, records, field, phrase } = designed(
      'A website for questionnaires. The researcher creates questionnaires with questions and options. Participants answer the questionnaires. The researcher sees the results as charts.',
    );
    expect(records).toEqual(['Question', 'Questionnaire', 'Response']);
    expect(rule('survey')).toMatchObject({
      survey: 'questionnaire',
      question: 'question',
      response: 'response',
      by: { roles: ['participant'] },
      person: 'participant_id',
      results: { roles: ['researcher'] },
    });
    expect(record('Questionnaire').fields.map(({ name }) => name)).toEqual(['title', 'introduction']);
    expect(field('Question', 'option_1')).toMatchObject({ required: false });
    expect(record('Response').fields.every(({ setTo, isRuled }) => setTo ?? isRuled)).toBeTruthy();
    expect(rule('quiz') ?? rule('comment')).toBeUndefined();
    expect(phrase('results as charts').outcome).toBe('BUILT');
  });

  it('lead to what they are said to recommend, also for visitors', () => {
    const { rule, field } = designed(
      'A website with a quiz that recommends a tea blend based on the answers of the visitor. Each tea blend has a name and a description. The owner manages questions and tea blends.',
    );
    expect(rule('survey')).toMatchObject({ survey: 'quiz', by: 'everyone', leads: { of: 'tea_blend', field: 'tea_blend_id' } });
    expect(field('Question', 'option_1_leads_to_id')).toMatchObject({ references: 'tea_blend', required: false });
    expect(rule('quiz')).toBeUndefined();
  });

  it('determine something by points', () => {
    const { rule, field, phrase } = designed(
      'Administrators manage a client questionnaire, which determines whether an adviser is needed based on the responses. Clients fill in the questionnaire.',
    );
    expect(rule('survey')).toMatchObject({ by: { roles: ['client'] }, points: { field: 'points', from: 'points_from', says: 'finding' } });
    expect(field('Client questionnaire', 'points_from')).toMatchObject({ kind: 'integer' });
    expect(phrase('determines whether').evidence.map(({ kind }) => kind)).toContain('RULE');
  });

  it('are not done themselves when somebody has answered', () => {
    const { rule, field } = designed(
      'A hospital. Patients complete a satisfaction survey after their visit. The manager views the results.',
    );
    expect(rule('survey')).toMatchObject({ by: { roles: ['patient'] }, results: { roles: ['manager'] } });
    expect(rule('lifecycle')).toBeUndefined();
    expect(field('Satisfaction survey', 'status')).toBeUndefined();
  });

  it('show results of their own to each who makes some', () => {
    const { rule } = designed('A survey tool. Users create surveys. Respondents fill in surveys. Users view survey results.');
    expect(rule('survey')).toMatchObject({ by: { roles: ['respondent'] }, results: { own: ['user'] } });
  });

  it.each([
    ['a score', 'A school. Teachers create exams with questions. Students take exams and see their score.'],
    ['right answers', 'A quiz website. Teachers suggest quizzes with questions and right answers. Pupils take quizzes.'],
  ])('are no exams with %s', (_, text) => {
    const { rule } = designed(text);
    expect(rule('quiz')).toBeDefined();
    expect(rule('survey')).toBeUndefined();
  });

  it('are polls where somebody votes', () => {
    const { rule } = designed(
      'A village website. The administrator creates surveys with a question and options. Residents vote in each survey.',
    );
    expect(rule('survey')).toBeUndefined();
  });
});
