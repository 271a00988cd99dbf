import { designOf } from './design-of.js';

/** The fields of a record of a description that the text states, as "name kind unit|values". */
function statedOf(text: string, name: string): string[] {
  const { design } = designOf('Test', text);
  const record = design.records.find((one) => one.name === name);
  if (!record) throw new Error(`no ${name} among ${design.records.map((one) => one.name).join(', ')}`);
  return record.fields
    .filter(({ origin, name: field }) => origin === 'stated' && !field.endsWith('_id'))
    .map(({ name: field, kind, unit, values }) => [field, kind, unit ?? values?.join('|')].filter(Boolean).join(' '));
}

describe('attributes that people fill in', () => {
  it.each<[string, string, string[]]>([
    [
      'Visitors upload songs, input the title and the artist, and select a year.',
      'Song',
      ['title text', 'artist text', 'year integer', 'file file'],
    ],
    [
      'Customers add rugs to the shopping cart, choose a payment method and place orders. Each rug has a title and a price.',
      'Order',
      ['payment_method text'],
    ],
    [
      'Tenants can enter the floor, input damage information and choose a date. Tenants submit repair requests.',
      'Repair request',
      ['floor integer', 'damage_information long-text', 'date date'],
    ],
    ['Owners fill in the height and weight of their ponies. Owners add ponies.', 'Pony', ['weight decimal', 'height decimal']],
    ['Residents submit complaints including a subject, a photo and a text.', 'Complaint', ['subject text', 'photo image', 'text long-text']],
    ['Visitors search for songs by keyword or browse by genre. The administrator manages songs.', 'Song', ['genre text']],
  ])('%s', (text, name, expected) => {
    expect(statedOf(text, name)).toEqual(expected);
  });

  it('are of what is chosen where that is kept', () => {
    const { design } = designOf('Test', 'Members manage courts. Guests choose a court, select a date and submit a request.');
    expect(design.records.find(({ name }) => name === 'Request')!.fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['date', 'court_id']),
    );
  });

  it('leave out what is only typed to find something', () => {
    const { design } = designOf('Test', 'Users input keywords, select a language and submit entries. Each entry has a title and a text.');
    expect(design.records.map(({ fields }) => fields.filter(({ origin }) => origin === 'stated').map(({ name }) => name))).toEqual([
      ['title', 'text'],
    ]);
  });
});

describe('attributes in prose', () => {
  it.each<[string, string, string[]]>([
    [
      'A log of hikes. Walkers log hikes with a date, a distance in km, how many minutes it took and how it felt (easy, fine, hard).',
      'Hike',
      ['date date', 'distance decimal km', 'minutes integer min', 'feeling enum easy|fine|hard'],
    ],
    [
      'A house of vases. Every vase has a name, a price in dollars and the number in stock.',
      'Vase',
      ['name text', 'price money $', 'stock integer'],
    ],
    [
      'A site for mountain huts. Each hut has a name, the number of people who fit in and a price per night.',
      'Hut',
      ['name text', 'people integer', 'price_per_night money'],
    ],
    [
      'A nursery. Visitors view detailed plant information, including care instructions, origins, and watering status.',
      'Plant',
      ['care_instructions long-text', 'origin text', 'watering_status enum open|in progress|done'],
    ],
    [
      'A marina. Visitors look at a gallery of boats, each with a name, a harbour, a year, a few lines of text and a photo.',
      'Boat',
      ['name text', 'harbour text', 'year integer', 'text long-text', 'photo image'],
    ],
    [
      'A place for joiners. Members open threads in a category such as tools, wood or paint, and others answer.',
      'Thread',
      ['category enum tools|wood|paint'],
    ],
    ['A shop window for lamps. Anyone can browse the lamps by colour and price.', 'Lamp', ['colour colour', 'price money']],
    [
      'A list of bakeries. Visitors search for a bakery by name and street, and read its opening hours, phone number and website.',
      'Bakery',
      ['street text', 'opening_hours text', 'phone_number phone', 'website url'],
    ],
    [
      'An office tool. Agents keep offers with a number, a value in euros and a stage: new, sent, won or lost.',
      'Offer',
      ['number text', 'value money €', 'stage enum new|sent|won|lost'],
    ],
    [
      'A tool for a power company. Clerks enter readings with a date, the kilowatt hours and the cost.',
      'Reading',
      ['date date', 'kilowatt_hours decimal kWh', 'cost money'],
    ],
    [
      'An app for a shared house. Housemates record purchases with an amount in euros, a day, a category (rent, food, power) and who paid.',
      'Purchase',
      ['amount money €', 'day date', 'category enum rent|food|power', 'paid_by person'],
    ],
    [
      'A music school. The office manages instruments, including details such as the maker, the year of purchase and the condition (new, good, worn).',
      'Instrument',
      ['maker text', 'year_of_purchase integer', 'condition enum new|good|worn'],
    ],
    [
      'A tea house. Each tea has a name, an origin, a price per 100 g and how many packets are left.',
      'Tea',
      ['name text', 'origin text', 'price_per_100_g money', 'stock integer'],
    ],
    [
      'A hostel. Staff manage room information such as room number, floor and status.',
      'Room',
      ['number text', 'floor integer', 'status enum free|taken|cleaning'],
    ],
    [
      'A tracker for babies. Parents log feedings with a day, an amount in ml and a side: left, right or both.',
      'Feeding',
      ['day date', 'amount decimal ml', 'side enum left|right|both'],
    ],
    [
      "A photo archive. Add a page to show photo details, including the photo's title, description, and upload time.",
      'Photo',
      ['title text', 'description long-text', 'upload_time datetime'],
    ],
    [
      'A job fair. The site should have a job list function, including information such as job title, work city, salary, and company name.',
      'Job',
      ['title text', 'work_city text', 'salary money', 'company_name text'],
    ],
    [
      'A reading room. Clerks add metadata, including map title, language, shelf mark, and scale, for each map.',
      'Map',
      ['title text', 'language text', 'shelf_mark text', 'scale text'],
    ],
  ])('are fields: %s', (text, name, expected) => {
    expect(statedOf(text, name)).toEqual(expected);
  });

  it('tell apart what a thing has and what belongs to it', () => {
    const { design } = designOf(
      'Test',
      'A workshop school. Teachers write courses with a title, a description and lessons, and each course has a quiz with questions.',
    );
    const course = design.records.find(({ name }) => name === 'Course')!;
    expect(course.fields.map(({ name }) => name)).toEqual(['title', 'description']);
    for (const name of ['Lesson', 'Quiz'])
      expect(design.records.find((one) => one.name === name)!.fields.some(({ references }) => references === 'course')).toBe(true);
  });
});
