import { whatItIs } from './what-it-is';

const plan = { summary: 'Lends tools.', features: [{ name: 'Borrow a tool', description: '', acceptance: [] }] };

it('tells what is built and what is not from the description, where the engine says what became of it', () => {
  const phrases = [
    { text: ' members borrow tools, and ', outcome: 'BUILT' },
    { text: 'and pay by credit card', outcome: 'NOT_BUILT', reason: 'It takes no money.' },
    { text: '. ', outcome: 'BUILT' },
    { text: 'Thanks', outcome: 'IGNORED' },
  ];
  expect(whatItIs(plan, phrases)).toEqual({
    summary: 'Lends tools.',
    can: ['Members borrow tools.'],
    lacks: [{ text: 'Pay by credit card.', reason: 'It takes no money.' }],
    isProven: true,
  });
});

it('tells what was planned where no engine says more', () => {
  expect(whatItIs(plan, [])).toMatchObject({ can: ['Borrow a tool.'], lacks: [], isProven: false });
});
