import { thingOf } from './thing-of.js';
import { isA, nounSenses } from './wordnet.js';
import { singular } from './words.js';
import { remember } from '../shared/remember.js';

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*[|\n]\s*/));

const ADMINISTRATIVE =
  list(`admin | administrator | manager | organiser | organizer | owner | coordinator | co-ordinator | moderator | supervisor | director | operator | staff | staff member | librarian | receptionist | secretary | treasurer
  | committee | committee member | board member | host | principal | headteacher | head teacher | dispatcher | caretaker | warden | superuser | super admin | back office | editor-in-chief | chair | chairperson | chairman | president
  | shopkeeper | store owner | shop owner | restaurant owner | clerk | registrar | curator | steward | team lead | team leader | department head | leader | custodian | controller | webmaster | system administrator | site administrator | hr | hr staff | human resources | employer | backend user | planner | scheduler`);
/** Of somebody who runs things only where the others are those whom it is run for. */
const RUNS_FOR: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    teacher: 'student | pupil | learner | parent | child',
    instructor: 'student | learner | participant | member | trainee',
    trainer: 'client | member | trainee | athlete | customer',
    coach: 'player | athlete | client | member | team',
    tutor: 'student | learner',
    professor: 'student',
    lecturer: 'student',
    doctor: 'patient',
    nurse: 'patient',
    dentist: 'patient',
    therapist: 'patient | client',
    vet: 'owner | pet owner | client',
    landlord: 'tenant | renter',
    seller: 'buyer | customer',
    merchant: 'customer | buyer | user',
    vendor: 'customer | buyer',
    chef: 'customer | guest | waiter | waitress',
    editor: 'author | writer | reader',
    author: 'reader',
    host: 'guest | player',
    employee: 'customer | client | visitor | guest',
    worker: 'customer | client | visitor',
    agent: 'customer | client | buyer | user',
    recruiter: 'candidate | applicant | job seeker',
    employer: 'employee | candidate | applicant | job seeker',
    volunteer: 'visitor | guest',
    barber: 'customer | client',
    stylist: 'customer | client',
    mechanic: 'customer | client',
    technician: 'customer | client | user | tenant | resident',
    guide: 'tourist | traveller | guest',
    developer: 'user',
    creator: 'viewer | fan | follower',
    artist: 'visitor | fan | customer | client',
    photographer: 'client | customer',
    freelancer: 'client | customer',
    publisher: 'reader',
    officer: 'citizen | resident',
    parent: 'child',
    lawyer: 'client',
    farmer: 'customer | member',
    gardener: '',
  }).map(([who, whom]) => [who, list(whom)]),
);
const GENERIC =
  list(`user | visitor | people | person | individual | everyone | everybody | anyone | anybody | someone | somebody | guest user | public | viewer | audience | registered user | normal user | regular user | ordinary user | end user | general user | web user | website user | app user | platform user
  | human | folk | others | each other | site visitor | website visitor | website user | new user | member of the public | browser user | account holder | individual user | crowd | newcomer | internet user | mobile user | guest`);
const MORE =
  list(`user | admin | staff | guest | visitor | customer | client | member | people | person | personnel | subscriber | attendee | enthusiast | blogger | gamer | freelancer | recruiter | homeowner | streamer | influencer | vlogger | podcaster | coworker | co-worker | teammate | roommate | flatmate | housemate | neighbour | neighbor | stylist | barista
  | webmaster | superuser | beekeeper | job seeker | jobseeker | family member | board member | staff member | team member | merchant | vendor | sitter | walker | rider | reviewer | requester | requestor | assignee | borrower | lender | renter | tenant | bidder | adopter | foster | fosterer | applicant | candidate | judge | scout | contributor | maintainer | moderator | organiser | organizer | handyman | groomer
  | writer | supplier | sponsor | partner | exhibitor | singer | climber | hiker | fan | friend | follower | mayor`);
// Things although the lexical database's first thought is a person.
const NO_PERSON =
  list(`management | slider | selector | avatar | comic | community | demon | one | whitelist | blacklist | browser | screw | scanner | printer | player window | character | agent software | reader device | counter | filter | calendar | tracker | planner app | builder tool | starter | cooker | heater | star | model | number | subject | record | volume | title | figure | case | match | contact | match maker | cookie | host name | server | monitor | computer | speaker system | driver licence | cleaner product | bookmaker | converter | adapter | editor window
  | role | profile | brand | label | mouse | face | hand | body | head count | cover | original | party | draft | gem | treasure | angel fund | dish | ace | patch | pet | dog | cat | baby item | classic | creation | wonder | image | icon | sign | animal | bot | robot | lead | post | course | voucher`);

/** What computes, converts or carries something: tools by the same endings as trades. */
const MACHINE =
  /^(?:calculator|generator|converter|emulator|router|transmitter|crawler|formatter|validator|simulator|extractor|processor|connector|topper|configurator|estimator|visualizer|visualiser|randomizer|translator tool|compiler|parser|decoder|encoder|compressor|downloader|uploader|checker|tracker|counter|timer|reminder|widget|builder)$/;
/** Tools where what stands before is no place, party or trade: a form designer, a password manager, a meal planner. */
const AGENT =
  /^(?:designer|planner|organi[sz]er|scheduler|editor|viewer|player|manager|finder|assistant|helper|reader|scanner|tester|recorder|maker|creator|sender|picker)$/;
const HANDLED =
  /^(?:form|page|website|web|file|password|task|to-do|todo|download|package|device|window|meal|menu|route|trip|travel|day|week|time|habit|budget|expense|playlist|photo|image|picture|video|audio|music|media|text|code|pdf|document|note|quiz|survey|map|calendar|appointment|virtual|ai|smart|data|database|api|log|score|word|colou?r|font|icon|theme|layout|diagram|chart|table|spreadsheet|email|mail|message|qr code|barcode|garden|floor plan|room|recipe|workout|training|study|loan|tax|cv|resume|invoice|label|poster|flyer|card|content)$/;

/** "form designer", "paint calculator": tools that are named like people. */
function isTool(words: string, head: string): boolean {
  if (MACHINE.test(head)) return true;
  return (
    AGENT.test(head) &&
    words !== head &&
    HANDLED.test(words.slice(0, -head.length).trim()) &&
    !/^content (?:manager|editor|creator)$/.test(words)
  );
}

const read = (name: string): { words: string; head: string } => {
  const words = singular(name.trim().toLowerCase());
  return { words, head: words.split(/\s+/).at(-1) ?? '' };
};

/** Whether a name, singular or plural, is of people who could have accounts or be kept: "volunteer", "tour guides", "staff". */
export const isPerson = remember((name): boolean => {
  const { words, head } = read(name);
  if (isTool(words, head)) return false;
  if (MORE.has(words) || GENERIC.has(words) || ADMINISTRATIVE.has(words) || thingOf(words)?.words.includes(words)) {
    return MORE.has(words) || GENERIC.has(words) || ADMINISTRATIVE.has(words) || Boolean(thingOf(words)?.isPerson);
  }
  if (
    /list$|^(?:media|multimedia|video|music|audio|text|code|rich text|image|photo|mini-program|http|web|api|email|mail) (?:player|editor|client|viewer|reader|server|converter|recorder)$/.test(
      words,
    ) ||
    isA(words, 'natural language')
  )
    return false;
  if (NO_PERSON.has(words) || NO_PERSON.has(head)) return false;
  if (MORE.has(head) || RUNS_FOR.has(head) || ADMINISTRATIVE.has(head)) return true;
  const senses = nounSenses(words).length > 0 ? nounSenses(words) : nounSenses(head);
  if (senses.length > 0) return senses[0]!.category === 'noun.person' && !senses[0]!.isInstance;
  return (
    thingOf(head)?.isPerson === true ||
    (/(?:ist|ian|eer|[ntr]ee|keeper|holder|seeker|maker|owner|goer|lover|worker)$/.test(head) && !isA(head, 'artifact'))
  );
});

/**
 * Whether such people look after the others: invite, approve, see everything.
 *
 * @param among the other people of the description: a teacher runs things where there are students, and is a guest in a restaurant.
 */
export function isAdministrative(name: string, among: readonly string[] = []): boolean {
  const { words, head } = read(name);
  // "pet owner" and "car owner" own a thing of their own, not the place.
  if (head === 'owner')
    return /^(?:owner|(?:shop|store|business|site|website|restaurant|salon|gym|studio|hotel|clinic|club|company|platform|cafe|café|farm|bakery|account|app|venue) owner)$/.test(
      words,
    );
  if (head === 'manager' || head === 'administrator' || head === 'admin' || ADMINISTRATIVE.has(words) || ADMINISTRATIVE.has(head))
    return true;
  const whom = RUNS_FOR.get(head);
  return whom !== undefined && among.map((other) => read(other).head).some((other) => other !== head && whom.has(other));
}

/** Whether a name says no more than that it is somebody: "users", "visitors", "everyone". */
export function isGenericPerson(name: string): boolean {
  const { words, head } = read(name);
  return GENERIC.has(words) || (head === 'user' && words !== 'power user');
}
