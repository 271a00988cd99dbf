import { mutantsOf } from './bench-mutations.ts';

const changes = (source: string): string[] => mutantsOf('a.ts', source).map(({ what }) => what);

describe('mutants of a file', () => {
  it('change both sides of a boundary, and whether it is asked at all', () => {
    expect(changes('if (days > 14) throw tooLong();')).toEqual([
      'days > 14 → true',
      'days > 14 → false',
      '> → >=',
      '> → <',
      '14 → 15',
      'throw tooLong(); → {}',
    ]);
  });

  it('change conditions of statements in strings', () => {
    expect(changes('const rows = all(`SELECT 1 FROM loan WHERE due_on < ? AND returned_on IS NULL`);')).toEqual([
      '< → <=',
      'AND → OR',
      'IS NULL → IS NOT NULL',
    ]);
  });

  it('change states that are compared, and closed sets', () => {
    expect(changes("const isOpen = state === 'open';")).toEqual(['=== → !==', "'open' → '~'"]);
    expect(changes("const STATES = ['open'] as const;")).toEqual(["'open' → '~'"]);
  });

  it('leave out what an object tells, and swap values of a statement', () => {
    expect(changes('const loan = { dueOn: row.due_on as string };')).toEqual(['row.due_on as string → undefined']);
    expect(changes('const { changes } = update.run(values.from, values.to, id);')).toEqual([
      'values.from, values.to → values.to, values.from',
      'values.to, id → id, values.to',
    ]);
  });

  it('leave types, imports and what is only said alone', () => {
    expect(changes("import { a } from './a.ts';\ntype Kind = 'open' | 'closed';\nconst refusal = conflict('There are 2 left');")).toEqual(
      [],
    );
  });

  it('say where they are', () => {
    const [mutant] = mutantsOf('a.ts', '\n\nconst most = 5;');
    expect(mutant).toEqual({ path: 'a.ts', line: 3, start: 15, end: 16, text: '6', what: '5 → 6' });
  });
});
