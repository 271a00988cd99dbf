import { designOf } from './design-of.js';

const read = (text: string) => {
  const { design, understanding } = designOf('Own words', text);
  return {
    records: design.records.map(({ name }) => name),
    roles: design.roles.map(({ name }) => name),
    kind: design.kind,
    first: understanding.phrases[0]!,
  };
};

describe('whose project it is', () => {
  it.each([
    ['A small museum wants to manage its exhibitions. Visitors book a guide.', 'Exhibition', /museum/i],
    ['Our football club wants to organise trainings. Coaches create trainings with a date and a place.', 'Training', /club/i],
  ])('%s', (text, kept, host) => {
    const { records, roles, first } = read(text);
    expect(first).toMatchObject({ outcome: 'IGNORED', reason: 'Read as what the project is' });
    expect(records).toContain(kept);
    expect([...roles, ...records].filter((name) => host.test(name))).toEqual([]);
  });

  it('is said by those who run it', () => {
    const { records, first } = read('We run an animal shelter. Keepers add animals with a name, a species and an age.');
    expect(first).toMatchObject({ outcome: 'IGNORED', reason: 'Read as what the project is' });
    expect(records).toEqual(['Animal']);
  });

  it('keeps what its website is to have, and not itself', () => {
    expect(read('A choir needs a website with concerts and rehearsals. Singers add concerts with a date.').records).toEqual([
      'Concert',
      'Rehearsal',
    ]);
  });

  it('leaves what an organisation sells to the readers of acts', () => {
    expect(read('A bakery wants to sell cakes online. Customers order cakes.').first.outcome).not.toBe('IGNORED');
  });

  it('calls a library that lends a place of booking', () => {
    expect(read('A toy library: parents borrow toys and return them after two weeks.').kind).toBe('booking');
    expect(read('A library of recipes. Cooks add recipes with ingredients.').kind).toBe('directory');
  });
});
