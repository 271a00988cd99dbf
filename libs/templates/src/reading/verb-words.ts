import { words } from './word-lists.js';

/** Verbs that are hardly ever nouns in a description: a bare one begins a predicate wherever a predicate may stand. */
export const PLAIN_VERBS = words(`accept access achieve acquire activate adapt add adjust admit aggregate allocate allow analyze analyse
  announce append apply approve archive arrange assess assign associate attach attend authenticate authorize avoid become belong
  borrow bring browse build buy calculate cancel capture categorize celebrate choose claim classify collaborate collect combine come
  communicate compare compete complete compose compute conduct configure confirm connect consist consult consume contain contribute
  convert coordinate crawl create customize deactivate decide declare decline deduct define delete deliver demonstrate depend deploy
  describe detect determine develop differentiate disable discover discuss dispatch display distribute divide donate download drag draw earn eat
  edit eliminate embed enable encourage engage enhance enrol enroll ensure enter establish evaluate examine execute expect expire explain
  explore export extract facilitate feed filter find finish follow forward fulfill gain gather generate get give go grant grow guide
  handle happen have help hire host identify implement improve include inform initiate inquire insert inspect install integrate
  interact introduce invite issue join keep know learn leave lend let like link list listen log  maintain make manage manipulate match
  mention merge moderate modify monitor navigate negotiate notify obtain offer open operate organize overlay own participate pay perform
  pick place play post predict prepare present prevent preview print process produce promote prompt propose provide publish purchase
  query read receive recharge recognize recommend reconcile record redeem reduce refer refund register reject release remember remind remove
  rename render renew rent reorder repeat replace reply report represent request require reschedule reserve reset resolve respond restore
  restrict retrieve return review reward save scan schedule scroll search see select self-write sell send separate set settle share show simplify simulate
  solve sort specify split standardize start stop store streamline submit subscribe suggest supervise support swap switch synchronize sync
  tag take teach tell test track train transfer transform translate trigger turn understand unlock unsubscribe update upgrade
  upload use utilize validate verify view visit visualize vote withdraw want warn wear win write yield accrue adopt bid bookmark broadcast  exhibit deposit reverse rotate crop resize undo redo rewrite override invalidate verify cast conclude proceed output solve practise mix mature recycle sow mow prune fertilize feed groom walk brew roast bake fetch deduct top rotate refine reflect sync suggest summarise categorise organise customise visualise analyse optimise prioritise recognise personalise personalize automate engage escalate delegate reassign unassign pair subtract multiply round earmark
  call change charge chat check clock close comment contact control cook copy count cover cut debit decrypt dictate drop encrypt exchange
  extend favorite favourite fill fix format gift grade harvest hide highlight import indicate inherit input interpret invest invoice
  jump label lead limit load lock look mark measure meet message mix mute nominate note order outline paint pause photograph pin plan
  play plant plot post price prioritize profile program proofread rate rank rearrange refresh remix repair reuse run schedule score
  sign skip slide speak stand step stream study summarize swipe think touch tip toggle top-up type unfollow upvote wait walk
  wash watch water weigh welcome work wrap need last cost fit hold seem appear believe consider reach continue serve remain pass carry raise seek involve prove express exist
  occur wish realize agree enjoy observe treat suppose imagine refuse tend affect miss vary employ lift recall arrive reveal assure
  derive protect intend illustrate ignore preserve prefer afford relate locate construct assemble commit complain satisfy appreciate
  differ investigate attract emphasize exclude relax assist await advise disclose distinguish expand anticipate govern interrupt
   pretend dismiss owe instruct correspond characterize convey suspend sustain wipe accommodate revise minimize shorten
  transmit accumulate repay erase replenish rehearse diagnose prescribe sew cite greet inspire furnish recover invent appoint occupy
  postpone acknowledge amend regulate terminate dispose dissolve incur compile appraise advertise certify endorse duplicate consolidate
  calibrate align itemize digitize onboard affiliate try say tell ask answer hear think spend fall lose shoot sing sleep sit swim fly throw ride wake lie mean feel deal enquire mediate tidy knit weld vaccinate foster triage
  annotate adjourn alter ban unban unblock collate detain disarm discard discharge disinfect elect evacuate excuse expel fertilise
  fundraise immunise mend neuter narrow oversee redact refuel reopen restock revoke shear shelve snooze solder sterilise thaw unload
  unpack unpublish ventilate waive insulate fulfil quarantine`);

/** Of these, those that are as often nouns: a verb only where the words around say so. */
export const NOUN_LIKE =
  words(`access book check comment contact control copy cost count cover cut design display document drop exchange export
  file filter fit form format gift grade group harvest help host import input invoice issue label lead like limit link list load lock
  log look mark match measure message mix need note offer order outline own page paint pause pin place plan plant play plot post
  present preview price print process profile program prompt purchase query question range rank rate record refund release rent repair report
  request research reset return review reward run save scan schedule score search sequence share show sign slide sort split stand start step stop store stream
  study support swap switch tag test text time tip touch track train transfer trigger turn type update upgrade upload download use view
  visit vote walk wash watch water welcome work yield call change charge chat edit label last open close step feed click love
  answer ask bid cook dance hand waste date detail drive end experience face fill finish gain guide hold hope image interest interview invite join
  key map market model move showcase login launch color colour style theme practice guess scale alert output travel exercise increase estimate drink pack race trace delay survey award fold debate tick challenge clean supply finance inventory catalogue catalog name number object paper park pay phone photo point produce project rest room sale set shop sound staff
  sale stage state stay stock subject table talk target task team value volunteer answer trade tour surface light film lend loan
  market balance budget archive bookmark bundle cache deposit drag dispatch draft email forecast
  fork gossip graph highlight mentor merge monitor permit profile progress quiz quote rule sample sketch shift ship
  spell sponsor star tackle tie trash upset voice wager crawl crop deal code transport picture rally permit block audit judge tutor escort rescue polish veto scrap tow tune tally`);

/** Verbs that leave nothing to act on: what follows their coordination is no object of theirs. */
export const INTRANSITIVE = words(`participate engage jump respond reply go come interact belong happen wait chat communicate compete
  collaborate register login login vote work stand last depend consist comply swipe navigate apply subscribe log`);

/** Bases by their irregular forms. */
const IRREGULAR_VERBS = `be am is are was were been being|have has had having|do does did done doing|go went gone goes|come came
|see saw seen|take took taken|give gave given|get got gotten|make made|know knew known|find found|think thought|tell told|become became
|leave left|feel felt|put put|bring brought|begin began begun|keep kept|hold held|write wrote written|stand stood|hear heard|let let
|mean meant|set set|meet met|run ran|pay paid|sit sat|speak spoke spoken|lie lay lain|lead led|read read|grow grew grown|lose lost
|fall fell fallen|send sent|build built|understand understood|draw drew drawn|break broke broken|spend spent|cut cut|rise rose risen
|drive drove driven|buy bought|wear wore worn|choose chose chosen|teach taught|lend lent|sell sold|catch caught|win won|show shown
|borrow borrowed|withdraw withdrew withdrawn|eat ate eaten|sleep slept|sing sang sung|swim swam swum|throw threw thrown|fly flew flown
|hide hid hidden|bid bid|hit hit|cost cost|split split|quit quit|feed fed|shoot shot|lay laid|forget forgot forgotten|say said|deal dealt
|overdo overdone|grind ground|rewrite rewrote rewritten|bind bound|tear tore torn|weave wove woven|steal stole stolen
|shake shook shaken|bake baked|wake woke woken|ride rode ridden|reset reset|upset upset|spread spread|broadcast broadcast`;

const BASES = new Map<string, string>();
for (const line of IRREGULAR_VERBS.split('|')) {
  const [base, ...forms] = line.trim().split(/\s+/);
  for (const form of forms) if (!BASES.has(form)) BASES.set(form, base!);
}
for (const base of new Set([...PLAIN_VERBS, ...NOUN_LIKE, ...BASES.values()])) {
  if (base === 'be') continue;
  const stem = /[^aeiou]e$|[uv]e$|[aei]e$/.test(base) ? base.slice(0, -1) : base;
  const doubles = /^(?:[^aeiou]*[aeiou][^aeiouwxy]|.*(?:mit|fer|gram|vel|cel|tag|drop|swap|bid|wrap|rol|set|mat|log))$/.test(base);
  const double = doubles ? base + base.at(-1)! : stem;
  const y = /[^aeiou]y$/.test(base) ? base.slice(0, -1) : undefined;
  const third = y ? `${y}ies` : /(?:s|x|z|ch|sh|o)$/.test(base) ? `${base}es` : `${base}s`;
  for (const form of [third, `${stem}ing`, `${double}ing`, y ? `${y}ied` : `${stem}ed`, `${double}ed`, `${base}ing`]) {
    if (!BASES.has(form)) BASES.set(form, base);
  }
}

const KNOWN = new Set([...PLAIN_VERBS, ...NOUN_LIKE, ...BASES.values()]);

export const isKnownVerb = (base: string): boolean => KNOWN.has(base);

/** The base of a verb's form, by the list, else by its ending: "lent" → "lend", "tracking" → "track". */
export function verbBase(form: string): string {
  if (PLAIN_VERBS.has(form) && !BASES.has(form)) return form;
  const known = BASES.get(form);
  if (known && !(PLAIN_VERBS.has(form) && known !== 'be')) return known;
  if (KNOWN.has(form)) return form;
  return baseByEnding(form);
}

function baseByEnding(form: string): string {
  let stem: string;
  if (/ies$/.test(form) && form.length > 4) return `${form.slice(0, -3)}y`;
  if (/ied$/.test(form) && form.length > 4) return `${form.slice(0, -3)}y`;
  if (/(?:sh|ch|ss|x|zz)es$/.test(form)) return form.slice(0, -2);
  if (/[^s]s$/.test(form) && form.length > 3) return form.slice(0, -1);
  if (/ing$/.test(form) && form.length > 5) stem = form.slice(0, -3);
  else if (/ed$/.test(form) && form.length > 4) stem = form.slice(0, -2);
  else return form;
  if (/([bdgmnprt])\1$/.test(stem)) return stem.slice(0, -1);
  // "-ate", "-ize", "-ve", "-se", "-ce", "-ge", "-ure": a silent e went.
  if (
    /(?:[^eo]at|iz|[aeiou]v|[lr]v|[aeiou]s|rs|ns|[nr]c|[aeiou]c|[nrld]g|[aeiou]g|ur|bl|[aeiou]k|[^aeiou][aeiou]d|u)$/.test(stem) &&
    stem.length > 2
  ) {
    return /(?:eak|ook|oak|eek|oad|eed|ead|ood|aid)$/.test(stem) ? stem : `${stem}e`;
  }
  return stem;
}

export type VerbForm = 'base' | 's' | 'ing' | 'ed';

/** Which forms a word can be of a verb, by its spelling and the list. */
export function formsOf(lower: string): VerbForm[] {
  const forms: VerbForm[] = [];
  if (PLAIN_VERBS.has(lower) || NOUN_LIKE.has(lower) || (KNOWN.has(lower) && (BASES.get(lower) ?? lower) === lower)) forms.push('base');
  const base = BASES.get(lower);
  if (
    /ing$/.test(lower) &&
    lower.length > 4 &&
    !/^(?:thing|something|anything|everything|nothing|string|spring|king|ring|wing|evening|morning|ceiling|during|bring|sing|swing|fling|cling|sting|sling|sibling|clothing|nothing|pudding|duckling|bedding)$/.test(
      lower,
    )
  )
    forms.push('ing');
  else if (base && /s$/.test(lower)) forms.push('s');
  else if (base && !/ing$/.test(lower)) forms.push('ed');
  else if (/[^e]ed$/.test(lower) && lower.length > 4) forms.push('ed');
  if (
    ['run', 'come', 'become', 'put', 'set', 'let', 'cut', 'cost', 'split', 'read', 'bid', 'hit', 'spread', 'reset', 'broadcast'].includes(
      lower,
    ) &&
    !forms.includes('ed')
  )
    forms.push('ed');
  return forms;
}
