import type { SurveyRule } from '../../design/design.types.js';
import { lower } from '../../writing/code.js';
import { fieldOf, isOpen, isOwn, recordOf, rolesOf, type Plan, type RecordPlan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { surveyPages, surveyRoutes } from './survey-pages.js';
import { surveySeeds } from './survey-seeds.js';
import { surveyDomain, surveyService } from './survey-service.js';
import { surveyTests } from './survey-tests.js';
import type { Survey, SurveyOption } from './survey-parts.js';

/** Questions with options or in words, answered at once; results as charts, and what the answers lead to. */
export const surveyKit: Kit<SurveyRule> = {
  name: 'survey',
  contribute(rule, plan) {
    const found = surveyOf(rule, plan);
    if (!found) return {};
    const { survey, question, response, person } = found;
    const viewer = 'request.viewer';
    const may = `mayAnswer${survey.className}(${viewer})`;
    const isOpenYet = person ? ` && !hasAnswered${survey.className}(database, ${viewer}, ${survey.variable}.id)` : '';
    return {
      subordinate: [question.table],
      tables: [answerTable(response)],
      domain: { [survey.table]: surveyDomain(found) },
      service: { [response.table]: [surveyService(found)] },
      routes: { [survey.table]: [surveyRoutes(found)] },
      actions: {
        [survey.table]: plan.pages
          ? [
              `${may}${isOpenYet} && { label: '${found.typed ? 'Fill in' : 'Answer the questions'}', action: \`/${survey.path}/\${${survey.variable}.id}/answer\`, tone: 'main' }`,
            ]
          : [],
      },
      parts: {
        [survey.table]: [
          `maySeeResultsOf${survey.className}(${viewer}${isOwn(rule.results) ? `, ${survey.variable}` : ''}) && ${survey.variable}Results(resultsOf${survey.className}(database, ${viewer}, ${survey.variable}.id))`,
        ],
        [response.table]: [`${response.variable}Answers(answersOf${response.className}(database, ${response.variable}.id))`],
      },
      pageFunctions: plan.pages ? surveyPages(found) : {},
      afterSeed: surveySeeds(found),
      tests: { [survey.table]: survey.inputs.length > 0 ? surveyTests(found) : [] },
      paths: [
        { method: 'get', path: `/api/${survey.path}/{id}/questions`, summary: `What ${lower(survey.plural)} ask` },
        { method: 'post', path: `/api/${survey.path}/{id}/answers`, summary: 'Answer all questions' },
        { method: 'get', path: `/api/${survey.path}/{id}/results`, summary: 'How often each answer was given' },
      ],
    } satisfies Contribution;
  },
};

// What was asked and answered, as it was: a response stays true when questions are changed later.
const answerTable = (response: RecordPlan): string => `CREATE TABLE ${response.table}_answer (
  response_id INTEGER NOT NULL REFERENCES ${response.sql} (id) ON DELETE CASCADE,
  question_id INTEGER NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (response_id, question_id)
) STRICT;`;

/** Nothing where the records are not tied as those of a survey are. */
function surveyOf(rule: SurveyRule, plan: Plan): Survey | undefined {
  const [survey, question, response] = [recordOf(plan, rule.survey), recordOf(plan, rule.question), recordOf(plan, rule.response)];
  const ofSurvey = question.inputs.find(({ references }) => references === survey.table);
  const toSurvey = response.fields.find(({ references }) => references === survey.table);
  const asked = question.inputs.find(
    ({ kind, isNullable, name }) => (kind === 'text' || kind === 'long-text') && !isNullable && !/^option_/.test(name),
  );
  const code = response.fields.find(({ setTo }) => setTo === 'code');
  const options = question.inputs
    .filter(({ name, kind }) => /^option_\d+$/.test(name) && kind === 'text')
    .map((text): SurveyOption => {
      const leads = question.inputs.find(({ name }) => name === `${text.name}_leads_to_id`);
      const points = question.inputs.find(({ name }) => name === `${text.name}_points`);
      return { text, ...(leads && { leads }), ...(points && { points }) };
    });
  if (!ofSurvey || !toSurvey || toSurvey.isInput || !asked || !code || options.length < 2 || response.inputs.length > 0) return undefined;
  return {
    rule,
    plan,
    survey,
    question,
    response,
    ofSurvey,
    asked,
    options,
    toSurvey,
    code,
    person: rule.person ? response.fields.find(({ name }) => name === rule.person) : undefined,
    leads: rule.leads ? { of: recordOf(plan, rule.leads.of), field: fieldOf(response, rule.leads.field) } : undefined,
    points: rule.points
      ? { field: fieldOf(response, rule.points.field), from: fieldOf(survey, rule.points.from), says: fieldOf(survey, rule.points.says) }
      : undefined,
    typed: rule.typed ? { kind: fieldOf(question, rule.typed.kind), needed: fieldOf(question, rule.typed.needed) } : undefined,
    answering: isOpen(plan, rule.by) ? [] : rolesOf(plan, rule.by),
  };
}
