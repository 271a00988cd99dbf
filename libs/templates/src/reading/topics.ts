import type { Clause, Sentence } from './reading.types.js';
import { FEATURE_WORDS, PRODUCTS, SYSTEM_WORDS } from './word-lists.js';

const LOOKS =
  /\b(?:colou?rs?|background|backgrounds|themes?|fonts?|palette|typograph\w+|styl(?:e|ed|es|ing)|dark mode|light mode|layouts?|look|looks|looking|minimalis\w+|gradients?|rounded|aesthetics?|visuals?|accents?|hues?|shades?|tones?|tints?|ui elements|components?)\b/i;
const STYLE_VERBS =
  /^(?:use|apply|set|style|color|colour|design|define|configure|choose|select|assign|specify|declare|initialize|establish|implement|paint|make|have|be|adopt|pick|keep|prefer|give|go|employ|theme|feature|like|want|render|create|add|switch|fill|base|look|opt|start|dress)$/;
const COLOUR =
  /\b(?:black|white|red|green|blue|yellow|orange|purple|violet|pink|brown|gr[ae]y|beige|ivory|cream|teal|navy|gold(?:en)?|silver|maroon|olive|cyan|magenta|turquoise|lavender|coral|salmon|khaki|tan|indigo|crimson|azure|chocolate|tomato|orchid|plum|sienna|wheat|linen|lime|mint|amber|peach|pastel|warm|dark|light|calm|playful|modern|minimal\w*|clean|elegant|rounded|#[0-9a-f]{3,8})\b/i;
const DRESSING =
  /^(?:use|apply|set|style|color|colour|design|define|configure|choose|select|assign|specify|declare|initialize|establish|paint|implement|give)$/;
const DRESSED =
  /\b(?:background|component colou?rs|(?:all|the|ui|main|visible|interactive|page|body) (?:\w+ )?(?:components|elements|blocks|pieces|parts|buttons)|content blocks|(?:for|of) (?:the )?(?:layout|buttons|cards|headings?|interface)|base colou?r|accent colou?r)\b/i;
const TECHNOLOGY =
  /\b(?:react(?:\.?js)?|next\.?js|vue(?:\.?js)?|nuxt|angular|svelte|node(?:\.?js)?|express(?:\.?js)?|nestjs|django|flask|fastapi|laravel|rails|spring(?: boot)?|php|python|java|javascript|typescript|golang|rust|c#|\.net|asp\.net|kotlin|swift|flutter|html5?|css3?|sass|scss|tailwind(?: ?css)?|bootstrap|material[- ]ui|mui|shadcn|jquery|mysql|mariadb|postgres(?:ql)?|sqlite|mongo(?:db)?|redis|firebase|supabase|prisma|typeorm|sql server|oracle|graphql|rest(?:ful)?(?: apis?)?|websockets?|docker|kubernetes|aws|azure|vercel|netlify|heroku|nginx|git(?:hub)?|webpack|vite|zustand|redux|three\.js|d3(?:\.js)?|chart\.js|ajax|oauth2?|jwt|wordpress|thinkphp|uni-?app|mvc|microservices?|tech(?:nology)? stack|frameworks?|programming language|unit tests?|source code)\b/i;
const TECH_VERBS =
  /^(?:use|build|write|develop|implement|employ|deploy|run|base|code|host|utilize|be|make|create|store|require|adopt|leverage|choose|support|include|have|integrate)$/;
const QUALITY =
  /\b(?:user[- ]friendly|responsive(?:ness)?|fast|quick(?:ly)?|secure|security|safe|reliab\w+|intuitive|accessible|accessibility|scalab\w+|robust|performan\w+|stable|stability|smooth(?:ly)?|easy|easily|simple|clean|clear|concise|modern|attractive|appealing|maintainab\w+|efficien\w+|compatib\w+|cross-(?:browser|platform)|screen sizes?|mobile (?:devices?|phones?)|smartphones?|tablets?|different devices|browsers?|user experience|usab\w+|privacy|gdpr|encrypt\w+|availability|optimi[sz]\w+|load(?:s|ing)? times?|high[- ]quality|best practices|navigat\w+|consisten\w+|accuracy|real[- ]time|seo)\b/i;
const QUALITY_VERBS =
  /^(?:be|have|ensure|adapt|support|provide|work|load|run|offer|perform|follow|respond|maintain|look|feel|guarantee|protect|make|optimize|comply|need|meet|focus|improve|prioritize|scale|handle)$/;
const TALK =
  /^(?:thanks|thank you|hi|hello|hey|dear|please let|let me know|good luck|cheers|regards|best|looking forward|i hope|feel free|note that this|sorry|ok|okay)\b|^(?:i am|i'm|my name)\b/i;
const EMPTY_ANNOUNCEMENT =
  /^(?:please )?(?:implement|create|develop|build|do|see|read|consider|follow|find) (?:the )?(?:following|below|this|it)\b/i;
const ACTORLESS = new Set([
  ...PRODUCTS,
  ...SYSTEM_WORDS,
  ...FEATURE_WORDS,
  'it',
  'this',
  'that',
  'everything',
  'i',
  'we',
  'you',
  'design',
  'theme',
  'look',
  'style',
  'layout',
  'background',
  'color',
  'colour',
  'font',
  'button',
  'component',
  'element',
  'ui',
  'ux',
  'which',
  'header',
  'card',
  'text',
  'all',
  'code',
  'project',
  'database',
  'data',
  'performance',
  'security',
  'navigation',
  'experience',
  'content',
  'they',
  'screen',
  'menu',
  'everything',
  'slider',
  'form',
]);

/** What a sentence is about. What anybody does in it is to be built, whatever else it speaks of. */
export function topicOf(sentence: Pick<Sentence, 'text' | 'clauses' | 'layout'>, isUnderTechnology: boolean): Sentence['topic'] {
  const { text, clauses } = sentence;
  const verbs = clauses.filter((clause) => clause.verb);
  const hasActor = verbs.some(
    (clause) => clause.subjects.some((subject) => !ACTORLESS.has(subject.head)) && clause.verb !== 'be' && clause.kind !== 'infinitive',
  );
  if (TALK.test(text) && !hasActor) return 'talk';
  if (EMPTY_ANNOUNCEMENT.test(text)) return 'talk';
  if (sentence.layout === 'row') return 'build';
  const mains = verbs.filter((clause) => clause.kind === 'main');
  if (!hasActor && isStyle(text, mains, verbs)) return 'style';
  if (!hasActor && TECHNOLOGY.test(text) && isTechnology(text, mains, isUnderTechnology)) return 'technology';
  if (!hasActor && QUALITY.test(text) && isQuality(text, clauses, mains)) return 'quality';
  return 'build';
}

function isStyle(text: string, mains: Clause[], verbs: Clause[]): boolean {
  if (
    /\b(?:page|screen|site|website|canvas|body|container|global|default|overall|layout|base|all|theme)?\s*backgrounds?\b/i.test(text) &&
    COLOUR.test(text)
  )
    return mains.every((clause) => STYLE_VERBS.test(clause.verb!));
  if (!LOOKS.test(text)) return false;
  const first = mains[0];
  // Colours have more names than anybody lists: what is dressed tells as well.
  if (first && first.subjects.length === 0 && DRESSING.test(first.verb!) && DRESSED.test(text)) return true;
  if (mains.length === 0)
    return verbs.length === 0 && COLOUR.test(text) && /\b(?:colou?rs?|background|theme|font|style|design|palette|look)\b/i.test(text);
  if (!mains.every((clause) => STYLE_VERBS.test(clause.verb!))) return false;
  if (mains.some((clause) => clause.verb === 'be' || clause.verb === 'have' || clause.verb === 'look'))
    return COLOUR.test(text) && /\b(?:colou?rs?|background|theme|font|palette|look|design|style)\b/i.test(text);
  return (
    COLOUR.test(text) ||
    /\b(?:colou?r scheme|theme|fonts?|palette|typography|background)\b/i.test(text) ||
    /\b(?:for|as|with|to)\b.*\b(?:components?|elements?|background|ui|interface|buttons)\b/i.test(text)
  );
}

function isTechnology(text: string, mains: Clause[], isUnderTechnology: boolean): boolean {
  if (isUnderTechnology) return true;
  if (
    /^(?:tech|technology|technologies|technical|stack|framework|frontend|backend|front-end|back-end|database|built with|tools)\b[^.]*:/i.test(
      text,
    )
  )
    return true;
  if (mains.length === 0)
    return text.split(/\s+/).length <= 8 && !/\b(?:website|app|application|platform|system|api|tool|site)\b/i.test(text);
  return (
    mains.every((clause) => TECH_VERBS.test(clause.verb!)) &&
    mains.some((clause) =>
      [...clause.objects, ...clause.complements.map((each) => each.phrase)].some((phrase) => TECHNOLOGY.test(phrase.text)),
    )
  );
}

function isQuality(text: string, clauses: Clause[], mains: Clause[]): boolean {
  if (
    mains.length === 0 &&
    clauses.some((clause) => clause.kind === 'fragment' && clause.objects.some((object) => PRODUCTS.has(object.head)))
  )
    return false;
  const [main] = mains;
  if (mains.length > 1 && mains.every((clause) => /^(?:load|work|run|adapt|respond|look|feel|be|ensure|perform|scale)$/.test(clause.verb!)))
    return true;
  if (!main)
    return (
      text.split(/\s+/).length <= 6 && /\b(?:user[- ]friendly|responsive|fast|secure|intuitive|accessible|scalable|reliable)\b/i.test(text)
    );
  if (!mains.every((clause) => QUALITY_VERBS.test(clause.verb!))) return false;
  // What a good interface shows or consists of is to be built.
  if (clauses.some((clause) => clause.kind === 'fragment' && !clause.objects.every((object) => QUALITY.test(object.text)))) return false;
  if (clauses.some((clause) => clause.kind === 'relative' && clause.verb && !QUALITY_VERBS.test(clause.verb))) return false;
  if (
    main.objects.some((object) =>
      object.examples.some((example) =>
        /page|article|form|list|input|setting|home|about us|contact|news|blog|faq|product|service|gallery|portfolio/.test(example.name),
      ),
    )
  )
    return false;
  if (main.verb === 'ensure' || main.verb === 'adapt') return true;
  const said = [...main.results, ...main.objects.map((object) => object.text)];
  const told = said.length > 0 ? said : main.complements.map((each) => each.phrase.text);
  return (
    mains.length === 1 &&
    told.filter((each) => QUALITY.test(each)).length * 2 >= Math.max(1, told.length) &&
    (told.length > 0 || QUALITY.test(text))
  );
}
