import { lower, quote } from '../../writing/code.js';
import { isOpen, type RecordPlan } from '../../writing/plan.js';
import type { Survey } from './survey-parts.js';

/** Functions in src/pages/<surveys>.ts and src/pages/<responses>.ts. */
export function surveyPages({ plan, survey, response, leads, points, typed }: Survey): Record<string, string[]> {
  const { className, variable, path } = survey;
  const title = titleOf(survey);
  const outcome = leads
    ? `section({ heading: thanks.outcome === null ? 'No result' : thanks.outcome.title, body: thanks.outcome === null ? html\`<p>Your answers lead to nothing in particular.</p>\` : html\`<p>This fits your answers best.</p>${isOpen(plan, leads.of.access.read) ? `<p><a class="button" href="/${leads.of.path}/\${thanks.outcome.id}">See \${thanks.outcome.title}</a></p>` : ''}\` })`
    : points
      ? `section({ heading: thanks.finding ?? 'Nothing more is needed', body: html\`<p>\${count(thanks.points, 'point')}</p>\` })`
      : '';
  return {
    [survey.table]: [
      ...(typed
        ? [
            `/** How what is written into a field is typed. */
const INPUTS_OF_${constant(survey)}: Record<string, FormField['kind']> = { text: 'text', 'long text': 'long-text', number: 'decimal', date: 'date', email: 'email' };`,
          ]
        : []),
      `/** All questions at once; what was chosen is kept where something is missing. */
export function ${variable}AnswerPage(request: WebRequest, ${variable}: ${className}, questions: ${className}Question[], faults: Faults = {}): Html {
  const title = ${title};
  const back = \`/${path}/\${${variable}.id}\`;
${
  typed
    ? `  const fields = questions.map(({ id, question, options, kind, isNeeded }): FormField => ({
    name: \`q\${id}\`,
    label: question,
    required: isNeeded,
    ...(options.length > 0 ? { kind: 'enum', showAll: true, options } : { kind: INPUTS_OF_${constant(survey)}[kind] ?? 'text' }),
  }));`
    : `  const fields = questions.map(({ id, question, options }): FormField =>
    options.length > 0
      ? { name: \`q\${id}\`, label: question, kind: 'enum', required: true, showAll: true, options }
      : { name: \`q\${id}\`, label: question, kind: 'long-text', required: false },
  );`
}
  return inFrame(request, {
    title,
    crumbs: [{ label: ${quote(survey.plural)}, href: '/${path}' }, { label: title, href: back }, { label: '${typed ? 'Fill in' : 'Questions'}' }],
    body: html\`\${pageHead({ title, text: count(questions.length, '${typed ? 'field' : 'question'}') })}
      \${questions.length === 0
        ? empty({ title: 'No ${typed ? 'fields' : 'questions'} yet', text: 'They appear here as soon as there are some.', action: { label: 'Back', href: back } })
        : form({ action: \`\${back}/answer\`, submit: '${typed ? 'Submit' : 'Send answers'}', faults, values: typedIn(request.body), cancelHref: back, fields })}\`,
  });
}`,
      `/** For whoever has answered, also without an account. */
export function ${variable}ThanksPage(request: WebRequest, ${variable}: ${className}, ${outcome ? 'thanks' : '_thanks'}: ${className}Thanks): Html {
  return inFrame(request, {
    title: 'Thank you',
    crumbs: [{ label: ${quote(survey.plural)}, href: '/${path}' }, { label: ${title}, href: \`/${path}/\${${variable}.id}\` }, { label: 'Thank you' }],
    body: html\`\${pageHead({ title: 'Thank you', text: 'Your answers have arrived.' })}${outcome ? `\n      \${${outcome}}` : ''}\`,
  });
}`,
      `/** A chart for each question with options, and what was answered in words. */
function ${variable}Results(results: ${className}Result[]): Html {
  return section({
    heading: 'Results',
    body: columns(
      results.map(({ question, counts, texts }) =>
        counts.length > 0
          ? barChart({ title: question, rows: counts.map(({ answer, count }) => ({ label: answer, value: count, text: String(count) })) })
          : html\`<div><h3>\${question}</h3>\${texts.length === 0 ? html\`<p class="muted">Nobody has answered yet.</p>\` : html\`<ul>\${texts.map((text) => html\`<li>\${text}</li>\`)}</ul>\`}</div>\`,
      ),
    ),
  });
}`,
    ],
    [response.table]: [
      `function ${response.variable}Answers(answers: { question: string; answer: string }[]): Html {
  return section({
    heading: 'Answers',
    body: table({ caption: 'Answers', columns: [{ label: 'Question' }, { label: 'Answer', matters: true }], rows: answers.map(({ question, answer }) => ({ cells: [question, answer] })) }),
  });
}`,
    ],
  };
}

const constant = ({ table }: RecordPlan): string => table.toUpperCase();

const titleOf = ({ titleField, variable, name }: RecordPlan): string => {
  const shown = `${variable}.${titleField.said ?? titleField.prop}`;
  return titleField.isNullable ? `String(${shown} ?? ${quote(lower(name))})` : `String(${shown})`;
};

/** Statements of the surveys' routes. */
export function surveyRoutes({ plan, survey }: Survey): string {
  const { className, variable, path } = survey;
  const viewer = plan.people ? 'request.viewer, ' : '';
  const find = `find${className}(database, ${viewer}idOf(request))`;
  const api = `  router.get('/api/${path}/:id/questions', (request) => json(questionsOf${className}(database, ${viewer}idOf(request))));
  router.post('/api/${path}/:id/answers', (request) => json(answer${className}(database, ${viewer}idOf(request), request.body, clock), 201));
  router.get('/api/${path}/:id/results', (request) => json(resultsOf${className}(database, ${viewer}idOf(request))));`;
  if (!plan.pages) return api;
  return `${api}
  router.get('/${path}/:id/answer', (request) =>
    page(${variable}AnswerPage(request, ${find}, questionsOf${className}(database, ${viewer}idOf(request)))),
  );
  router.post('/${path}/:id/answer', (request) => {
    const ${variable} = ${find};
    try {
      const { code } = answer${className}(database, ${viewer}${variable}.id, request.body, clock);
      return redirect(\`/${path}/\${${variable}.id}/thanks?code=\${code}\`);
    } catch (error) {
      if (!isOfForm(error)) throw error;
      return page(${variable}AnswerPage(request, ${variable}, questionsOf${className}(database, ${viewer}${variable}.id), error.faults), error.status);
    }
  });
  router.get('/${path}/:id/thanks', (request) => {
    const ${variable} = ${find};
    return page(${variable}ThanksPage(request, ${variable}, thanksOf${className}(database, ${variable}.id, request.query.get('code') ?? '')));
  });`;
}
