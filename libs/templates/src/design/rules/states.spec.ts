import { designOf } from '../design-of.js';

const lifecyclesOf = (text: string) => {
  const { design } = designOf('Own words', text);
  return design.rules.flatMap((rule) =>
    rule.kit === 'lifecycle' ? [{ rule, record: design.records.find(({ table }) => table === rule.record) }] : [],
  );
};

describe('states', () => {
  it('are of records that are kept', () => {
    const all = lifecyclesOf(
      'A quiz night: the host creates rounds with questions, teams answer, the host marks answers as right or wrong.',
    );
    expect(all.filter(({ record }) => !record)).toEqual([]);
  });

  it('leave who reported something as it is when it is assigned and put back', () => {
    const all = lifecyclesOf(
      'A helpdesk for a town: citizens report broken lamps with place and photo, the department assigns them to a team.',
    );
    const [assign] = all.flatMap(({ rule }) => rule.steps.filter(({ takes }) => takes));
    expect(assign).toMatchObject({ takes: 'assignee_id' });
    for (const { rule, record } of all)
      for (const { releases } of rule.steps)
        if (releases) expect(record!.fields.find(({ name }) => name === releases)).not.toHaveProperty('setTo');
  });
});
