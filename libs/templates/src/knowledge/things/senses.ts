import { tableOf } from '../../shared/table-of.js';

const SCHOOL =
  /\b(schools?|students?|pupils?|teach\w*|courses?|class(es|room)?|lessons?|learn\w*|universit\w+|exams?|lecturers?|tutors?|education\w*)\b/i;
const SHOP =
  /\b(shops?|stores?|carts?|check ?out|products?|goods|ship(s|ped|ping)?|deliver\w*|parcels?|courier|e-?commerce|mall|merchan\w+|sell\w*)\b/i;
const RENTED = /\b(rent\w*|hir(e|es|ed|ing)|lend\w*|borrow\w*|loan\w*|lease\w*|reserv\w+|booking|bookings|charges?|rates?)\b/i;
const SOLD =
  /\b(price[sd]?|pricing|sell\w*|sold|sales?|shops?|buy\w*|orders?|purchas\w+|carts?|pay|pays|paid|paying|payments?|costs?|stores?|e-?commerce|fees?|check ?out|tickets?|rent\w*|hire|booking|bookings|budgets?|euros?|dollars?|mall|auctions?|invoices?|revenue|commerc\w+|consum\w+|refunds?)\b|[€$£]/i;
const STAYS =
  /\b(hotels?|hostels?|nights?|guest ?houses?|inns?|resorts?|lodging\w*|bed and breakfast|homestays?|holidays?|accommodations?|hospitality|check-?in)\b/i;
const GAMES = /\b(games?|gaming|fight\w*|battles?|quests?|levels?|rpg)\b/i;
const JOBS = /\b(jobs?|candidates?|vacanc\w+|employers?|recruit\w*|hiring|careers?|internships?|résumés?|resumes?)\b/i;
const LENT = /\b(lend\w*|borrow\w*|loan\w*|lent|rent\w*|hire|librar\w+)\b/i;
const SALES = /\b(crm|pipelines?|leads?|salesp\w+|sales (team|people|reps?|managers?)|prospects?|won|lost)\b/i;

/** Words that are used in several trades: the key of the thing that is meant where some other words stand near. First fit counts. */
export const SENSES = tableOf<readonly (readonly [RegExp, string])[]>({
  ticket: [[/\b(help ?-?desk|support|issues?|agents?)\b/i, 'ticket for support']],
  admission: [[/\b(tickets?|museums?|shows?|concerts?|cinemas?|theat\w+|zoos?|festivals?|exhibitions?)\b/i, 'event ticket']],
  resource: [[SCHOOL, 'learning material']],
  service: [
    [
      /\b(salons?|hair\w*|beauty|clean\w*|handym\w+|household|spa|massages?|nails?|barbers?|gardening|home services?)\b/i,
      'offered service',
    ],
  ],
  visit: [[/\b(houses?|flats?|apartments?|real estate|propert\w+|viewings?|landlords?)\b/i, 'viewing']],
  recommendation: [[/\b(reviews?|ratings?|rate|stars?|testimonials?)\b/i, 'review']],
  feedback: [[/\b(reviews?|ratings?|rate|stars?|testimonials?)\b/i, 'review']],
  examination: [[SCHOOL, 'exam']],
  test: [[SCHOOL, 'exam']],
  assessment: [[SCHOOL, 'exam']],
  game: [[/\b(board|card|tabletop|dice|toys?|borrow\w*|lend\w*|lent|shelf|shelves)\b/i, 'board game']],
  score: [
    [SCHOOL, 'grade'],
    [/\b(games?|play\w*|quiz\w*|match\w*|high|leader ?board\w*)\b/i, 'high score'],
  ],
  application: [[JOBS, 'job application']],
  deal: [[SALES, 'sales deal']],
  opportunity: [[SALES, 'sales deal']],
  project: [[/\b(photograph\w+|portfolios?|galler\w+|artists?|architects?|design studio|illustrat\w+)\b/i, 'portfolio project']],
  bar: [[/\b(drinks?|beers?|food|pubs?|cocktails?|menus?|nightlife|restaurants?)\b/i, 'restaurant']],
  ad: [[/\b(second-?hand|used|sellers?|classified|swap|flea market|buyers?)\b/i, 'listing']],
  advert: [[/\b(second-?hand|used|sellers?|classified|swap|flea market|buyers?)\b/i, 'listing']],
  advertisement: [[/\b(second-?hand|used|sellers?|classified|swap|flea market|buyers?)\b/i, 'listing']],
  transfer: [[/\b(money|banks?|funds?|balances?|wallets?|payments?|amounts?)\b/i, 'money transfer']],
  stop: [[/\b(bus|buses|trains?|trams?|routes?|passengers?|transit|transport\w*|stations?|lines?)\b/i, 'station']],
  audio: [[/\b(podcasts?|episodes?|radio)\b/i, 'podcast']],
  issue: [[/\b(volumes?|issn|magazines?|journals?|subscri\w+|editions?)\b/i, 'magazine']],
  experience: [[/\b(tours?|travel\w*|trips?|guides?|tourist\w*)\b/i, 'tour']],
  opening: [[/\b(slots?|appointments?|calendars?|bookings?)\b/i, 'time slot']],
  round: [[/\b(deliver\w*|couriers?|drivers?)\b/i, 'delivery route']],
  lift: [[/\b(carpool\w*|rides?|drivers?|passengers?)\b/i, 'ride']],
});

/** Attributes that some of a kind have: only where words of the text speak of what they are for. By name, of whatever thing. */
const FIELDS: readonly [RegExp, RegExp][] = [
  [/^(daily rate|hourly rate|deposit)$/, RENTED],
  [/^(price per night|beds)$/, STAYS],
  [/^(shelf)$/, LENT],
  [/^serial number$/, /\b(serial|inventor\w+|assets?|warrant\w+|repair\w*|maint\w+)\b/i],
  [
    /^stock$/,
    /\b(stocks?|inventor\w+|warehouses?|carts?|shops?|sell\w*|sold|orders?|stores?|purchas\w+|e-?commerce|medicat\w+|pharmac\w+)\b/i,
  ],
  [/^featured$/, /\b(featur\w+ products?|featured|recommend\w*|highlight\w*)\b/i],
  [/^(counterparty)$/, /\b(banks?|accounts?|balances?)\b/i],
  [/^employees$/, /\b(jobs?|careers?|recruit\w*|employ\w+|investors?|vacanc\w+)\b/i],
  [/^salary$/, /\b(salar\w+|payrolls?|wages?|hr|human resources|jobs?|income)\b/i],
  [/^delivery address$/, SHOP],
  [/^downloads$/, /\bdownload\w*\b/i],
  [/^capacity$/, /\b(capacit\w+|seats?|places|participa\w+|sign(s|ed)? up|regist\w+|enrol\w*|book\w*|reserv\w*|limit\w*|attend\w*)\b/i],
  [/^guests$/, /\b(guests?|compan\w+|part(y|ies)|hotels?|restaurants?|weddings?|tables?|rooms?)\b/i],
  [/^maximum score$/, SCHOOL],
  [/^relation$/, /\b(emergenc\w+|famil\w+|relatives?|friends?|private)\b/i],
];

/** Choices that are told only by their own trade: by key of the thing, or `*`, and name of the field. */
const CHOICES = tableOf<RegExp>({
  'expense category': /\b(household|famil\w+|flat|personal|private|grocer\w+|spend\w*|daily|budgets?)\b/i,
  'expense paid by': /\b(cards?|cash|payment methods?)\b/i,
  'income category': /\b(salar\w+|freelanc\w+|personal|household|famil\w+|budgets?)\b/i,
  'news category': /\b(newspapers?|journalis\w+|newsrooms?|reporters?|local news|news (site|website|portal|platform|app))\b/i,
  'document category': /\b(offices?|contracts?|letters?|legal|law firm)\b/i,
  'offered service category': /\b(handym\w+|household|home services?)\b/i,
  'learning material kind': SCHOOL,
  'grade term': SCHOOL,
  'order status': SHOP,
  'registration status': /\b(events?|workshops?|courses?|class(es)?|webinars?|concerts?|conferences?|participa\w+|attend\w*)\b/i,
  'asset kind': /\b(laptops?|monitors?|computers?|printers?|hardware)\b/i,
  'character role': GAMES,
  'tool status': LENT,
  'equipment condition': LENT,
  'room kind': STAYS,
  'room status': STAYS,
  'approval status': /\b(approv\w+|reject\w*|declin\w+|grant\w*)\b/i,
  'reminder repeats': /\b(repeat\w*|recurr\w+|daily|weekly|every (day|week|month))\b/i,
  'listing condition': /\b(second-?hand|used|condition|classified|swap|flea market|sellers?)\b/i,
  'customer kind': /\b(business customers|companies|b2b)\b/i,
  'board game kind': /\b(board|card|dice|tabletop)\b/i,
});
const OTHERS: readonly [RegExp, RegExp][] = [
  [/^character (level|health)$/, GAMES],
  [
    /^(product|service|offered service|course|event|tour|destination|game item|artwork|instrument|clothing item|furniture|jewellery|shoe|cosmetic|exhibition) (price|fee|entrance fee)$/,
    SOLD,
  ],
];

/** Whether a text speaks of what a usual attribute of a thing is there for. */
export function fits(thing: string, field: string, text: string): boolean {
  const near =
    CHOICES[`${thing} ${field}`] ??
    OTHERS.find(([pattern]) => pattern.test(`${thing} ${field}`))?.[1] ??
    FIELDS.find(([pattern]) => pattern.test(field))?.[1];
  return !near || near.test(text);
}
