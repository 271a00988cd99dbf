import type { ProjectKind, Rule } from './design.types.js';

/** Words that say what kind of project it is, in the order of how much they say. */
const WORDS: readonly [ProjectKind, RegExp][] = [
  [
    'api',
    /\b(rest(ful)? api|api[- ]only|only an? (rest )?api|headless|backend only|without (any )?(web )?(pages|ui|interface|frontend|front-end)|no (web )?(pages|ui|interface|frontend|front-end))\b/i,
  ],
  [
    'shop',
    /\b(shop|store|e-?commerce|shopping|mall|bakery|order(ing)? (system|app|platform)|takeaway|marketplace|sell(s|ing)?|cart|buy|purchase)\b/i,
  ],
  ['booking', /\b(book(ing|s)?|reserv(e|ation|ations)|appointment|rental|rent|schedule (visits|lessons))\b/i],
  ['events', /\b(event|ticket(s|ing)?|conference|concert|festival|exhibition|tournament|competition|wedding)s?\b/i],
  ['learning', /\b(learn(ing|ers?)?|course|lesson|quiz|exam|school|education(al)?|training|tutor|student|vocabulary|teach(ing|er)?)s?\b/i],
  ['crm', /\b(crm|customer (relationship )?management|leads?|sales pipeline|deals?|prospects?)\b/i],
  [
    'finance',
    /\b(bank(ing)?|finance|financial|budget|expense|invest(ment|ments|ing)?|loan|stock (market|trading)|trading|accounting|invoice|wallet|fund|insurance|payroll)s?\b/i,
  ],
  [
    'forum',
    /\b(forum|(online )?community (forum|platform|site|website)|discussion|question and answer|q&a|bulletin board|social (network|media|platform))s?\b/i,
  ],
  ['messaging', /\b(chat(ting| room)?|messag(e|es|ing)|instant messaging|inbox)\b/i],
  ['blog', /\b(blog|magazine|news|article|journal|newsletter|publication|press)s?\b/i],
  ['calculator', /\b(calculator|calculat(e|es|ion|ing)|converter|convert(s|ing)?)\b/i],
  ['game', /\b(game|puzzle|chess|snake|tetris|sudoku|memory matching|play(er)?s?)\b/i],
  [
    'portfolio',
    /\b(portfolio|landing page|official website|corporate (website|site)|company (website|site)|showcase|personal (website|site|homepage)|one-page|brochure|resume|business card)\b/i,
  ],
  ['dashboard', /\b(dashboard|analytics|statistics|visuali[sz]ation|monitoring|data analysis|report(s|ing)?)\b/i],
  ['tracker', /\b(track(er|ing|s)?|log(s|ging)?|diary|habit|journal|record(ing|s)? (of )?(my|their|own|daily))\b/i],
  [
    'directory',
    /\b(job board|register of|directory|catalog(ue)?|listings?|guide|encyclopedia|library|collection|database of|recipes?|browse)\b/i,
  ],
  ['management', /\b(manag(e|es|ing|ement)|system|administration|inventory|hr)\b/i],
];
const FIRST = 4;

/** The kind of project, by its words (those of the first sentence count most) and by what it does. */
export function kindOf(text: string, rules: readonly Rule[]): ProjectKind {
  const first = text.split(/(?<=[.!?\n])\s/)[0] ?? text;
  const score = new Map<ProjectKind, number>();
  const add = (kind: ProjectKind, points: number): void => void score.set(kind, (score.get(kind) ?? 0) + points);
  WORDS.forEach(([kind, words], i) => {
    const global = new RegExp(words.source, 'gi');
    add(kind, Math.min(2, text.match(global)?.length ?? 0) + (words.test(first) ? FIRST : 0) - i / 100);
  });
  const of: Partial<Record<Rule['kit'], ProjectKind>> = {
    cart: 'shop',
    booking: 'booking',
    loan: 'booking',
    quiz: 'learning',
    message: 'messaging',
    calculator: 'calculator',
    tracking: 'tracker',
    publish: 'blog',
    game: 'game',
  };
  for (const { kit } of rules) if (of[kit]) add(of[kit], 2);
  // A library that lends is more than a list of what there is.
  if (rules.some(({ kit }) => kit === 'loan') && /\blibrary\b/i.test(first)) add('directory', -FIRST);
  if (
    /\b(web ?site|site|homepage|web page)\b (for|of) (a|an|our|the|my)\b[^.]*\b(company|business|agency|firm|studio|practice|workshop|association)\b/i.test(
      first,
    )
  )
    add('portfolio', 5);
  if (/\bhelp ?-?desk\b|\bsupport tickets?\b/i.test(text)) add('management', 6);
  if (WORDS[0]![1].test(text)) return 'api';
  const [kind, points] = [...score].sort((a, b) => b[1] - a[1])[0]!;
  return points > 0.5 ? kind : 'management';
}

/** A web application, an API without pages, or a landing page. */
export function shapeOf(text: string): 'app' | 'api' | 'site' {
  if (/\b(landing page|one-?page (site|website)|marketing (page|site)|splash page|coming soon page)\b/i.test(text)) return 'site';
  return WORDS[0]![1].test(text) &&
    !/\b(rest(ful)? api)\b.*\b(website|web application|(?<!(without|no)( any)?( web)? )pages?)\b/i.test(text)
    ? 'api'
    : 'app';
}
