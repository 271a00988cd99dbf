import { designed } from './designed.testing.js';

describe('forms', () => {
  const built = designed(
    'A builder of forms. Editors create forms and add form fields. Guests fill out forms. The system validates the form data. Editors preview the forms.',
  );

  it('have fields of kinds, and what was filled in is kept', () => {
    expect(built.records).toEqual(['Form', 'Form field', 'Submission']);
    expect(built.rule('survey')).toMatchObject({
      survey: 'form',
      question: 'form_field',
      response: 'submission',
      by: { roles: ['guest'] },
      typed: { kind: 'written_as', needed: 'is_needed' },
    });
    expect(built.field('Form field', 'written_as')!.values).toEqual(['text', 'long text', 'number', 'date', 'email']);
  });

  it.each(['create forms', 'add form fields', 'fill out forms', 'validates the form data', 'preview the forms'])('%s', (words) => {
    expect(built.phrase(words).outcome).toBe('BUILT');
  });

  it('are made where only filling in is spoken of', () => {
    const { rule, phrase } = designed('An app with one form. Users fill out the form and view the form submission. Users drag form fields.');
    expect(rule('survey')).toMatchObject({ survey: 'form', by: { roles: ['user'] } });
    expect(phrase('fill out').outcome).toBe('BUILT');
    expect(phrase('drag').outcome).toBe('NOT_BUILT');
  });

  it.each([
    'A site for a joiner. Visitors submit a contact form. Each job has a title.',
    'A club. Members fill in the registration form. Members add trips with a title.',
  ])('are none where they have a page of their own: %s', (text) => {
    expect(designed(text).rule('survey')).toBeUndefined();
  });
});
