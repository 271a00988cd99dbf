import {
  article,
  camel,
  gerund,
  isPlural,
  kebab,
  pascal,
  pastParticiple,
  plural,
  sentenceCase,
  singular,
  snake,
  thirdPerson,
  titleCase,
} from './words.js';

describe('the forms of a word', () => {
  it.each([
    ['lenses', 'lens'],
    ['canvases', 'canvas'],
    ['buses', 'bus'],
    ['calories', 'calorie'],
    ['hunches', 'hunch'],
    ['quizzes', 'quiz'],
    ['leaves', 'leaf'],
    ['knives', 'knife'],
    ['criteria', 'criterion'],
    ['caches', 'cache'],
    ['headaches', 'headache'],
    ['movies', 'movie'],
    ['cookies', 'cookie'],
    ['warehouses', 'warehouse'],
    ['exercises', 'exercise'],
    ['purchases', 'purchase'],
    ['analyses', 'analysis'],
    ['biases', 'bias'],
    ['addresses', 'address'],
    ['gloves', 'glove'],
    ['tomatoes', 'tomato'],
    ['bookshelves', 'bookshelf'],
    ['salespeople', 'salesperson'],
    ['order lines', 'order line'],
  ])('makes one of many, and many of one: %s, %s', (many, one) => {
    expect(singular(many)).toBe(one);
    expect(plural(one)).toBe(many);
    expect(isPlural(many)).toBe(true);
    expect(isPlural(one)).toBe(false);
  });

  it.each(['news', 'series', 'staff', 'data', 'media', 'equipment', 'software', 'social media', 'analytics', 'logistics', 'premises'])(
    'leaves %s alone',
    (word) => {
      expect(singular(word)).toBe(word);
      expect(plural(word)).toBe(word);
    },
  );

  it('does not take an end in -s for many', () => {
    expect(['lens', 'gas', 'status', 'basis', 'chaos', 'diagnosis', 'hepatitis', 'metropolis'].map(singular)).toEqual([
      'lens',
      'gas',
      'status',
      'basis',
      'chaos',
      'diagnosis',
      'hepatitis',
      'metropolis',
    ]);
  });

  it('grows at the noun where a preposition follows', () => {
    expect(plural('date of birth')).toBe('dates of birth');
    expect(plural('Point of interest')).toBe('Points of interest');
  });

  it('says an article as it sounds', () => {
    const an = 'hour|umbrella|SMS|FAQ|API|honest answer|8-day pass|x-ray|uninteresting talk'.split('|');
    const a = 'user|union|unit|URL|one-off|European city|house|PIN|ewe|usual day|hotel'.split('|');
    expect(an.filter((words) => article(words) !== 'an')).toEqual([]);
    expect(a.filter((words) => article(words) !== 'a')).toEqual([]);
  });

  it('writes names for people', () => {
    expect(['due_date', 'photoUrl', 'order-line', 'T-shirt size', 'check-in date', 'check-ins', 'faq'].map(sentenceCase)).toEqual([
      'Due date',
      'Photo URL',
      'Order line',
      'T-shirt size',
      'Check-in date',
      'Check-ins',
      'FAQ',
    ]);
    expect(titleCase('house of cards')).toBe('House of Cards');
  });

  it('writes names for code', () => {
    expect([kebab, snake, camel, pascal].map((write) => write("Crème brûlée's price"))).toEqual([
      'creme-brulees-price',
      'creme_brulees_price',
      'cremeBruleesPrice',
      'CremeBruleesPrice',
    ]);
  });

  it('bends verbs', () => {
    const verbs = ['cancel', 'ship', 'visit', 'lie', 'see', 'tie', 'write', 'sign up', 'picnic', 'edit', 'commit'];
    expect(verbs.map(gerund)).toEqual(
      'cancelling shipping visiting lying seeing tying writing signing+up picnicking editing committing'
        .split(' ')
        .map((word) => word.replace('+', ' ')),
    );
    expect(['cancel', 'ship', 'lend', 'pay', 'check in', 'offer', 'carry', 'reply', 'play', 'refer'].map(pastParticiple)).toEqual([
      'cancelled',
      'shipped',
      'lent',
      'paid',
      'checked in',
      'offered',
      'carried',
      'replied',
      'played',
      'referred',
    ]);
    expect(['carry', 'go', 'have', 'watch', 'play', 'sign up', 'quiz'].map(thirdPerson)).toEqual([
      'carries',
      'goes',
      'has',
      'watches',
      'plays',
      'signs up',
      'quizzes',
    ]);
  });
});
