/** Words by what they do in a sentence: closed classes whole, open classes as far as descriptions of applications use them. */
export const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const DETERMINERS = words(`a an the this that these those each every all any some no both either neither another other such
  several many few more most much its their his her my our your whose`);
export const POSSESSIVES = words('its their his her my our your whose');
export const PERSONAL = words(`i we you he she it they me us him them one someone somebody anyone anybody everyone everybody nobody
  something anything everything nothing themselves itself himself herself yourself who whom whoever others`);
export const SUBJECT_PRONOUNS = words('i we you he she it they');
export const MODALS = words(`can could should would shall may might must will 'll 'd ca wo need needs`);
export const BE = words(`be am is are was were been being 's 're 'm`);
export const HAVE = words(`have has had having 've`);
export const DO = words('do does did');
export const PREPOSITIONS = words(`about above across after against along among around as at before behind below beneath beside
  between beyond by despite down during except for from in inside into like near of off on onto out outside over past per since
  through throughout to toward towards under until unto up upon via with within without versus regarding concerning than`);
export const SUBORDINATORS = words('if when whenever once unless while until because since although though as before after whereas');
export const COORDINATORS = words('and or but nor plus & and/or then');
export const QUESTION_WORDS = words('which what where how who whom whether when why whose');
export const NUMERALS = words(`zero two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty hundred
  thousand`);

/** Words that end in -ly and say nothing of how, and adverbs that do not end in it. */
export const ADVERBS = words(`also too not never always often only just again already still even soon later now then here there online
  offline together twice once daily weekly monthly yearly hourly quickly automatically manually easily directly back overnight
  abroad anonymously anytime anywhere else instead afterwards away ahead at-will very quite so fully currently simply respectively
  furthermore moreover additionally finally lastly firstly secondly however therefore thus hence otherwise meanwhile n't almost
  maybe perhaps alternatively eventually ideally optionally internally evenly autonomously accurately correctly`);
export const NOT_ADVERBS = words(`reply apply supply multiply family assembly weekly monthly daily yearly friendly user-friendly anomaly
  timely orderly fly rely comply ally bully tally rally belly jelly early only likely elderly lovely costly hourly quarterly july italy eco-friendly
  mobile-friendly monopoly butterfly`);

/** Joined to their verb: "log in", "set up"; a preposition elsewhere. */
export const PARTICLES: Readonly<Record<string, ReadonlySet<string>>> = {
  log: words('in out off on'),
  sign: words('in up out off on'),
  check: words('in out off'),
  clock: words('in out'),
  fill: words('in out up'),
  clean: words('up'),
  free: words('up'),
  speed: words('up'),
  set: words('up'),
  put: words('back away up down'),
  pick: words('up out'),
  drop: words('off out'),
  hand: words('in out over back'),
  come: words('in up back'),
  go: words('out back up down off'),
  give: words('back out away up'),
  take: words('over back out away'),
  bring: words('back in'),
  send: words('out back'),
  turn: words('on off in'),
  look: words('up'),
  carry: words('out'),
  keep: words('up'),
  print: words('out'),
  write: words('down up'),
  note: words('down'),
  back: words('up'),
  run: words('out'),
  sell: words('out'),
  opt: words('in out'),
  zoom: words('in out'),
  find: words('out'),
  stand: words('in'),
  swap: words('out'),
  top: words('up'),
  close: words('down'),
  open: words('up'),
  show: words('up'),
  follow: words('up'),
  work: words('out'),
  break: words('down'),
  split: words('up'),
  add: words('up'),
  pay: words('off back out'),
  call: words('off up back'),
  cross: words('off out'),
  mark: words('off down up'),
  tick: words('off'),
  team: words('up'),
  swipe: words('left right'),
  throw: words('away out'),
  rent: words('out'),
  lend: words('out'),
  sort: words('out'),
  wipe: words('off'),
};

/** What a wrapper says that is to be built: the application itself. */
export const PRODUCTS = words(`website site webpage web-page page app application system platform mini-program miniprogram program tool
  software portal plugin plug-in extension api service webapp web-app solution product prototype project mvp backend frontend
  dashboard homepage tracker manager planner organizer marketplace store shop blog forum directory library framework game
  interface module crm template landing-page planner bot chatbot generator editor calculator clone`);
/** The application as who does something: nobody's account. */
export const SYSTEM_WORDS = words(`website site webpage page app application system platform mini-program program tool software portal
  plugin api service backend frontend interface extension module dashboard solution`);
/** Nouns that announce what the application does and say nothing themselves. */
export const FEATURE_WORDS = words(`functionality functionalities function functions feature features capability capabilities ability
  abilities option options possibility possibilities requirement requirements`);
export const BUILD_VERBS = words(`implement create develop build design make need want write code generate program produce
  construct help fix modify optimize improve add update enhance upgrade provide require look like`);
export const CARRIER_VERBS = words('have provide include support offer contain feature need require possess integrate implement come');
export const LETTING_VERBS = words('allow let enable permit help require ask encourage invite want need prompt make give');

/** "listen to voice menus": no purpose follows these. */
export const TAKES_TO = words('listen respond reply react belong contribute adapt switch convert');

/** Noun before noun in the plural: no verb follows these. */
export const PLURAL_MODIFIERS = words('sales sports goods savings news arts systems accounts operations customs economics media data');
/** Participles that never stand before their noun: "a page showing tickets". */
export const POSTMODIFIERS = words(`featuring containing including displaying showing describing providing using offering allowing ensuring
  supporting enabling generating having consisting covering listing explaining presenting introducing demonstrating requiring
  recommending letting helping indicating giving making covering combining simulating checking showcasing`);
/** Gerunds that are as good as adjectives or the first part of a compound. */
export const MODIFYING_GERUNDS = words(`shopping training booking meeting parking shipping landing loading rating pricing building marketing
  banking accounting gaming operating starting ending learning waiting working opening closing ranking messaging reading writing
  drawing trading teaching billing following existing cooking swimming remaining outstanding upcoming pending missing viewing
  running matching corresponding screening advertising dining living housing clothing knitting gardening engineering recurring
  ongoing incoming outgoing interesting leading growing sewing painting hearing sleeping measuring washing vending browsing sorting group-buying
  streaming buffering copywriting spacing outing`);
/** Heads of compounds that name a part of the application, so that the word before is a noun: "search bar", "export function". */
export const PART_HEADS = words(`function functionality feature page button bar option management control module system engine tool panel
  service center centre form field box process interface statistics mode screen view menu system systems functions features
  functionalities tools services options capabilities buttons pages modules modes platform website application record records
  frequency result results preview date dates time times parameter parameters history status quality size type types number numbers`);
/** No plural, and no article needed. */
export const MASS_NOUNS = words(`information data content news status history feedback access food money payment music media inventory
  equipment help damage support progress attendance stock material text details software mail email homework research advice
  distance time weight water work recruitment performance code development account`);
/** As often a thing as an act, and in descriptions rather a thing. */
export const RATHER_NOUNS = words(`user order message form image document group text date time price name page list event test table score
  file design plan function record link report comment photo product project profile program question answer task room market
  stock subject team target budget email water invoice sale number result cost type interest value key map point model experience
  detail level picture ticket offer gift match measure range stage state step surface voice video audio label balance rule quiz sound code
  archive forecast draft loan transport fork star tag sequence design host staff park line process progress feature lead contact
  drive share-price interface network exchange project sample phone volunteer travel exercise increase estimate drink pack race trace delay survey award debate challenge
  supply finance inventory catalogue catalog rehearse practice alert output color colour style theme`);
/** Adjectives that are also verbs. */
export const RATHER_ADJECTIVES = words(
  'complete open separate clean clear empty live free present close correct direct welcome secure own perfect like',
);
/** Connect nothing to a thing, only go on: no noun phrase. */
export const FILLERS = words('more etc etc. others so on');
