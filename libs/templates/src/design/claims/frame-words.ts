import { words } from './acts.js';

/** Adjectives that ask nothing of the thing itself: how good, how new, how many, or that it is there and was made by somebody. */
export const PLAIN: ReadonlySet<string> = words(`
  all | any | each | every | own | other | others | another | new | old | existing | same | several | multiple | many | more | most | various | different | diverse | varied | numerous
  single | individual | whole | entire | full | complete | overall | total | main | basic | simple | common | general | general-purpose | typical | standard | normal | regular | ordinary | usual | original
  relevant | related | corresponding | respective | associated | specific | particular | certain | given | desired | required | needed | necessary | unnecessary | unwanted | useful | important | key | essential | core | major | additional | extra | further
  detailed | comprehensive | rich | extensive | brief | short | long | clear | concise | accurate | correct | exact | precise | valid | proper | suitable | appropriate | reliable | secure | safe | private | personal | convenient | easy | quick | fast | smooth | seamless | efficient | effective
  good | great | nice | beautiful | attractive | elegant | modern | stylish | delicious | tasty | interesting | exciting | engaging | amazing | fun | wonderful | unique | special | exclusive | high-quality | quality | premium | professional | excellent | fresh | authentic | favorite | favourite
  latest | newest | current | recent | up-to-date | daily | everyday | past | previous | historical | future
  available | possible | potential | actual | real | online | digital | electronic | virtual | internal | external | physical | web-based | user-friendly | visual | textual
  created | added | made | posted | published | uploaded | entered | submitted | recorded | stored | saved | kept | listed | provided | displayed | presented | chosen | selected | specified | designated | dedicated | used | involved | included | contained | owned | registered | updated | advanced | mixed | limited | so-called | built-in | authorized | authorised | desired | interested | intended | preferred | user-created | user-uploaded | user-generated | user-submitted | user-published | written | learning
  large | small | big | little | high | low | first | second | final | next | main | public | social | local | official | human | financial | medical | educational | academic | commercial | technical | cultural
`);

/** What only a behaviour shows, whatever is named so. */
export const FUNCTIONAL =
  /^(real-?time|interactive|automatic|automated|intelligent|smart|personali[sz]ed|customi[sz]ed|animated|encrypted|adaptive|immersive|multi-?lingual|multi-?language|cross-platform|one-click|batch|3d|panoramic|live|ai|ai-\w+|\w+-style|voice)$/;

/** Adverbs that say how well, where or by whose will, and no more. */
export const IDLE_ADVERB: ReadonlySet<string> = words(`
  only | also | too | even | just | online | here | there | anytime | anywhere | together | further | again | back | later | then | thus | therefore | instead | well | very | more | better | so | first | finally | next | now | in | out | up | down | away | off | on
  easily | quickly | directly | freely | conveniently | securely | safely | efficiently | clearly | effectively | effortlessly | accurately | smoothly | simply | fully | manually | respectively | individually | separately | correctly | properly | successfully | intuitively | visually | flexibly | fast | mainly | especially | specifically | particularly | currently | actively | completely | easily | independently | normally | personally | seamlessly | comprehensively | reliably | promptly | rapidly | comfortably | better | necessarily | basically | generally | ideally | possibly | additionally | furthermore | moreover | finally | centrally | uniformly | systematically | digitally | electronically | usefully | nicely | beautifully | neatly | jointly | readily | carefully | closely | deeply | actually | really | originally | previously | recently | newly | overall | once
`);

/** Nouns of places, ways and reasons, which ask nothing by themselves. */
export const FRAME: ReadonlySet<string> = words(`
  way | manner | mode | detail | ease | convenience | efficiency | addition | general | particular | whole | part | case | order | time | moment | place | one | need | needs | preference | choice | wish | interest | requirement | demand | condition | situation | purpose | reference | use | usage | help | basis | process | step
  application | app | site | website | web | webpage | page | homepage | home | platform | system | program | mini-program | mini | software | tool | portal | product | internet | browser | device | phone | mobile | computer | desktop | screen | interface | section | panel | menu | module | function | functionality | feature | button | link | center | centre | end | backend | background | area | field | form | account | password | credential | line | accordance | list | table | database | library | catalog | catalogue | collection | store | world | life | future | instruction | operation | management | view | display
  information | info | data | content | detail | item | thing | type | kind | category | range | variety | set | number | name | keyword | criterion | criteria | text | word | entry | record | activity | person | people | user | client | visitor | member | everyone | anyone | others | community | public | team | side | administrator | admin | manager | management
`);

/** By what something reaches people outside. */
export const CHANNEL = /\b(e-?mails?|sms|text messages?|push|wechat|whatsapp|telegram|phone|mail|messages?|notifications?|social media|third-party)\b/i;
