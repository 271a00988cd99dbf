import type { EnquiryRule } from '../../design/design.types.js';
import { recordOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';

/** Visitors write; the first role reads. After sending, the page says what happens next. */
export const enquiryKit: Kit<EnquiryRule> = {
  name: 'enquiry',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    const path = `/${record.path}/thank-you`;
    if (!plan.pages) return {};
    return {
      landing: { [record.table]: `'${path}'` },
      // A contact page leads there itself.
      navigation:
        plan.people && !plan.design.pages.some(({ kind }) => kind === 'contact')
          ? [
              {
                label: record.createLabel === 'Send' ? 'Write to us' : record.createLabel,
                href: `/${record.path}/new`,
                may: 'viewer === undefined',
              },
            ]
          : [],
      firstRoutes: { [record.table]: [`  router.get('${path}', (request) => page(${record.variable}ThanksPage(request)));`] },
      pageFunctions: {
        [record.table]: [
          `/** For somebody who has written and cannot read what others wrote. */
export function ${record.variable}ThanksPage(request: WebRequest): Html {
  return inFrame(request, { title: 'Thank you', body: pageHead({ title: 'Thank you', text: 'It has arrived. We answer as soon as we can.' }) });
}`,
        ],
      },
      tests: {
        [record.table]: plan.people
          ? [
              `test('given a visitor writes, it arrives, and she is thanked without seeing what others wrote', async (t) => {
  const { database, as } = await startApp(t);
  assert.equal((await as().get('/${record.path}/new')).status, 200);
  const sent = await as().post('/${record.path}', ${record.variable}Sample(database));
  assert.match(sent.headers.get('location')!, /^\\/${record.path}\\/thank-you/);
  assert.equal((await as().get('${path}')).status, 200);
  assert.equal((await as().get('/api/${record.path}')).status, 401);
  assert.equal((await as(firstPerson(database)).get('/api/${record.path}')).json().total, 1);
});`,
            ]
          : [],
      },
    } satisfies Contribution;
  },
};
