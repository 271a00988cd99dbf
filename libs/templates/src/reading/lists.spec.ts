import { readDescription } from './read-description.js';
import type { Clause } from './reading.types.js';
import { triplesOf } from './triples.testing.js';

const read = (text: string): string[] => triplesOf(readDescription(text));
const clausesOf = (text: string): Clause[] => readDescription(text).sentences.flatMap((sentence) => sentence.clauses);
const objectsOf = (text: string): string[] => clausesOf(text)[0]!.objects.map((object) => object.name);
const objectPhrases = (text: string) => clausesOf(text)[0]!.objects;
const complementsOf = (text: string): string[] =>
  clausesOf(text)[0]!.complements.map(({ preposition, phrase }) => `${preposition} ${phrase.name}`);

describe('lists', () => {
  it('go on behind a unit and behind a clause on one of their nouns', () => {
    expect(objectsOf('Every lamp has a name, a price in euros and the number in stock.')).toEqual(['name', 'price', 'number']);
    expect(objectsOf('Each boat has a name, the number of people who fit in and a price per day.')).toEqual(['name', 'number', 'price']);
  });

  it('keep what is listed with "with" together, also before another sentence', () => {
    expect(complementsOf('Salespeople keep contacts with a name, an email and the town.')).toEqual([
      'with name',
      'with email',
      'with town',
    ]);
    const text = 'Coaches write plans with a title, a description and exercises, and each plan has a level.';
    expect(complementsOf(text)).toEqual(['with title', 'with description', 'with exercise']);
    expect(read(text)).toEqual(['coach|write|plan', 'plan|have|level']);
  });

  it('note the unit with what it measures', () => {
    const [parcel] = clausesOf('Each parcel has a weight in grams, a height in cm and a colour.');
    expect(parcel!.objects.map(({ name, remark }) => [name, remark])).toEqual([
      ['weight', 'grams'],
      ['height', 'cm'],
      ['colour', undefined],
    ]);
  });

  it('end what hangs on one of several with it', () => {
    expect(objectsOf('A dish has a name, a list of parts with amounts, cooking time in minutes, and steps.')).toEqual([
      'name',
      'list',
      'cooking time',
      'step',
    ]);
    expect(readDescription('Each plot has:\n- an area in m²').sentences[1]!.clauses[0]!.objects[0]!.remark).toBe('m²');
  });

  it('stand between dashes', () => {
    const [clause, second] = clausesOf('Runners post tours - date, place, distance - and members say who comes.');
    expect(clause!.objects[0]!.examples.map((example) => example.name)).toEqual(['date', 'place', 'distance']);
    expect(second).toMatchObject({ verb: 'say', subjects: [{ name: 'member' }] });
  });

  it('leave units in parentheses as they are', () => {
    const [, temperature] = objectPhrases('A sample has a weight in kg, a temperature (°C or °F) and a status (open or closed).');
    expect(temperature).toMatchObject({ name: 'temperature', remark: '°C or °F', examples: [] });
    const [, size] = objectPhrases('A shirt has a price and a size (S, M, L).');
    expect(size!.examples.map((example) => example.text)).toEqual(['S', 'M', 'L']);
    expect(clausesOf('Show a map, coloured by depth.')[1]).toMatchObject({
      kind: 'participle',
      verb: 'colour',
      objects: [{ name: 'map' }],
    });
  });

  it('lead back to the objects behind a comma', () => {
    expect(objectsOf('The manager sees a report of sales with the sum of values, and a list of tasks.')).toEqual(['report', 'list']);
  });

  it('tell what each of several has', () => {
    expect(read('The site shows a gallery of bridges, each with a name, a year and a photo.')).toEqual([
      'site|show|gallery',
      'bridge|have|name',
      'bridge|have|year',
      'bridge|have|photo',
    ]);
  });

  it('hold nouns that are verbs elsewhere', () => {
    expect(read('The site shows news, matches and data.')).toEqual(['site|show|news', 'site|show|match', 'site|show|data']);
    const [listed] = clausesOf('Owners see their links, including access counts and access records.');
    expect(listed!.objects[0]!.examples.map((example) => example.name)).toEqual(['access count', 'access record']);
    expect(read('The tool provides game and store information.')).toEqual([
      'tool|provide|game information',
      'tool|provide|store information',
    ]);
    expect(read('It should have error handling and debugging capabilities.')).toEqual(['||error handling', '||debugging']);
  });

  it('hold names that begin like a verb', () => {
    const examples = (text: string): string[] => clausesOf(text)[0]!.objects[0]!.examples.map((example) => example.name);
    expect(examples('Fans see details, including authors, cure rate and update status.')).toEqual(['author', 'cure rate', 'update status']);
    expect(read('The site should include a home page, work experience page, and travel page.')).toEqual([
      'site|include|page',
      'site|include|work experience page',
      'site|include|travel page',
    ]);
    expect(read('It has functions such as code search, word marking and code folding.')).toEqual([
      '||code search',
      '||word marking',
      '||code folding',
    ]);
    expect(read('Users upload text, and list unused rules.')).toEqual(['user|upload|text', 'user|list|rule']);
    expect(read('It works by reducing loading time and buffering time.')).toContain('|reduce|buffering time');
  });

  it('of features go on behind where one of them is', () => {
    expect(
      read('Please build a shop with features such as a list on the homepage, a map of branches, and sorting by name and date.'),
    ).toEqual(['||shop', '||list', '||map', '|sort|']);
  });

  it('of features hold acts', () => {
    expect(read('It has functions such as login, sending parcels, and tracking them.')).toEqual(['||login', '|send|parcel', '|track|them']);
    expect(read('It should have functionalities for loading maps, picking layer tools, and saving views.')).toEqual([
      '|load|map',
      '|pick|layer tool',
      '|save|view',
    ]);
  });

  it('follow a colon behind "includes"', () => {
    expect(objectsOf('An event includes: title, date, number of seats.')).toEqual(['title', 'date', 'number']);
    const [ingredient] = clausesOf('Each soup has ingredients (with amounts) and a photo.')[0]!.objects;
    expect(ingredient).toMatchObject({ examples: [], remark: 'with amounts' });
  });

  it('that are numbered go on with who acts', () => {
    expect(read('Users can (1) search for rooms, (2) book them, and (3) pay online.')).toEqual([
      'user|search|',
      'user|book|them',
      'user|pay|',
    ]);
  });

  it('name pages by phrases', () => {
    const text = 'Please redesign a site, including home, about us, prices, and contact us pages.';
    expect(clausesOf(text)[0]!.objects[0]!.examples.map((example) => example.name)).toEqual([
      'home',
      'about us',
      'price',
      'contact us page',
    ]);
  });

  it('say nothing by the word that announces them', () => {
    const [menu] = clausesOf('The site has a menu, including features such as home and about us.')[0]!.objects;
    expect(menu!.examples.map((example) => example.name)).toEqual(['home', 'about us']);
  });

  it('give the two ends of a time one noun', () => {
    expect(objectsOf('Guests choose check-in and check-out dates.')).toEqual(['check-in date', 'check-out date']);
    expect(objectsOf('Guests choose a start and end time.')).toEqual(['start time', 'end time']);
    expect(objectsOf('Tasks have a name and due date.')).toEqual(['name', 'due date']);
  });

  it('end before the main clause that goes on behind a comma', () => {
    expect(read('Users find the tools they need, and reserve them.')).toEqual(['user|find|tool', 'they|need|tool', 'user|reserve|them']);
  });

  it('are values behind a colon of what stands right before it', () => {
    const [clause] = clausesOf('For every client they write down offers with a price and a stage: open, won or lost.');
    expect(clause).toMatchObject({ verb: 'write down', objects: [{ name: 'offer', examples: [] }] });
    expect(clause!.complements.at(-1)!.phrase.examples.map((example) => example.name)).toEqual(['open', 'won', 'lost']);
  });
});

describe('what comes before', () => {
  it('is a point in time where another sentence is joined', () => {
    expect(read('Students hand in homework before a deadline and teachers grade it.')).toEqual([
      'student|hand in|homework',
      'teacher|grade|it',
    ]);
    expect(read('Pupils hand in work until a deadline, and teachers give marks.')).toEqual(['pupil|hand in|work', 'teacher|give|mark']);
    expect(complementsOf('Teams consist of a captain and up to eleven players.')).toEqual(['of captain', 'of player']);
  });
});

describe('verbs in a row', () => {
  it('act on what was acted on before, where the last adds something', () => {
    expect(read('Users can upload pictures, crop, turn, and add captions.').slice(0, 2)).toEqual([
      'user|upload|picture',
      'user|crop|picture',
    ]);
    expect(read('Users can manage rooms, add, and delete beds.')).toEqual(['user|manage|room', 'user|add|bed', 'user|delete|bed']);
  });

  it('all act on what the first acts on, where the last has nothing', () => {
    expect(read('Users can open models, rotate, zoom, and save.').slice(1)).toEqual([
      'user|rotate|model',
      'user|zoom|model',
      'user|save|model',
    ]);
  });

  it('keep a preposition of their own', () => {
    expect(clausesOf('Members can comment on and like posts.')).toMatchObject([
      { verb: 'comment', objects: [], complements: [{ preposition: 'on', phrase: { name: 'post' } }] },
      { verb: 'like', objects: [{ name: 'post' }] },
    ]);
    expect(read('Users clean up old lists and listen to voice menus.')).toEqual(['user|clean up|list', 'user|listen|']);
  });

  it('are none behind a single thing with its article', () => {
    expect(read('Please implement a picture overlay website.')).toEqual(['||picture overlay website']);
    expect(read('Owners let a guest book a room.')).toEqual(['guest|book|room']);
  });

  it('leave a question behind a comma, and go on with another', () => {
    expect(
      clausesOf('Families post what they have, ask for what they need, and agree on a price.').map(({ kind, verb }) => `${kind} ${verb}`),
    ).toEqual(['main post', 'question have', 'main ask', 'question need', 'main agree']);
    expect(read('You see which machines are free, which are broken and who repairs them.').slice(1)).toEqual([
      'machine|be|',
      '|break|machine',
      'who|repair|them',
    ]);
    expect(read('The warden sees rooms that were booked but not used.').slice(1)).toEqual(['|book|room', '|use|room']);
  });

  it('are done by nobody where "by" only orders', () => {
    expect(clausesOf('Songs can be sorted by title or length.')).toMatchObject([
      { verb: 'sort', subjects: [], complements: [{ phrase: { name: 'title' } }, { phrase: { name: 'length' } }] },
    ]);
  });

  it('ask what is kept of each', () => {
    const clauses = clausesOf('Keep a list of plants, when they were last watered and how often they need water.');
    expect(clauses.slice(1)).toMatchObject([
      { kind: 'question', verb: 'water', isPassive: true },
      { kind: 'question', verb: 'need' },
    ]);
  });
});

describe('results', () => {
  it('follow one another', () => {
    expect(clausesOf('The staff mark parcels as packed and then as shipped.')).toMatchObject([
      { verb: 'mark', results: ['packed', 'shipped'] },
    ]);
  });

  it('are states that a preposition tells', () => {
    expect(clausesOf('The librarian marks it as out of order.')).toMatchObject([{ verb: 'mark', results: ['out of order'] }]);
  });

  it('answer a question in parentheses', () => {
    const clauses = clausesOf('I log swims with a date and how it felt (easy, fine, hard).');
    expect(clauses.at(-1)).toMatchObject({ kind: 'question', verb: 'feel', results: ['easy', 'fine', 'hard'] });
  });
});

describe('subjects', () => {
  it('reach over what hangs on them', () => {
    expect(read('The head of the school invites parents.')).toEqual(['head|invite|parent']);
    expect(read('Letters from outside have a due date.')).toEqual(['letter|have|due date']);
    expect(read('Swims with a length of zero make no sense.')).toEqual(['swim|make|sense']);
    expect(read('Only the two of them can read these.')).toEqual(['them|read|these']);
  });

  it('are people even where their first word can be a verb', () => {
    expect(read('Shop owners register and add a listing.')).toEqual(['shop owner|register|', 'shop owner|add|listing']);
    expect(read('Salespeople add deals with a value.')).toEqual(['salesperson|add|deal']);
    expect(read('Hosts offer rooms in their homes.')).toEqual(['host|offer|room']);
    expect(read('Members like helpful replies.')).toEqual(['member|like|reply']);
  });

  it('own what is named behind them', () => {
    const [clause] = clausesOf("Players view each other's scores.");
    expect(clause).toMatchObject({ verb: 'view', objects: [{ name: 'score', possessor: { head: 'each other' } }] });
    expect(read("Guests browse others' pictures.")).toEqual(['guest|browse|picture']);
    expect(read('Clerks check phone recharge orders.')).toEqual(['clerk|check|phone recharge order']);
  });

  it('are asked about', () => {
    const text = 'The warden sees how much water each garden used by month, which gardens use the most, and the cost.';
    expect(read(text)).toEqual(expect.arrayContaining(['garden|use|water', 'garden|use|most']));
  });
});

describe('small words', () => {
  it('say how many about, what for and how long before', () => {
    expect(clausesOf('A shift needs at least two and at most five people.')[0]!.objects).toMatchObject([
      { name: 'people', count: 'at least two and at most five' },
    ]);
    expect(read("Walkers see today's walks.")).toEqual(['walker|see|walk']);
    expect(read('Show us overdue bills and the total.')).toEqual(['|show|bill', '|show|total']);
    expect(read('The house has approximately 20 rooms.')).toEqual(['house|have|room']);
    expect(read('Please build a page for a choir, used to show dates.')).toEqual(['||page', '|show|date']);
    expect(clausesOf('It sends a reminder one day before the loan is due.')[0]).toMatchObject({
      objects: [{ name: 'reminder' }],
      adverbs: ['one day'],
    });
    expect(read('The app supports both single and group chats.')).toEqual(['app|support|group chat']);
  });

  it('stand between subject and verb', () => {
    expect(read('Members only see their own loans.')).toEqual(['member|see|loan']);
  });

  it('belong to their verb', () => {
    expect(read('Guests fill in the form.')).toEqual(['guest|fill in|form']);
    expect(read('Nurses write down doses.')).toEqual(['nurse|write down|dose']);
  });

  it('stand for what was named', () => {
    expect(read('Clients get invoices. Overdue ones are listed.')).toEqual(['client|get|invoice', '|list|invoice']);
    expect(read('People search for a shop and read its hours.')).toEqual(['people|search|', 'people|read|hour']);
    const hours = clausesOf('People browse the site, search for a shop and read its hours.').at(-1)!.objects[0]!;
    expect(hours.possessor!.refersTo!.name).toBe('shop');
  });

  it('compare', () => {
    expect(read('Nobody can order more than there is.')).toEqual(['nobody|order|']);
  });
});
