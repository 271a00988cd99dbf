import type { Audience, Design, DesignRecord, Field, Phrase, Rule } from './design.types.js';
import { designOf } from './design-of.js';
import { WISHES, type Wish } from './wishes.testing.js';

/** The design of a wish, and short ways to ask it. */
function read(wish: Wish) {
  const { design, understanding } = designOf('Test project', WISHES[wish]);
  const record = (name: string): DesignRecord => {
    const found = design.records.find((one) => one.name === name);
    if (!found) throw new Error(`no record ${name} among ${names(design).join(', ')}`);
    return found;
  };
  const field = (of: string, name: string): Field => {
    const found = record(of).fields.find((one) => one.name === name);
    if (!found)
      throw new Error(
        `no field ${name} of ${of} among ${record(of)
          .fields.map((one) => one.name)
          .join(', ')}`,
      );
    return found;
  };
  const phrase = (words: string): Phrase => {
    const found = understanding.phrases.find(({ text }) => text.includes(words));
    if (!found) throw new Error(`no phrase with ${words}`);
    return found;
  };
  const rule = <K extends Rule['kit']>(kit: K): Extract<Rule, { kit: K }> | undefined =>
    design.rules.find((one): one is Extract<Rule, { kit: K }> => one.kit === kit);
  return { design, record, field, phrase, rule };
}
const names = ({ records }: Design): string[] => records.map(({ name }) => name).sort();
const joins = ({ roles }: Design): string[] => roles.map((role) => `${role.name} ${role.joins}`);
const stated = ({ fields }: DesignRecord): string[] =>
  fields.filter(({ origin, kind }) => origin === 'stated' && kind !== 'person' && kind !== 'reference').map(({ name }) => name);

describe('designs of wishes', () => {
  it('knows who registers, claims and looks up in a repair café', () => {
    const { design, record, rule, phrase } = read('repairs');
    expect(names(design)).toEqual(['Item']);
    expect(joins(design)).toEqual(['Administrator first', 'Volunteer open']);
    // Visitors have no account.
    expect(record('Item').access).toMatchObject({ create: 'everyone', read: 'signed-in', change: { roles: ['administrator'] } });
    expect(rule('lookup')).toMatchObject({ record: 'item', code: 'code', by: 'everyone' });
    const states = rule('lifecycle')!;
    expect(states.initial).toBe('registered');
    expect(states.steps.map(({ to, by }) => `${to} ${said(by)}`)).toEqual([
      'claimed volunteer',
      'repaired volunteer',
      'hopeless volunteer',
      'waiting for parts volunteer',
      'registered volunteer',
    ]);
    expect(phrase('claim an item').evidence.map(({ kind }) => kind)).toContain('RULE');
  });

  it('books plots, keeps harvests, and lists plots that nobody has today', () => {
    const { design, record, field, rule, phrase } = read('garden');
    expect(names(design)).toEqual(['Booking', 'Harvest', 'Plot']);
    expect(joins(design)).toEqual(['Coordinator first', 'Gardener open']);
    expect(stated(record('Plot'))).toEqual(['number', 'size', 'position']);
    expect(field('Plot', 'size')).toMatchObject({ kind: 'decimal', unit: 'm²' });
    expect(field('Plot', 'position')).toMatchObject({ kind: 'enum', values: ['sunny', 'shady'] });
    expect(rule('booking')).toMatchObject({ of: 'plot', record: 'booking', by: { roles: ['gardener'] } });
    expect(rule('tracking')).toMatchObject({ record: 'harvest', value: 'weight' });
    expect(record('Plot').access.create).toEqual({ roles: ['coordinator'] });
    expect(rule('view')).toMatchObject({ record: 'plot', title: 'Free plots', where: [{ booked: false }] });
    expect(phrase('which plots are free').outcome).toBe('BUILT');
    expect(design.style.mood).toBe('natural');
  });

  it('lets patients book doctors and see their own appointments only', () => {
    const { design, record, rule } = read('clinic');
    expect(names(design)).toEqual(['Appointment', 'Doctor']);
    expect(joins(design)).toEqual(['Administrator first', 'Patient open']);
    expect(rule('booking')).toMatchObject({ record: 'appointment', of: 'doctor', resource: 'doctor_id' });
    expect(rule('lifecycle')!.steps.find(({ to }) => to === 'cancelled')!.from).toEqual(['booked']);
    expect(record('Appointment').access.read).toEqual({ own: ['patient'] });
    expect(record('Doctor').access.read).toBe('everyone');
    expect(stated(record('Doctor'))).toEqual(['name', 'speciality']);
    expect(design.style.mood).toBe('calm');
    expect(design.kind).toBe('booking');
  });

  it('lends tools for two weeks and lists loans that are overdue', () => {
    const { design, record, field, rule } = read('tools');
    expect(names(design)).toEqual(['Loan', 'Tool']);
    expect(joins(design)).toEqual(['Librarian first', 'Member open']);
    expect(rule('loan')).toMatchObject({ of: 'tool', record: 'loan', days: 14, by: { roles: ['member'] } });
    expect(rule('view')).toMatchObject({ record: 'loan', title: 'Overdue loans' });
    // What is back is late no more.
    expect(rule('view')!.where).toEqual([
      { field: 'returned_on', isEmpty: true },
      { field: 'due_on', beforeDays: 0 },
    ]);
    expect(record('Loan').access.read).toEqual({ own: ['member'] });
    expect(field('Loan', 'due_on').isRuled).toBe(true);
  });

  it('sells soap by a cart, with orders that the owner ships', () => {
    const { design, record, rule } = read('soap');
    expect(names(design)).toEqual(['Order', 'Order line', 'Soap']);
    expect(joins(design)).toEqual(['Owner first', 'Customer open']);
    expect(rule('cart')).toMatchObject({ product: 'soap', price: 'price', stock: 'stock', order: 'order' });
    expect(rule('lifecycle')).toMatchObject({ record: 'order', initial: 'placed' });
    expect(record('Soap').access.create).toEqual({ roles: ['owner'] });
    expect(record('Order').access.read).toEqual({ own: ['customer'] });
    expect(design.kind).toBe('shop');
  });

  it('enrols students while there are places', () => {
    const { design, field, rule, phrase } = read('courses');
    expect(names(design)).toEqual(['Course', 'Enrolment']);
    expect(joins(design)).toEqual(['Administrator first', 'Student open', 'Teacher invited']);
    expect(rule('enrolment')).toMatchObject({ of: 'course', record: 'enrolment', capacity: 'capacity' });
    expect(field('Course', 'capacity')).toMatchObject({ kind: 'integer', max: 12, origin: 'stated' });
    expect(phrase('limited to 12').outcome).toBe('BUILT');
    expect(design.kind).toBe('learning');
  });

  it('collects recipes with reviews and favourites', () => {
    const { design, record, rule } = read('recipes');
    expect(names(design)).toEqual(['Recipe', 'Recipe favourite', 'Review']);
    expect(stated(record('Recipe'))).toEqual(expect.arrayContaining(['ingredients', 'instructions', 'cooking_time']));
    expect(rule('review')).toMatchObject({ of: 'recipe', record: 'review' });
    expect(rule('favourite')).toMatchObject({ of: 'recipe', verb: 'favourite' });
  });

  it('answers topics of a forum', () => {
    const { design, record, rule, phrase } = read('forum');
    expect(names(design)).toEqual(['Comment', 'Topic']);
    expect(joins(design)).toEqual(['Moderator first', 'Member open']);
    expect(record('Topic').access.create).toEqual({ roles: ['member'] });
    expect(rule('comment')).toMatchObject({ of: 'topic' });
    expect(rule('lifecycle')).toBeUndefined();
    expect(phrase('reply to them').evidence.map(({ kind }) => kind)).toContain('RULE');
    expect(design.kind).toBe('forum');
  });

  it('publishes posts of the one author of a blog', () => {
    const { design, record, field, rule } = read('blog');
    expect(names(design)).toEqual(['Comment', 'Post']);
    expect(joins(design)).toEqual(['Author first', 'Reader open']);
    expect(stated(record('Post'))).toEqual(expect.arrayContaining(['title', 'text', 'cover_photo']));
    expect(field('Post', 'cover_photo').kind).toBe('image');
    expect(rule('publish')).toMatchObject({ record: 'post' });
    expect(design.kind).toBe('blog');
    expect(design.style.mood).toBe('editorial');
  });

  it('keeps expenses private and adds them up by month', () => {
    const { design, record, field, rule } = read('expenses');
    expect(names(design)).toEqual(['Expense']);
    expect(field('Expense', 'amount').kind).toBe('money');
    expect(field('Expense', 'category').values).toEqual(['food', 'rent', 'travel']);
    expect(record('Expense').access).toMatchObject({ read: { own: ['user'] }, create: { roles: ['user'] } });
    expect(rule('report')).toMatchObject({ record: 'expense', group: 'category', at: 'date', by: { own: ['user'] } });
  });

  it('logs check-ins of habits', () => {
    const { design, record, field } = read('habits');
    expect(names(design)).toEqual(['Check-in', 'Habit']);
    expect(field('Habit', 'weekly_goal').kind).toBe('integer');
    expect(field('Check-in', 'habit_id').references).toBe('habit');
    expect(record('Check-in').access.read).toEqual({ own: ['user'] });
    expect(design.kind).toBe('tracker');
  });

  it('takes applications for jobs, which employers judge', () => {
    const { design, record, rule } = read('jobs');
    expect(names(design)).toEqual(['Application', 'Job']);
    expect(joins(design)).toEqual(['Administrator first', 'Employer open', 'Candidate open']);
    expect(rule('enrolment')).toMatchObject({ of: 'job', record: 'application' });
    expect(rule('lifecycle')!.steps.map(({ to, by }) => `${to} ${said(by)}`)).toEqual(['accepted employer', 'rejected employer']);
    expect(record('Application').access.read).toEqual({ own: ['candidate'] });
    expect(stated(record('Job'))).toEqual(['title', 'salary', 'location']);
  });

  it('sells tickets for as many seats as there are', () => {
    const { design, field, rule } = read('tickets');
    expect(names(design)).toEqual(['Event', 'Ticket']);
    expect(field('Event', 'seats').kind).toBe('integer');
    expect(rule('enrolment')).toMatchObject({ record: 'ticket', of: 'event', capacity: 'seats', verb: 'buy' });
    expect(design.kind).toBe('events');
  });

  it('lets residents vote once in polls', () => {
    const { design, rule } = read('poll');
    expect(names(design)).toEqual(['Poll', 'Poll option', 'Vote']);
    expect(rule('poll')).toMatchObject({ poll: 'poll', by: { roles: ['resident'] } });
  });

  it('scores quizzes whose answers only teachers see', () => {
    const { design, record, rule, phrase } = read('quiz');
    expect(names(design)).toEqual(['Attempt', 'Question', 'Quiz']);
    expect(rule('quiz')).toMatchObject({ quiz: 'quiz', question: 'question', attempt: 'attempt' });
    expect(record('Question').access.read).toEqual({ roles: ['teacher'] });
    expect(phrase('see their score').outcome).toBe('BUILT');
  });

  it('calculates without keeping anything', () => {
    const { design } = read('calculators');
    expect(design.records).toEqual([]);
    expect(design.roles).toEqual([]);
    expect(design.rules.map(({ kit, name }) => `${kit} ${name}`)).toEqual(['calculator bodyMassIndex', 'calculator tip']);
    expect(design.kind).toBe('calculator');
  });

  it('presents a company with pages, enquiries and news', () => {
    const { design, record, rule } = read('company');
    expect(names(design)).toEqual(['Enquiry', 'News']);
    expect(design.pages.map(({ path }) => path)).toEqual(['/', '/dashboard', '/about', '/contact']);
    expect(record('News').access.read).toBe('everyone');
    expect(record('Enquiry').access).toMatchObject({ create: 'everyone', read: { roles: ['administrator'] } });
    expect(rule('publish')).toMatchObject({ record: 'news' });
    expect(design.kind).toBe('portfolio');
  });

  it('tells what a landing page tells, and keeps only what visitors write', () => {
    const { design, phrase } = read('landing');
    expect(design.shape).toBe('site');
    expect(names(design)).toEqual(['Enquiry']);
    expect(design.style).toMatchObject({ mood: 'warm' });
    expect(design.style.component).toMatch(/^#/);
    expect(design.pages[0]!.sections.some(({ text }) => text.includes('bread'))).toBe(true);
    expect(phrase('contact form').evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['RULE', 'PAGE']));
  });

  it('offers books to programs without pages', () => {
    const { design, record } = read('api');
    expect(design.shape).toBe('api');
    expect(design.kind).toBe('api');
    expect(names(design)).toEqual(['Book']);
    expect(stated(record('Book'))).toEqual(['title', 'author', 'isbn']);
    expect(record('Book').access.create).toEqual({ roles: ['client'] });
  });

  it('sends messages that nobody else reads', () => {
    const { design, record, rule } = read('messages');
    expect(names(design)).toEqual(['Message', 'Training']);
    expect(rule('message')).toMatchObject({ record: 'message' });
    expect(record('Message').access.read).toMatchObject({ own: expect.arrayContaining(['member']) as string[] });
    expect(stated(record('Training'))).toEqual(expect.arrayContaining(['date', 'place']));
    expect(record('Training').access.create).toEqual({ roles: ['trainer'] });
  });

  it('lists parts that run out', () => {
    const { design, record, rule } = read('inventory');
    expect(names(design)).toEqual(['Part']);
    expect(joins(design)).toEqual(['Manager first', 'Storekeeper invited']);
    expect(stated(record('Part'))).toEqual(['name', 'quantity', 'shelf', 'supplier']);
    expect(rule('view')).toMatchObject({ record: 'part', where: [{ field: 'quantity', below: 6 }] });
    expect(record('Part').access.read).toBe('signed-in');
  });

  it('notes invoices as paid', () => {
    const { design, record, rule } = read('invoices');
    expect(names(design)).toEqual(['Invoice']);
    expect(stated(record('Invoice'))).toEqual(expect.arrayContaining(['amount', 'due_date', 'client']));
    expect(rule('lifecycle')!.steps.map(({ to }) => to)).toEqual(['paid']);
    expect(rule('view')).toMatchObject({ title: 'Overdue invoices', by: { own: ['freelancer'] } });
    expect(record('Invoice').access.read).toEqual({ own: ['freelancer'] });
    expect(design.kind).toBe('finance');
  });

  it('imports trees from files', () => {
    const { design, field, rule } = read('imports');
    expect(names(design)).toEqual(['Tree']);
    expect(rule('import')).toMatchObject({ record: 'tree', by: { roles: ['forester'] } });
    expect(field('Tree', 'height')).toMatchObject({ kind: 'decimal', unit: 'm' });
  });

  it('moves deals through stages, within the agency', () => {
    const { design, record, field, rule } = read('deals');
    expect(names(design)).toEqual(['Contact', 'Deal']);
    expect(field('Deal', 'contact_id').references).toBe('contact');
    expect(rule('lifecycle')).toMatchObject({ record: 'deal', field: 'stage', initial: 'new' });
    expect(rule('lifecycle')!.steps.find(({ to }) => to === 'lost')!.from).toEqual(['new', 'offered']);
    expect(record('Contact').access.read).toBe('signed-in');
    expect(design.kind).toBe('crm');
  });

  it('assigns tickets of a help desk to agents, who close them', () => {
    const { design, record, rule } = read('helpdesk');
    expect(names(design)).toEqual(['Ticket']);
    expect(joins(design)).toEqual(['Manager first', 'Customer open', 'Agent invited']);
    const steps = rule('lifecycle')!.steps;
    expect(steps.find(({ to }) => to === 'assigned')).toMatchObject({ takes: 'agent_id', by: { roles: ['manager'] } });
    expect(steps.find(({ to }) => to === 'closed')!.by).toEqual({ roles: ['agent'] });
    expect(record('Ticket').access.read).toEqual({ own: ['customer'] });
    expect(rule('report')).toMatchObject({ record: 'ticket', group: 'status', by: { roles: ['manager'] } });
    expect(design.kind).toBe('management');
  });

  it('keeps everything that is managed or browsed', () => {
    const { design, record } = read('fleet');
    expect(names(design)).toEqual(['Employee', 'Order', 'Vehicle', 'Waybill']);
    expect(record('Order').access.create).toEqual({ roles: ['administrator'] });
    expect(record('Employee').access.read).toBe('signed-in');
  });
});

const said = (by: Audience): string => (typeof by === 'string' ? by : 'roles' in by ? by.roles.join('+') : `own ${by.own.join('+')}`);

describe('what is not built', () => {
  it.each([
    ['A library of bird songs. Users upload recordings of birds. The system analyzes recordings.', 'analyzes recordings'],
    ['A film club where members add films. The site recommends films to members.', 'recommends films'],
    ['A shelf of poems. Readers save poems. The app translates poems.', 'translates poems'],
  ])('says that no rule does what is asked of the things of “%s”', (text, words) => {
    const { understanding } = designOf('Test', text);
    const phrase = understanding.phrases.find((one) => one.text.includes(words))!;
    expect(phrase).toMatchObject({ outcome: 'NOT_BUILT', evidence: [] });
    expect(phrase.reason).toBeTruthy();
  });

  it.each([
    'Members browse films.',
    'Members add films.',
    'Members edit films.',
    'Members delete films.',
    'Members search for films.',
    'Members manage films.',
  ])('takes “%s” for what every record can do', (sentence) => {
    const { understanding } = designOf('Film club', `A film club. Each film has a title and a year. ${sentence}`);
    expect(understanding.phrases.at(-1)!.outcome).toBe('BUILT');
  });
});

describe('who sees what', () => {
  it('leaves what nobody is said to do to the first role', () => {
    const { design } = designOf('Museum', 'A museum. The curator manages paintings. Visitors browse paintings.');
    expect(design.records[0]!.access).toMatchObject({ read: 'everyone', create: { roles: ['curator'] }, remove: { roles: ['curator'] } });
    expect(joins(design)).toEqual(['Curator first']);
  });

  it.each(['notes', 'expenses', 'goals'])('keeps %s to whoever wrote them', (things) => {
    const { design } = designOf('Private', `An app where users write ${things}. Users edit and delete ${things}.`);
    expect(design.records[0]!.access.read).toEqual({ own: ['user'] });
  });
});

describe('figures and periods', () => {
  it('adds up by month what has no date by the day it was added, by what is asked', () => {
    const { design } = designOf(
      'Repairs',
      'A repair shop. Clerks add items with a kind and a weight (kg). The manager sees a monthly report of items by kind.',
    );
    expect(design.rules.find(({ kit }) => kit === 'report')).toMatchObject({ record: 'item', group: 'kind', at: 'added_on' });
    expect(design.records[0]!.fields.find(({ name }) => name === 'added_on')).toMatchObject({ kind: 'date', setTo: 'today' });
  });

  it('takes a stated start for that of a booking', () => {
    const { design } = designOf(
      'Practice',
      'A practice where patients book appointments with dentists. Each appointment has a date, a start time and a reason.',
    );
    const appointment = design.records.find(({ name }) => name === 'Appointment')!;
    expect(design.rules.find(({ kit }) => kit === 'booking')).toMatchObject({ start: 'start_time', end: 'ends_at' });
    expect(appointment.fields.filter(({ kind }) => kind === 'datetime')).toHaveLength(2);
  });
});

describe('kind and mood', () => {
  it.each<[Wish, Design['kind'], Design['style']['mood']]>([
    ['garden', 'booking', 'natural'],
    ['clinic', 'booking', 'calm'],
    ['soap', 'shop', 'warm'],
    ['recipes', 'directory', 'warm'],
    ['forum', 'forum', 'warm'],
    ['blog', 'blog', 'editorial'],
    ['expenses', 'tracker', 'crisp'],
    ['tickets', 'events', 'bold'],
    ['jobs', 'directory', 'crisp'],
    ['imports', 'directory', 'crisp'],
    ['messages', 'messaging', 'calm'],
    ['deals', 'crm', 'crisp'],
  ])('of %s are %s and %s', (wish, kind, mood) => {
    const { design } = read(wish);
    expect([design.kind, design.style.mood]).toEqual([kind, mood]);
  });

  it('follow a manner that is asked for, wherever that stands', () => {
    expect(designOf('Test', 'A register of tools. Members add tools. Make it playful.').design.style.mood).toBe('playful');
  });
});

describe('what is free', () => {
  it.each([
    ['Each berth has a number and a status (free, taken).', { field: 'status', is: ['free'] }],
    ['Each berth has a number and an availability.', { field: 'availability', is: ['true'] }],
  ])('is a list where something says so: %s', (sentence, where) => {
    const { design, understanding } = designOf('Marina', `A marina. ${sentence} Harbour masters see which berths are free.`);
    expect(design.rules.find(({ kit }) => kit === 'view')).toMatchObject({ record: 'berth', where: [where] });
    expect(understanding.phrases.at(-1)!.outcome).toBe('BUILT');
  });

  it('books what an appointment is made for', () => {
    const { design } = designOf(
      'Hall',
      'A site for sports halls. The manager adds halls with a name and an address. Users browse halls and make reservations for halls.',
    );
    expect(design.rules.find(({ kit }) => kit === 'booking')).toMatchObject({ of: 'hall', record: 'reservation' });
  });
});

describe('reviews that are approved', () => {
  it('are written by customers, and approved by who runs the shop', () => {
    const { design } = designOf(
      'Shop',
      'A shop for tea. Customers order teas. Each tea has a name and a price. The owner approves reviews. Customers rate teas.',
    );
    const review = design.records.find(({ name }) => name === 'Review')!;
    expect(review.access.create).toEqual({ roles: ['customer'] });
    expect(design.rules.find((rule) => rule.kit === 'lifecycle' && rule.record === 'review')).toBeDefined();
  });
});

describe('pictures and files', () => {
  it('are fields of what they show', () => {
    const { design } = designOf('Hikes', 'A site for hikes. Walkers add hikes with a name and a length (km). They upload photos of hikes.');
    expect(names(design)).toEqual(['Hike']);
    expect(design.records[0]!.fields.find(({ kind }) => kind === 'image')).toMatchObject({ origin: 'stated' });
  });

  it('are records where the project is about them', () => {
    const { design } = designOf('Photos', 'A photo archive. Editors upload photos. Each photo has a caption and a year.');
    expect(names(design)).toEqual(['Photo']);
  });

  it('says first where nothing but looks and accounts is built', () => {
    const { understanding, design } = designOf('Player', 'A video player with subtitles in real time. Users log in and adjust the speed of the player. Use navy buttons.');
    expect(understanding.warnings.join(' ')).toMatch(/only the looks/);
    expect(design.pages[0]!.sections.map(({ heading }) => heading)).not.toContain('How it works');
    expect(designOf('Library', WISHES.tools).understanding.warnings).toEqual([]);
  });
});
