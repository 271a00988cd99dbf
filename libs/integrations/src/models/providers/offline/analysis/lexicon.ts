const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Verbs that people do to records; a tagger without context often takes them for nouns. */
export const ACTION_VERBS = list(`
  accept add adopt apply approve archive arrange ask assign attend award bake bid bill block book borrow browse build buy call cancel catalog categorize check
  claim close collect comment complete confirm contact contribute cook create deliver deposit design dispatch distribute donate download draft
  edit enroll enter escalate evaluate examine feed file finish fix flag follow fulfil fulfill give grade grow harvest hire host inspect install invite invoice
  issue join keep launch leave lend like list load log maintain make manage mark measure message monitor move offer open operate order organize own
  pack participate pay perform pick place plan play post prepare prescribe print process produce promote propose publish purchase rate read receive
  recommend record refund register reject release rent repair reply report request reschedule reserve resolve restock return review run sample save scan schedule
  score search see sell send serve share ship show sign start stock stop store submit subscribe supervise supply take teach tag test track train transfer
  treat update upload use vaccinate verify view visit volunteer vote wash watch water withdraw work write`);

/** Verbs that make a record rather than change one. */
export const CREATING = list(`
  add apply ask bid book borrow buy comment create donate enroll enter file log make message offer open order place post prescribe purchase
  rate record register rent report request reserve schedule send submit subscribe sign write hire review plan upload upvote vote invite issue share`);

/** Verbs that every record allows anyway. */
export const PLAIN = list(`
  browse change delete edit find get keep list look maintain manage need organize remove search see show store track update use view want watch work read
  have be contain include belong do go come know help allow let give provide offer run take monitor follow receive own operate serve visit start like save play`);

/** Verbs that set a status, and the status. */
export const STATUS_OF: Readonly<Record<string, string>> = {
  accept: 'accepted',
  approve: 'approved',
  archive: 'archived',
  assign: 'assigned',
  cancel: 'cancelled',
  check: 'checked',
  close: 'closed',
  collect: 'collected',
  complete: 'completed',
  confirm: 'confirmed',
  decline: 'declined',
  deliver: 'delivered',
  dispatch: 'dispatched',
  escalate: 'escalated',
  finish: 'finished',
  fix: 'fixed',
  flag: 'flagged',
  fulfil: 'fulfilled',
  fulfill: 'fulfilled',
  grade: 'graded',
  harvest: 'harvested',
  inspect: 'inspected',
  pack: 'packed',
  pay: 'paid',
  prepare: 'prepared',
  process: 'processed',
  publish: 'published',
  refund: 'refunded',
  reject: 'rejected',
  release: 'released',
  repair: 'repaired',
  reschedule: 'rescheduled',
  resolve: 'resolved',
  return: 'returned',
  ship: 'shipped',
  sell: 'sold',
  test: 'tested',
  transfer: 'transferred',
  vaccinate: 'vaccinated',
  verify: 'verified',
  withdraw: 'withdrawn',
  mark: '',
  block: 'blocked',
  sign: 'signed',
  score: 'scored',
};

/** Words for the thing as a whole, its parts of interface, or nothing in particular. */
export const GENERIC = list(`
  app apps application applications system systems platform platforms website websites web site sites tool-kit software solution service services program project projects
  page pages screen screens dashboard interface ui api apis rest endpoint endpoints backend frontend database data information info detail details record records form forms field fields feature features
  list lists table tables view views button buttons link links thing things item-type way ways kind kinds type types number numbers lot lots bit set part parts example
  time times day days week weeks month months year years today hour hours minute minutes moment
  world country place-name life people person everyone anyone someone user-friendly person-in-charge business company companies organization organisation
  theme color colour colors colours style styles design look feel font fonts layout background mode accent
  name names title titles description descriptions date dates email emails e-mail phone phones address addresses price prices status statuses amount amounts quantity quantities
  access ability option options support management system-wide use usage need needs purpose goal goals basis order-of practice practices
  english language words word text texts image images photo photos picture pictures file files search filter filters statistics stats overview summary history log-in login sign-in signup
  landing hero section sections headline newsletter sign-up call action testimonial testimonials pricing footer header visitor-count
  instruction instructions rule rules prompt password passwords script alert
  version access-level value values id ids key keys notification notifications reminder reminders right rights permission permissions small-business
  one two three four five six seven eight nine ten dozen hundred thousand ones others other rest etc each every all any some it they them he she his her their its our
  json csv pdf xml html css http https sql sqlite url urls bearer token tokens pagination server servers client-side openapi docker ci test tests code schema`);

/** People who do things; their words name the roles of accounts. */
export const PEOPLE = list(`
  admin administrator manager owner staff employee worker customer client user member guest visitor patient dentist doctor nurse vet veterinarian therapist receptionist
  teacher student pupil parent tutor instructor lecturer trainer coach driver courier dispatcher passenger rider pilot captain sailor skipper crew farmer breeder grower gardener shepherd
  seller buyer vendor supplier merchant shopkeeper agent broker landlord tenant host renter borrower lender librarian reader author editor reviewer journalist writer
  developer engineer designer tester technician mechanic operator inspector officer clerk cashier accountant lawyer attorney judge volunteer donor organizer organiser attendee participant
  player referee moderator subscriber follower recruiter candidate applicant interviewer chef cook waiter baker barber stylist photographer artist musician singer planner consultant contractor
  builder carpenter plumber electrician researcher scientist analyst resident neighbour neighbor citizen pharmacist optician adopter curator keeper ranger guide traveller traveler sponsor mentor
  beekeeper archivist climber runner athlete dancer speaker secretary treasurer foreman supervisor cleaner housekeeper concierge shopper freelancer leader`);

/** Single words that are an attribute wherever they stand in a list of them. */
export const ATTRIBUTE_WORDS = list(`
  name title description summary date day time datetime start end deadline due birthday birthdate dob price cost fee rate amount total subtotal salary budget wage balance deposit discount tax
  quantity count number age capacity stock size weight height width length volume area distance duration mileage rating score grade priority status state stage phase condition level
  email e-mail mail phone telephone mobile fax address street city town country postcode zip location website url link
  color colour brand model make serial sku isbn barcode code reference genre type kind breed species gender sex language format unit currency
  note notes comment comments remark remarks message body content text bio biography diagnosis symptom symptoms ingredients instructions reason subject topic
  year month edition plate vin licence license registration tracking temperature humidity latitude longitude altitude depth
  active available paid completed published verified archived allergies photo picture image avatar url slug yield variety dose dosage caption position role employer nationality origin destination departure arrival eta`);

export const COLOURS: Readonly<Record<string, string>> = {
  red: '#b91c1c',
  crimson: '#b3123d',
  scarlet: '#c2220f',
  maroon: '#7f1d1d',
  burgundy: '#7a1235',
  orange: '#b45309',
  amber: '#92600a',
  gold: '#8a6508',
  golden: '#8a6508',
  yellow: '#7d6608',
  brown: '#7c4a21',
  beige: '#7d6a4a',
  sand: '#7d6a4a',
  terracotta: '#a8452c',
  green: '#15803d',
  emerald: '#047857',
  olive: '#5f6b1c',
  lime: '#4d7c0f',
  mint: '#0f766e',
  sage: '#56704f',
  forest: '#166534',
  teal: '#0f766e',
  turquoise: '#0e7490',
  cyan: '#0e7490',
  aqua: '#0e7490',
  blue: '#1d4ed8',
  navy: '#1e3a8a',
  sky: '#0369a1',
  azure: '#0369a1',
  indigo: '#4338ca',
  purple: '#7e22ce',
  violet: '#6d28d9',
  lavender: '#7459b3',
  lilac: '#7e5aa8',
  plum: '#86198f',
  magenta: '#a21caf',
  pink: '#be185d',
  rose: '#be123c',
  coral: '#c2410c',
  salmon: '#c2410c',
  peach: '#b4532a',
  grey: '#4b5563',
  gray: '#4b5563',
  slate: '#475569',
  charcoal: '#374151',
  black: '#262626',
  silver: '#52606d',
  monochrome: '#374151',
};
