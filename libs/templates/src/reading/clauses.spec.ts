import { readDescription } from './read-description.js';
import type { Clause } from './reading.types.js';
import { triplesOf } from './triples.testing.js';

const read = (text: string): string[] => triplesOf(readDescription(text));
const clausesOf = (text: string): Clause[] => readDescription(text).sentences.flatMap((sentence) => sentence.clauses);

describe('clauses', () => {
  it('tell verbs from nouns by what stands around', () => {
    expect(read('Users book rooms.')).toEqual(['user|book|room']);
    expect(read('Users read the book.')).toEqual(['user|read|book']);
    expect(read('The owner reports damage.')).toEqual(['owner|report|damage']);
    expect(read('The reports show damage.')).toEqual(['report|show|damage']);
    expect(read('Members can search tools, order parts and view order history.')).toEqual([
      'member|search|tool',
      'member|order|part',
      'member|view|order history',
    ]);
    expect(read('Members manage tools, order history and user groups.')).toEqual([
      'member|manage|tool',
      'member|manage|order history',
      'member|manage|user group',
    ]);
  });

  it('are of people, whatever these have or come from', () => {
    expect(read('Readers with an account leave comments and like them.')).toEqual(['reader|leave|comment', 'reader|like|them']);
    expect(read('Members of a club borrow books.')).toEqual(['member|borrow|book']);
  });

  it('share subject and object in a coordination', () => {
    expect(read('Staff can create, edit and delete events.')).toEqual(['staff|create|event', 'staff|edit|event', 'staff|delete|event']);
    expect(read('Guests log in, pay, and rate the host.')).toEqual(['guest|log in|', 'guest|pay|', 'guest|rate|host']);
  });

  it('ask what is told, whenever it is told', () => {
    const [tell, need] = clausesOf('Tell me each day which plants need water.');
    expect(tell).toMatchObject({ verb: 'tell', adverbs: ['each day'] });
    expect(need).toMatchObject({ kind: 'question', verb: 'need', subjects: [{ name: 'plant' }], objects: [{ name: 'water' }] });
  });

  it('turn the passive around', () => {
    expect(clausesOf('Offers are approved by managers.')).toMatchObject([
      { verb: 'approve', isPassive: true, subjects: [{ name: 'manager' }], objects: [{ name: 'offer' }] },
    ]);
    expect(clausesOf('Guests are reminded by e-mail.')).toMatchObject([
      { subjects: [], complements: [{ preposition: 'by', phrase: { name: 'e-mail' } }] },
    ]);
  });

  it('keep modal and negation', () => {
    const modals = ['can', 'may', 'must'].map((modal) => clausesOf(`Guests ${modal} leave reviews.`)[0]!.modal);
    expect(modals).toEqual(['can', 'may', 'must']);
    expect(clausesOf('Guests are allowed to leave.')[0]).toMatchObject({ verb: 'leave', modal: 'may', isNegative: false });
    expect(clausesOf('Guests cannot edit rooms.')[0]).toMatchObject({ verb: 'edit', isNegative: true });
    expect(clausesOf('Nobody sees drafts.')[0]).toMatchObject({ isNegative: true });
    expect(clausesOf('Guests look around without logging in.')[1]).toMatchObject({ verb: 'log in', isNegative: true });
  });

  it('keep what something becomes', () => {
    expect(clausesOf('Helpers mark it repaired, hopeless or waiting for parts.')[0]!.results).toEqual([
      'repaired',
      'hopeless',
      'waiting for parts',
    ]);
    expect(clausesOf('The kitchen marks each order as ready.')[0]).toMatchObject({ objects: [{ name: 'order' }], results: ['ready'] });
    expect(clausesOf('Playlists are public or private.')[0]).toMatchObject({ verb: 'be', results: ['public', 'private'] });
  });

  it('tie relative clauses to their noun', () => {
    expect(clausesOf('Members who are late pay a fine.')).toMatchObject([
      { kind: 'relative', about: { name: 'member' } },
      { kind: 'main', verb: 'pay' },
    ]);
    expect(clausesOf('Show a page that lists open tasks.')[1]).toMatchObject({
      kind: 'relative',
      about: { name: 'page' },
      subjects: [{ name: 'page' }],
      verb: 'list',
    });
    expect(clausesOf('We see photos of the people they follow.')[1]).toMatchObject({
      about: { name: 'people' },
      objects: [{ name: 'people' }],
    });
    expect(clausesOf('Build an app called Sprout.')).toMatchObject([
      { kind: 'fragment', objects: [{ name: 'app' }] },
      { kind: 'participle', verb: 'call', about: { name: 'app' } },
    ]);
    expect(clausesOf('Courses taught by teachers end in June.')[0]).toMatchObject({
      kind: 'participle',
      about: { name: 'course' },
      subjects: [{ name: 'teacher' }],
    });
  });

  it('tell conditions and purposes', () => {
    expect(clausesOf('If a slot is full, guests wait.')).toMatchObject([
      { kind: 'condition', verb: 'be', results: ['full'] },
      { kind: 'main', verb: 'wait' },
    ]);
    expect(clausesOf('Each item gets a code so that its owner finds it.')[1]).toMatchObject({
      kind: 'purpose',
      parent: 0,
      verb: 'find',
      subjects: [{ name: 'owner' }],
    });
  });

  it('read what is asked', () => {
    expect(clausesOf('Coordinators see which plots are free.')).toMatchObject([
      { verb: 'see', objects: [{ name: 'plot', determiner: 'which' }] },
      { kind: 'question', parent: 0, verb: 'be', results: ['free'] },
    ]);
    expect(read('Each visitor sees where their item stands.')).toEqual(['visitor|see|', 'item|stand|']);
    expect(read('The treasurer sees how many tools were lent and who paid.')).toEqual(['treasurer|see|tool', '|lend|tool', 'who|pay|']);
  });

  it('say who speaks, and that something is refused', () => {
    expect(read('As a librarian, I want to register books.')).toEqual(['librarian|register|book']);
    expect(clausesOf('The app should not allow two people to book the same slot.')).toMatchObject([
      { verb: 'book', isNegative: true, subjects: [{ name: 'people' }] },
    ]);
    expect(read('Whoever accepts a request gets the address.')).toEqual(['whoever|accept|request', 'whoever|get|address']);
  });

  it('are not misled by plurals within names, nor by two verbs with one object', () => {
    expect(read('Our scouts group rents out tents.')).toEqual(['scouts group|rent out|tent']);
    expect(read('Neighbours offer and request help.')).toEqual(['neighbour|offer|help', 'neighbour|request|help']);
    expect(read('We use Express and Redis.')).toEqual(['we|use|express', 'we|use|redis']);
    expect(read('The site has functions such as story display, actor showcase and quizzes.')).toEqual([
      '||story display',
      '||actor showcase',
      '||quiz',
    ]);
  });

  it('give gerunds whoever acts', () => {
    expect(read('Editors change maps, including adding paths and wells.')).toEqual([
      'editor|change|map',
      'editor|add|path',
      'editor|add|well',
    ]);
    expect(read('Guests enter the quiz by scanning a code.')).toEqual(['guest|enter|quiz', 'guest|scan|code']);
  });

  it('take particles to their verb', () => {
    expect(read('Staff check tools in and out.')).toEqual(['staff|check in|tool', 'staff|check out|tool']);
    expect(read('Parents sign their kids up for camps.')).toEqual(['parent|sign up|kid']);
    expect(clausesOf('Staff check them in and out.').map((clause) => clause.verb)).toEqual(['check in', 'check out']);
    expect(clausesOf('Runners sign up.')[0]!.verb).toBe('sign up');
  });

  it('keep times and ways as adverbs', () => {
    expect(clausesOf('Every month the treasurer prints a report.')[0]).toMatchObject({ verb: 'print', adverbs: ['every month'] });
    expect(clausesOf('The café is open once a month.')[0]!.adverbs).toEqual(['once a month']);
    expect(clausesOf('Only admins delete rooms.')[0]!.adverbs).toEqual(['only']);
    expect(
      clausesOf('Plan the week with friends in a calendar.')[0]!.complements.map((each) => `${each.preposition} ${each.phrase.name}`),
    ).toEqual(['with friend', 'in calendar']);
  });
});
