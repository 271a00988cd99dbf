import type { Design, DesignRecord } from './design.types.js';
import { designOf } from './design-of.js';

const read = (text: string): Design => designOf('Test project', text).design;
const record = ({ records }: Design, name: string): DesignRecord => {
  const found = records.find((one) => one.name === name);
  if (!found) throw new Error(`no record ${name} among ${records.map((one) => one.name).join(', ')}`);
  return found;
};
const joins = ({ roles }: Design): string[] => roles.map((role) => `${role.name} ${role.joins}`);

describe('who may do what', () => {
  it('asks nobody for an account who is said to need none', () => {
    const design = read('Anyone can suggest a book without an account. Librarians approve suggestions. Librarians manage books.');
    expect(joins(design)).toEqual(['Librarian first']);
    expect(record(design, 'Book').access.create).toBe('everyone');
  });

  it('keeps what strangers leave from other strangers', () => {
    const design = read('Visitors report potholes without signing in. Each pothole has a street and a photo. The clerk manages potholes.');
    expect(record(design, 'Pothole').access).toMatchObject({ create: 'everyone', read: 'signed-in', remove: { roles: ['clerk'] } });
    expect(record(design, 'Pothole').fields.map(({ name }) => name)).toContain('contact');
  });

  it('takes listing for looking where somebody else adds', () => {
    const design = read('Librarians add, change and delete games. Members list games and borrow them.');
    expect(record(design, 'Game').access).toMatchObject({ create: { roles: ['librarian'] }, change: { roles: ['librarian'] } });
    expect(record(design, 'Game').owner).toBeUndefined();
  });

  it('shares what flatmates may all see, and lets each change their own', () => {
    const design = read(
      'Flatmates record expenses with an amount and a date. Only flatmates can see anything, and each may change only the expenses that they recorded.',
    );
    expect(record(design, 'Expense').access).toMatchObject({ read: 'signed-in', change: { own: ['flatmate'] } });
  });

  it('gives requests to those whose they are, though nobody is said to make them', () => {
    const design = read('Users browse concerts and check the status of their refunds. The administrator manages concerts.');
    expect(record(design, 'Refund').access).toMatchObject({ read: { own: ['user'] }, create: { roles: ['user'] } });
  });

  it('lets those make who change, where nobody is said to make', () => {
    const design = read('A song book. Singers sign up and edit songs. Each song has a title and a text. The administrator manages singers.');
    expect(record(design, 'Song').access).toMatchObject({ create: { roles: ['singer'] }, change: { own: ['singer'] } });
  });

  it.each([
    [
      'The website should have functionalities for sketch submission. Users should be able to log in and view sketch submission records.',
      'Sketch submission',
    ],
    ['Users provide feedback on recipes. The administrator manages recipes.', 'Feedback'],
    ['Users should be able to log in and compose ballads. Each ballad has a title and a text.', 'Ballad'],
  ])('lets people hand in what is for them to make: %s', (text, name) => {
    expect(record(read(text), name).access.create).toEqual({ roles: ['user'] });
  });

  it('lets staff who manage what guests make see all of it', () => {
    const design = read('Members submit complaints with a text. Stewards manage complaints. The administrator manages members.');
    expect(record(design, 'Complaint').access.create).toEqual({ roles: ['member'] });
    expect(design.rules).toContainEqual(expect.objectContaining({ kit: 'view', record: 'complaint', by: { roles: ['steward'] } }));
  });

  it('takes filling in a questionnaire for no making of one', () => {
    const design = read('Users log in and fill out questionnaires. Each questionnaire has a title.');
    expect(record(design, 'Questionnaire').access.create).toEqual({ roles: ['administrator'] });
  });

  it('shows strangers what users without an account are said to look at', () => {
    const design = read('A website about a stone mason. Each quarry has a name and a depth. Users browse the website and view quarries.');
    expect([joins(design), record(design, 'Quarry').access.read]).toEqual([['Administrator first'], 'everyone']);
  });

  it.each([
    ['A website of lamps. Users slide through lamps and compare lamps by price. The administrator manages lamps.', ['Administrator first']],
    [
      'A website of lamps. Users log in and slide through lamps. The administrator manages lamps.',
      ['Administrator first', 'User open'],
    ],
  ])('gives accounts to those who do something with them, or are said to: %s', (text, expected) => {
    expect(joins(read(text))).toEqual(expected);
  });

  it('knows who alone signs in', () => {
    const design = read(
      'A website for a landscape photographer. Visitors look at a gallery of projects. Only the photographer signs in; she adds and changes projects.',
    );
    expect(joins(design)).toEqual(['Photographer first']);
  });

  it('has no accounts where nobody needs one', () => {
    expect(read('A tip calculator and a BMI calculator for my friends. Nobody needs an account.').roles).toEqual([]);
  });

  it.each([
    ['Breeders register and add a kennel with a name. Visitors browse kennels. The administrator approves kennels.', 'Breeder open'],
    [
      'The headteacher invites parents. Parents read announcements and submit requests. The headteacher writes announcements.',
      'Parent invited',
    ],
    ['Authors write articles with a title and a text. Readers with an account leave comments on articles.', 'Author invited'],
    ['A salesperson adds deals with a value. The manager sees a report of deals.', 'Salesperson invited'],
  ])('%s: %s', (text, expected) => {
    expect(joins(read(text))).toContain(expected);
  });
});

describe('what nothing is kept of', () => {
  it.each([
    ['A forum for people who keep bees. Members open topics and reply to them.', 'Bee'],
    ['A CRM for a family business that sells wood stoves. Agents add contacts with a name and an email.', 'Wood stove'],
    ['Our village has a sauna with two cabins. Guests book cabins. Each cabin has a name.', 'Village'],
    ['A tool that is based on REST and offers GET, POST and PUT. Users manage notes with a title.', 'Post'],
  ])('%s: no %s', (text, name) => {
    expect(read(text).records.map((one) => one.name)).not.toContain(name);
  });

  it('keeps homes that are for sale', () => {
    const design = read('Visitors browse homes. Agents add homes with a price and a number of rooms.');
    expect(record(design, 'Home').fields.map(({ name }) => name)).toContain('price');
  });
});

describe('businesses that act', () => {
  it('have accounts of their own, and what they make is theirs', () => {
    const { design } = designOf(
      'Offers',
      'A site for street markets. Businesses should be able to log in to the platform, and create and manage their own offers. Each offer has a title and a text. Administrators can log in to the backend.',
    );
    expect(design.roles.map(({ slug, joins }) => [slug, joins])).toEqual([
      ['administrator', 'first'],
      ['business', 'open'],
    ]);
    expect(design.records.find(({ name }) => name === 'Offer')!.access.change).toEqual({ own: ['business'] });
  });

  it('are none where nothing is said of what they do with it', () => {
    const { design } = designOf('Jobs', 'A site to help businesses. Visitors browse jobs. Each job has a title. Businesses are listed.');
    expect(design.roles.map(({ slug }) => slug)).not.toContain('business');
  });
});
