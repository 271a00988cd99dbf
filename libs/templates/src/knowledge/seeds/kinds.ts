import type { Design, DesignRecord, ProjectKind } from '../../design/design.types.js';

const list = (text: string): string[] => text.split(' | ');

/** Kinds that things are sorted by, where the description names none: by words of the project or the record, the first that fits. */
const BY_WORDS: [RegExp, string[]][] = [
  [/repair|broken|mend/i, list('Electrical | Textiles | Bicycles | Furniture | Tools | Toys')],
  [/expense|spending|budget|cost|purchase/i, list('Groceries | Rent and home | Transport | Leisure | Health | Clothes | Gifts')],
  [/income|earning|revenue|salary/i, list('Salary | Side work | Interest | Refund | Gift')],
  [/recipe|food|dish|menu|meal|restaurant/i, list('Starter | Main course | Dessert | Drink | Side dish')],
  [/ceramic|potter|craft|handmade/i, list('Mugs | Bowls | Plates | Vases | Pitchers')],
  [/cloth|fashion|wear/i, list('Shirts | Trousers | Jackets | Shoes | Accessories')],
  [/book|library|novel/i, list('Novel | Crime | History | Poetry | Children')],
  [/travel|trip|tour|destination/i, list('City break | Mountains | Coast | By train | With children')],
  [/bee|garden|plant|farm|plot/i, list('Spring work | Harvest | Tools | Pests | Seeds')],
  [/music|song|concert|band/i, list('Folk | Jazz | Classical | Rock | Choir')],
  [/film|movie|drama|video|series/i, list('Comedy | Drama | Documentary | Thriller | Animation')],
  [/sport|training|fitness|gym|workout/i, list('Strength | Running | Mobility | Team | Outdoors')],
  [/car|vehicle|motor/i, list('Small car | Estate | Van | Lorry | Motorcycle')],
  [/pet|animal|dog|cat/i, list('Dog | Cat | Rabbit | Bird')],
  [/house|home|property|estate|flat/i, list('Flat | House | Studio | Shop')],
  [/health|patient|clinic|doctor/i, list('Check-up | Follow-up | Vaccination | Consultation')],
  [/ticket|issue|support|complaint/i, list('Question | Fault | Request | Billing')],
];
const BY_PROJECT: Partial<Record<ProjectKind, string[]>> = {
  shop: list('New | Classics | Gifts | Reduced'),
  blog: list('Stories | How-to | Interviews | News'),
  forum: list('Questions | Show and tell | News | Off topic'),
  events: list('Concert | Workshop | Market | Talk | For families'),
  learning: list('Basics | Practice | Theory | Projects'),
  crm: list('Lead | Customer | Partner | Supplier'),
  finance: list('Housing | Food | Transport | Savings | Leisure'),
  booking: list('Standard | Long | First visit | Follow-up'),
  game: list('Puzzle | Action | Cards | Party'),
};
const PLAIN = list('General | Planning | Equipment | People | Other');

/** Words of titles that say of which kind something is. */
const BY_TITLE: [string, RegExp][] = [
  ['Electrical', /projector|mixer|fondue|lamp|radio|drill|cable|kettle|toaster|clock|vacuum|iron|speaker/i],
  ['Textiles', /blanket|tent|coat|bag|curtain|cushion|jacket/i],
  ['Bicycles', /bicycle|bike/i],
  ['Furniture', /chair|table|ladder|shelf|stool/i],
  ['Tools', /tool|sewing|keys|saw|hammer/i],
  ['Groceries', /grocer|bakery|market/i],
  ['Rent and home', /rent|electric|phone bill|internet|printer|garage|insurance/i],
  ['Transport', /tram|train|fuel|bus|taxi/i],
  ['Leisure', /cinema|concert|book|swim/i],
  ['Health', /dentist|pharmacy|glasses|doctor/i],
  ['Clothes', /coat|shoes|shirt/i],
  ['Gifts', /present|gift|flowers/i],
  ['Salary', /salary|bonus|wage/i],
  ['Side work', /freelance|tutoring|translation/i],
  ['Refund', /refund/i],
  ['Interest', /interest|dividend/i],
];

/** The one of the kinds that a title is of, as far as its words say so. */
export const kindByTitle = (kinds: readonly string[], title: string): string | undefined =>
  BY_TITLE.find(([kind, words]) => kinds.includes(kind) && words.test(title))?.[0];

/** What rows of a record are sorted by: no words of another domain. */
export function kindsOf(design: Design, record: DesignRecord): string[] {
  const own = BY_WORDS.find(([words]) => words.test(record.name));
  return (own ?? BY_WORDS.find(([words]) => words.test(`${design.name} ${design.purpose}`)))?.[1] ?? BY_PROJECT[design.kind] ?? PLAIN;
}

const SKILLS: [RegExp, string[]][] = [
  [/hair|salon|barber|beauty|nail/i, list('Colour | Short cuts | Curls | Children | Bridal styling | Beards')],
  [/clinic|doctor|patient|health|medical|dent/i, list('General practice | Paediatrics | Dermatology | Cardiology | Physiotherapy')],
  [/law|legal|attorney/i, list('Family law | Contracts | Tenancy | Employment')],
  [/gym|fitness|sport|train|yoga/i, list('Strength | Yoga | Running | Mobility | Beginners')],
  [/music|lesson|school|learn|tutor|teach|course/i, list('Beginners | Theory | Piano | Exam preparation | Ensemble')],
  [/repair|mechanic|garage|workshop|craft/i, list('Electronics | Sewing | Wood | Bicycles | Small engines')],
  [/kitchen|restaurant|cook|food|bak/i, list('Bread | Pastry | Sauces | Grill | Vegetarian')],
  [/software|develop|design|web|data|it\b/i, list('Front end | Databases | Design | Testing | Networks')],
];

/** What people of a project are good at. */
export const skillsOf = ({ name, purpose }: Design): string[] =>
  SKILLS.find(([words]) => words.test(`${name} ${purpose}`))?.[1] ?? list('Advice | Planning | Large projects | Beginners');

const ABOUT = { health: /clinic|doctor|patient|health|medical|dent|hospital|therap/i };
export const isAbout = ({ name, purpose }: Design, what: keyof typeof ABOUT): boolean => ABOUT[what].test(`${name} ${purpose}`);

/** Goods of a trade that the project names: what a shop sells is called by it, not "product". */
const GOODS: [RegExp, string[]][] = [
  [
    /ceramic|potter|stoneware/i,
    list(
      'Speckled mug | Salad bowl, oak ash glaze | Espresso cup, set of 2 | Dinner plate, stone grey | Bud vase | Pitcher, 1 l | Butter dish | Tea bowl | Fruit dish | Spoon rest | Candle holder | Ramen bowl',
    ),
  ],
  [
    /jewel|ring|necklace/i,
    list(
      'Hammered silver ring | Pearl drop earrings | Fine chain, 45 cm | Signet ring | Moonstone pendant | Cuff, brass | Studs, round | Charm bracelet | Locket | Hoops, small | Brooch, fern | Anklet',
    ),
  ],
  [
    /cloth|fashion|apparel/i,
    list(
      'Linen shirt | Wool jumper, navy | Straight jeans | Rain jacket | Cotton dress | Corduroy trousers | Striped T-shirt | Knitted hat | Scarf, checked | Overshirt | Pleated skirt | Socks, three pairs',
    ),
  ],
  [
    /electronic|computer|gadget/i,
    list(
      'Wireless headphones | Mechanical keyboard | USB-C hub | Portable speaker | 27-inch monitor | Webcam, 1080p | Power bank | E-reader | Smart plug | Desk microphone | Memory card, 128 GB | Laptop stand',
    ),
  ],
  [
    /furnitur|interior/i,
    list(
      'Oak dining table | Reading armchair | Bookshelf, five boards | Bedside table | Desk, 140 cm | Bench, ash | Floor lamp | Wardrobe, two doors | Coat rack | Sofa, two seats | Stool, cork | Sideboard',
    ),
  ],
  [
    /toy|children/i,
    list(
      'Wooden train | Building blocks, 60 pieces | Hand puppet, fox | Jigsaw, 100 pieces | Spinning top | Kite | Memory game | Doll, cotton | Balance board | Marble run | Paint box | Rocking horse',
    ),
  ],
  [
    /grocer|farm shop|organic|vegetable/i,
    list(
      'Potatoes, 2 kg | Free-range eggs, ten | Apple juice, 1 l | Rye bread | Carrots, bunch | Honey, 500 g | Goat cheese | Oat flakes | Tomatoes, 500 g | Butter | Plum jam | Walnuts',
    ),
  ],
];
const SOLD = /(?:product|article|item|goods?|merchandise)$/i;

export const titlesOf = ({ name, purpose }: Design, record: DesignRecord): string[] | undefined =>
  SOLD.test(record.name) ? GOODS.find(([words]) => words.test(`${name} ${purpose}`))?.[1] : undefined;
