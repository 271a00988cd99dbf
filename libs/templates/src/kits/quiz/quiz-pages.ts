import { quote } from '../../writing/code.js';
import { names } from '../../writing/plan.js';
import type { Quiz } from './quiz.types.js';

/** Functions in src/pages/<attempts>.ts. */
export function quizPages({ quiz, attempt, attemptQuiz }: Quiz): string {
  const { className, variable, path } = attempt;
  return `/** All questions of an attempt; what was chosen is kept where something is missing. */
export function ${variable}QuestionsPage(request: WebRequest, ${variable}: ${className}, questions: AskedQuestion[], faults: Faults = {}): Html {
  const title = ${variable}.${attemptQuiz.said}${attemptQuiz.isNullable ? ` ?? ${quote(quiz.name)}` : ''};
  const back = \`/${path}/\${${variable}.id}\`;
  const fields = questions.map(({ id, question, options }): FormField => ({ name: \`q\${id}\`, label: question, kind: 'enum', required: true, showAll: true, options }));
  return inFrame(request, {
    title,
    crumbs: [{ label: ${quote(attempt.plural)}, href: '/${path}' }, { label: title, href: back }, { label: 'Questions' }],
    body: html\`\${pageHead({ title, text: \`\${count(questions.length, 'question')}. The right answers are shown when all are answered.\` })}
      \${questions.length === 0
        ? empty({ title: 'No questions yet', text: 'They appear here as soon as there are some.', action: { label: 'Back', href: back } })
        : form({ action: \`\${back}/questions\`, submit: 'Send answers', faults, values: typedIn(request.body), cancelHref: back, fields })}\`,
  });
}

/** What was right, and what would have been. */
function ${variable}Review(answers: ReviewedQuestion[]): Html {
  if (answers.length === 0) return html\`\`;
  return section({
    heading: \`\${answers.filter(({ isRight }) => isRight).length} of \${answers.length} right\`,
    body: table({
      caption: 'Answers',
      columns: [{ label: 'Question' }, { label: 'Answer', matters: true }, { label: 'Right answer', matters: true }],
      rows: answers.map(({ question, answer, rightAnswer, isRight }) => ({ cells: [question, html\`\${badge(isRight ? 'Right' : 'Wrong', isRight ? 'good' : 'bad')} \${answer}\`, rightAnswer] })),
    }),
  });
}`;
}

/** Statements of the attempts' routes. */
export function quizRoutes({ plan, quiz, attempt, attemptQuiz, startsAtOnce }: Quiz): string {
  const name = names(attempt);
  const { className, variable, path } = attempt;
  const start = `    const { id } = ${names(quiz).find}(database, request.viewer, idOf(request));
    const ${variable} = ${name.create}(database, request.viewer, { ${attemptQuiz.prop}: id }, clock);`;
  const api = `${startsAtOnce ? `  router.post('/api/${quiz.path}/:id/take', (request) => {\n${start}\n    return json(${variable}, 201, { location: \`/api/${path}/\${${variable}.id}\` });\n  });\n` : ''}  router.get('/api/${path}/:id/questions', (request) => json(questionsOf${className}(database, request.viewer, idOf(request))));
  router.post('/api/${path}/:id/answers', (request) => json(answer${className}(database, request.viewer, idOf(request), request.body, clock)));
  router.get('/api/${path}/:id/review', (request) => json(reviewOf${className}(database, request.viewer, idOf(request))));`;
  if (!plan.pages) return api;
  return `${api}
${startsAtOnce ? `  router.post('/${quiz.path}/:id/take', (request) => {\n${start}\n    return redirect(\`/${path}/\${${variable}.id}/questions\`);\n  });\n` : ''}  router.get('/${path}/:id/questions', (request) =>
    page(${variable}QuestionsPage(request, ${name.find}(database, request.viewer, idOf(request)), questionsOf${className}(database, request.viewer, idOf(request)))),
  );
  router.post('/${path}/:id/questions', (request) => {
    const ${variable} = ${name.find}(database, request.viewer, idOf(request));
    try {
      answer${className}(database, request.viewer, ${variable}.id, request.body, clock);
      return redirectWith(\`/${path}/\${${variable}.id}\`, 'Thank you, this is your result.');
    } catch (error) {
      if (!isOfForm(error)) throw error;
      return page(${variable}QuestionsPage(request, ${variable}, questionsOf${className}(database, request.viewer, ${variable}.id), error.faults), error.status);
    }
  });`;
}
