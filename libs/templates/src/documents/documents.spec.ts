import { designOf } from '../design/design-of.js';
import { WISHES, type Wish } from '../design/wishes.testing.js';
import { blueprintOf } from './blueprint.js';
import { designOfBlueprint } from './blueprint-design.js';
import { planOf } from './plan.js';
import { readmeOf } from './readme.js';
import { understandingDocument } from './understanding.js';

const documentsOf = (wish: Wish, text: string = WISHES[wish]) => {
  const { design, understanding } = designOf('Test project', text);
  return {
    design,
    readme: readmeOf(design, understanding),
    account: understandingDocument(design, understanding),
    plan: planOf(design, understanding),
  };
};

describe('documents of a design', () => {
  it('say who may do which step', () => {
    const { readme } = documentsOf('helpdesk');
    expect(readme).toContain('- A ticket begins as submitted; managers may “Assign” (submitted → assigned)');
    expect(readme).toContain('agents may “Close” (submitted or assigned → closed)');
  });

  it('count those among the readers who bring a thing further', () => {
    expect(documentsOf('helpdesk').readme).toContain('| Tickets | customers (their own), agents | customers | customers (their own) |');
  });

  it('say what was asked for and is not there', () => {
    const { readme, account } = documentsOf(
      'garden',
      WISHES.garden.replace('see which plots are free', 'predict the weather of the summer'),
    );
    expect(readme).toContain('One thing that was asked for is not there');
    expect(readme).toContain('| Coordinators predict the weather of the summer. |');
    expect(account).toContain('Of 5 phrases, 3 are built, 1 is not built and 1 is no wish.');
  });

  it('name rules in words of people', () => {
    const { account } = documentsOf('garden');
    expect(account).toContain('Book plot');
    expect(account).toContain('Harvests over time');
    expect(account).not.toContain('bookPlot');
  });

  it('leave out what there is nothing to say of', () => {
    expect(documentsOf('helpdesk').account).not.toContain('What was assumed');
    expect(documentsOf('garden').account).toContain('| Bookings | from, until, note |');
  });

  it.each(Object.keys(WISHES) as Wish[])('begin their sentences with capitals and agree in number (%s)', (wish) => {
    const { plan } = documentsOf(wish);
    for (const sentence of [...plan.goals, ...plan.features.flatMap(({ acceptance }) => acceptance)]) {
      expect(sentence).toMatch(/^[“"A-Z]/);
      expect(sentence).not.toMatch(/\b(undefined|null)\b|\ba [aeio]|\ban [bcdfgjkpqtvwz]|^Soap are/);
    }
  });

  it.each(Object.keys(WISHES) as Wish[])('lose nothing of a design on its way through a blueprint (%s)', (wish) => {
    const { design } = documentsOf(wish);
    expect(designOfBlueprint(blueprintOf(design, []))).toEqual(design);
  });
});
