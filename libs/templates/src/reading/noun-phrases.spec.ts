import { readDescription } from './read-description.js';
import type { Clause, NounPhrase } from './reading.types.js';

const clausesOf = (text: string): Clause[] => readDescription(text).sentences.flatMap((sentence) => sentence.clauses);
const objectOf = (text: string): NounPhrase => clausesOf(text)[0]!.objects[0]!;

describe('noun phrases', () => {
  it('are named by their compound, without articles and plain adjectives, in the singular', () => {
    const phrase = objectOf('Members rent the beautiful garden plots.');
    expect(phrase).toMatchObject({
      head: 'plot',
      name: 'garden plot',
      text: 'beautiful garden plots',
      isPlural: true,
      determiner: 'the',
      adjectives: ['beautiful'],
    });
  });

  it('keep adjectives that make the name', () => {
    const names = clausesOf('Tasks have a due date, a first name, a daily price and a big room.')[0]!.objects.map((object) => object.name);
    expect(names).toEqual(['due date', 'first name', 'daily price', 'room']);
    expect(objectOf('Guests copy short URLs.').name).toBe('short url');
    expect(objectOf('Each bed has a sunny or shady corner.')).toMatchObject({ name: 'corner', adjectives: ['sunny', 'shady'] });
  });

  it('know whose they are', () => {
    expect(objectOf("Managers see the member's loans.").possessor).toMatchObject({ head: 'member' });
    expect(objectOf('Members see their loans.').possessor).toMatchObject({ isPronoun: true, head: 'their' });
  });

  it('take what "of" ties to them', () => {
    expect(objectOf('Owners set the price of a tool.').complements).toMatchObject([{ preposition: 'of', phrase: { name: 'tool' } }]);
    expect(clausesOf('Landlords list rent, number of rooms and photos.')[0]!.objects.map((object) => object.name)).toEqual([
      'rent',
      'number',
      'photo',
    ]);
  });

  it('tell choices in parentheses from remarks and units', () => {
    expect(objectOf('Tasks have a priority (low, medium or high).').examples.map((example) => example.name)).toEqual([
      'low',
      'medium',
      'high',
    ]);
    expect(objectOf('Parcels have a weight (kg or lb).')).toMatchObject({ remark: 'kg or lb', examples: [] });
    expect(objectOf('Tools have a photo (optional).')).toMatchObject({ remark: 'optional', examples: [] });
    expect(objectOf("Accounts have a role (enum: 'admin', 'guest').").examples.map((example) => example.name)).toEqual(['admin', 'guest']);
  });

  it.each(['such as', 'like', 'including'])('take examples after "%s"', (marker) => {
    expect(objectOf(`Members store details ${marker} phone numbers, addresses and notes.`).examples.map((example) => example.name)).toEqual(
      ['phone number', 'address', 'note'],
    );
  });

  it('count', () => {
    expect(objectOf('Classes have a maximum of 12 participants.')).toMatchObject({ name: 'participant', count: 'a maximum of 12' });
    expect(objectOf('Members borrow at most three tools.')).toMatchObject({ name: 'tool', count: 'at most three' });
    expect(objectOf('An order has one or more lines.')).toMatchObject({ name: 'line', count: 'one or more' });
  });

  it('share a head where one is shared', () => {
    expect(clausesOf('Admins manage user and order information.')[0]!.objects.map((object) => object.name)).toEqual([
      'user information',
      'order information',
    ]);
    expect(clausesOf('Books have title, author and publication year.')[0]!.objects.map((object) => object.name)).toEqual([
      'title',
      'author',
      'publication year',
    ]);
  });

  it('are what a name before a colon or dash is followed by', () => {
    for (const sign of [':', ' –', ' -']) {
      expect(objectOf(`**Loan**${sign} tool, member, due date`)).toMatchObject({
        name: 'loan',
        examples: [{ name: 'tool' }, { name: 'member' }, { name: 'due date' }],
      });
    }
  });
});
