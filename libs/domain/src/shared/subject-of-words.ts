const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What a project is, whatever it is about. */
export const THINGS = words(`web web-based website web-site websites webpage web-page webpages site sites app apps application applications
  platform platforms system systems mini-program mini small miniprogram program programme tool tools toolkit software page pages portal
  homepage solution service services project website-based mobile desktop frontend front-end backend api rest crud interface html5 h5
  wordpress demo prototype mvp saas wechat function functions functionality functionalities function module place space hub something`);
/** Of those, what stands before the others: "web", but not "tool" of a tool library. */
export const MANNERS =
  words(`web web-based website-based mobile desktop frontend front-end backend rest crud html5 h5 wordpress saas mini small
  landing one-page single-page wechat`);
/** Say of a thing only how it is. */
export const QUALITIES =
  words(`online offline intelligent smart optimized optimised lightweight multilingual real-time responsive interactive
  dynamic unified efficient multi-functional professional high-converting custom-built existing local internal shared little nice good fast
  secure private public easy cross-platform digital`);
/** What many projects are, so that whose it is names them: a dog hotel's booking, a bread blog. */
export const KINDS = words(`booking bookings reservation reservations forum blog shop store library directory tracker calendar planner chat
  community review reviews reminder catalogue catalog marketplace wiki dashboard crm quiz gallery portfolio newsletter calculator
  calculators log logbook diary register archive board`);
/** Verbs that say nothing but that something is kept or shown; their object names the project. */
export const PLAIN_VERBS =
  words(`display show view showcase present list manage keep provide offer support include contain handle store save
  maintain record collect access browse run get give see learn sell organise organize help let allow resolve ensure improve increase
  enhance promote simplify automate generate create make build add have track find know embed use develop produce render
  implement log plan update monitor control`);
/** Verbs that begin another wish behind "and". */
export const VERBS =
  words(`plan book share manage view upload edit keep buy sell order pay rate see find search browse track add create delete
  deploy publish host show display store save send get give use make write read download run connect sync compare need want has have like check log record`);
/** People of any project. */
export const ANYBODY = words(
  'users user people everyone everybody anyone customers guests visitors members clients us me you them those somebody',
);
export const PREPOSITIONS = words(`in on at from into by with without over under via through per as about between during before after within
  across against towards inside outside onto among beyond alongside around behind`);
/** Cannot end a name. */
export const DANGLING =
  words(`and or of in on at by from a an the to for with without as about between through via its their his her my our your
  various different multiple both based into onto per several specific certain other new many some any each every that which who is are
  be can will not this these those online-only used allowing such`);
