export const NOUN_CLASSES = [
  'thing',
  'person',
  'group',
  'place',
  'event',
  'document',
  'attribute',
  'measure',
  'unit',
  'time',
  'abstraction',
  'mass',
  'interface',
  'application',
  'technology',
  'style',
  'activity',
  'proper',
] as const;
export type NounClass = (typeof NOUN_CLASSES)[number];

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*[|\n]\s*/));

/**
 * What head nouns and whole compounds are in descriptions of applications, where that differs from what dictionaries and the lexicon of things
 * say: a page is no leaf of paper here, and a background no past. Singular, lower case. The first list that holds a word decides.
 */
export const LISTS: readonly (readonly [NounClass, ReadonlySet<string>])[] = [
  [
    'thing',
    list(
      `item | entry | instruction | model | lens | packet | screw | resource | log | reservation | booking | membership | shift | order | reward | voucher | ticket | record | badge | point of interest | to-do | card game | date night | time slot | time entry`,
    ),
  ],
  [
    'proper',
    list(
      `google | stripe | paypal | facebook | instagram | whatsapp | wechat | alipay | twitter | youtube | tiktok | spotify | netflix | amazon | shopify | ebay | airbnb | uber | linkedin | github | gitlab | slack | discord | telegram | zoom | dropbox | notion | trello | twilio | openai | chatgpt | microsoft | apple inc | google maps | google calendar | google sheet | paypal account | mailchimp | salesforce | hubspot | zapier | taobao | baidu | steam | reddit | pinterest | etsy | bitcoin network`,
    ),
  ],
  [
    'application',
    list(`browser | program | app | apps | application | platform | website | web site | system | mini-program | mini program | miniprogram | applet | portal | software | web app | webapp | web | software program | tool website | saas
      | marketplace | web application | mobile app | mobile application | e-commerce site | web portal | web platform | online shop | online store | webshop | intranet | backend system
      | website builder | management end | user end | merchant end | client side | server side | admin panel | cms | crm | erp | extension | browser extension | chrome extension | plugin | plug-in | bot | chatbot | program website | solution | software solution`),
  ],
  [
    'interface',
    list(`about us | about me | contact us | contact me | page | homepage | home page | webpage | web page | landing page | view | screen | dashboard | button | menu bar | navigation menu | navigation | navbar | nav bar | navigation bar | sidebar | side bar | toolbar | footer | header | banner | hero section
      | section | layout | form | form field | input field | text field | field | input | checkbox | dropdown | drop-down | drop-down menu | dropdown menu | radio button | slider | carousel | tab | modal | popup | pop-up | dialog | dialogue box | tooltip | widget | panel | component | element | form element
      | interface | user interface | ui | gui | display | box | input box | search box | search bar | searchbar | search function | filter | filter option | option | list view | table | grid | column | row | card view | cell | icon | icon button | chart | graph | diagram | line chart | bar chart | pie chart | heat map
      | calendar view | kanban board | map view | list page | detail page | details page | link | hyperlink | breadcrumb | pagination | pagination dot | arrow | wizard | stepper | progress bar | loading bar | spinner | avatar menu | main page | front page | contact form | login form | form page | search form | search page | search
      | sign-in page | user center | user centre | personal center | member center | control | controls | preview | template | draft box | message board | navigation functionality | player window | video player | media player | text editor | editor | rich text editor | code editor | viewer | canvas | frame | block | container | list | menu | side | timeline | newsfeed | feed | scroll | hover effect | tile | thumbnail`),
  ],
  [
    'technology',
    list(`gateway | payment gateway | callback | mp3 | mp4 | mkv | mov | avi | wav | zip | xlsx | docx | webp | backend | back-end | back end | front-end | frontend | front end | api | rest api | graphql | server | database | db | backend api | cache | caching | cdn | cloud | blockchain | smart contract | ai | artificial intelligence | machine learning | deep learning | neural network | algorithm | llm | gpt | nlp | iot | http | https | http request | url | uri | json | xml | csv | csv file | pdf | png
      | jpg | jpeg | gif | svg | gbk | utf-8 | encoding | node.js | html | html5 | css | css3 | javascript | typescript | js | ts | python | java | php | ruby | rust | golang | c++ | c# | sql | mysql | postgresql | postgres | sqlite | mongodb | redis | firebase | supabase | react | react native | vue | vue.js | angular | svelte | next.js | nextjs | nuxt | node | node.js
      | nodejs | express | nestjs | django | flask | rails | laravel | spring boot | spring | bootstrap | tailwind | tailwind css | jquery | electron | flutter | swift | kotlin | docker | kubernetes | aws | azure cloud | lambda | graph database | jwt | oauth | ssl | tls | ssh | ftp | smtp | websocket | webrtc | web socket | framework | library code | stack | tech stack | technology stack
      | architecture | micro-service | microservice | protocol | codec | format | file format | flv format | data format | data model | data module | data structure | json structure | sdk | cli | script | regex | qr code | barcode | gps | bluetooth | wi-fi | wifi | nfc | sensor network | operating system | linux | windows | ios | android | php code | code | source code | sql query | lambda expression | programming language | language
      | cpanel | responsive design | seo | encryption | two-factor authentication | 2fa | single sign-on | sso | metadata | meta | metacomponent | index file | module | middleware | load balancer | domain name | hosting | dns | ip | ip address range | token | session cookie | cookie | websockets | push notification | plugin system | ajax | npm | git | webpack | vite | style sheet | stylesheet | environment variable`),
  ],
  [
    'style',
    list(`style | styling | theme | colour | color | colour scheme | color scheme | color palette | colour palette | palette | background | background color | background colour | font | typography | look | look and feel | dark mode | light mode | night mode | design style | design | aesthetic | appearance | animation | transition
      | visual | visual design | branding | tone | gradient | shadow | accent | accent color | accent colour | contrast | skin theme | pattern | spacing | visual effect`),
  ],
  [
    'attribute',
    list(`word | address | temperature | radius |  category | name | full name | first name | last name | surname | nickname | username | title name | email | e-mail | email address | phone | phone number | telephone | telephone number | mobile number | mobile phone number | address line | password | pin | birthday | birth date | date of birth | date | due date | deadline | start date | end date | expiry date | expiration date
      | publication date | start time | end time | price | unit price | cost price | quantity | amount | status | state | type | kind | category type | priority | severity | gender | sex | age | height | weight | size | length | width | depth | dimension | color value | number | phone model | id | identifier | code number | digit code | verification code | postcode | zip code | postal code | title | subtitle | label
      | description | short description | summary | detail | details | contact detail | contact information | contact info | personal information field | type name | url address | symbol | duration | location | position number | grade value | level of difficulty | difficulty | format type | source | origin | destination name | brand name | model number | serial number | isbn | sku code | stock level | capacity | price range | salary range
      | salary | fee amount | caption | keyword | bio | biography | gender identity | nationality | occupation | job title | language preference | payment method | delivery method | shipping address | delivery address | delivery status | order status | payment status | mileage | rating value | score value | starting point | ending point | end point | start point | publication year | year of publication | release date | screen size | health status
      | room type | parameter | print parameter | property name | value | voice | content type | article header | grade | error | sms | response | advantage | conversion result | comparison result | translation result | result`),
  ],
  [
    'unit',
    list(
      `kg | kilogram | gram | g | mg | lb | pound | ounce | oz | ton | tonne | litre | liter | ml | millilitre | milliliter | km | kilometre | kilometer | mile | metre | meter | cm | centimetre | centimeter | mm | inch | foot | feet | yard | acre | hectare | square metre | square meter | celsius | fahrenheit | degree | kwh | watt | volt | percent | euro | dollar | cent | eur | usd | gbp | rupee | yen | yuan | calorie | kcal | gb | mb | byte | pixel | px`,
    ),
  ],
  [
    'time',
    list(
      `time | day | week | month | year | hour | minute | second | moment | today | tomorrow | yesterday | morning | afternoon | evening | night | noon | midnight | weekend | weekday | season | spring | summer | autumn | fall | winter | quarter | decade | century | period | date range | time frame | timeframe | future | past | present | history | real time | real-time | january | february | march | april | june | july | august | september | october | november | december | monday | tuesday | wednesday | thursday | friday | saturday | sunday | semester | fortnight | lifetime | while | deadline day`,
    ),
  ],
  [
    'measure',
    list(
      `total | sum | average | mean | median | percentage | percent rate | count | number of | rate of return | ratio | conversion rate | click-through rate | statistic | statistics | sales statistic | data statistic | metric | kpi | figure | balance sheet total | subtotal | maximum | minimum | share of | frequency | growth rate | occupancy rate | distance | speed | score | point | points | streak | turnover | volume | data statistics | time status | queue length | usage`,
    ),
  ],
  [
    'mass',
    list(`information | info | data | content | text | media | multimedia | multimedia resource | user data | form data | json data | information content | feedback | news | news content | audio | music | material | inventory | equipment | furniture | money | knowledge | software code | help | advice | traffic | waste | food | water | energy | electricity | fuel | luggage | merchandise | stock | goods | insight | staff information | evidence | paperwork
      | documentation | research | data source | dataset content | clothing | weather | metadata | literature | homework | cash | currency amount | carbon emission | citation information | proof | asset record`),
  ],
  [
    'abstraction',
    list(`demand | gameplay | functionality | function | feature | capability | ability | experience | user experience | efficiency | convenience | security | safety | privacy | performance | reliability | scalability | usability | accessibility | compatibility | cross-platform compatibility | integrity | data integrity | quality | effect | interest | preference | need | requirement | purpose | way | manner | mode | rule | operation | use | use case | usage scenario | benefit | advantage
      | satisfaction | engagement | interaction | transparency | flexibility | simplicity | consistency | clarity | authenticity | accuracy | trust | credibility | loyalty | happiness | health | wellness | fitness | growth | success | progress | process | method | approach | strategy | concept | basis | aspect | part | kind | sort | range | variety | scope | level of detail | detail level | access | permission | role | authority | right | power | control over
      | convenience store | development | web development | logistics | e-commerce | commerce | business logic | business process | marketing | sales | culture | art | science | history of | life | world | environment | nature | community spirit | quality of life | opportunity | case | situation | condition | circumstance | example | order of | term | support | customer support | technical support | hand | meta | center | pattern | exchange | sale | thing | stuff | item of interest
      | something | anything | everything | one | lot | bit | set | number | variety | end | goal of | idea of | purpose of | priority of | freedom | awareness | responsibility | productivity | sustainability | mobility | hospitality | entertainment | fun | inspiration | motivation | creativity | attention | focus | understanding | insight into | presence | popularity | relevance | potential | reach | care | wellbeing | well-being | relationship | customer relationship | aim | objective of | other | ease | ease of use | speed of`),
  ],
  [
    'activity',
    list(`copywriting | login | log-in | logout | sign-in | signin | sign-up | signup | sign-out | check-in | checkin | check-out | checkout | registration | user registration | management | browsing | editing | tracking | analysis | data analysis | data analytics | analytics | data visualization | data visualisation | visualization | publishing | uploading | downloading | sharing | printing | logging | moderation | scheduling | verification | authentication
      | authorization | authorisation | processing | payment processing | playback | upload | download | import | export | backup | sync | synchronization | integration | customization | customisation | personalization | personalisation | optimization | optimisation | monitoring | reporting | billing | ordering | communication | collaboration | recommendation engine | matching | calculation process | administration | maintenance work
      | query | check | checking | learning | study | teaching | training of | shopping | trading | cooking | travel | traveling | travelling | gardening | camping | hiking | reading | writing | recruitment | generation | creation | deletion | update | cancellation | evaluation | aggregation | filtering | sorting | searching | exchange of | showcase | display of | introduction | company introduction | browse | pause | return | operation of | presentation | distribution | encryption method | payment process | planning | cleaning | repairing | drawing of | activity tracking | share | storage | process of | customer service | promotion of | edit | adjustment`),
  ],
  [
    'group',
    list(
      `business | team | committee | family | department | company | organization | organisation | enterprise | agency | institution | association | audience | crowd | public | class of people | staff | crew | board of directors | household | tribe | union | government | business owner group | community | group | club | startup | firm | nonprofit | ngo | municipality | merchant group | everyone | nobody`,
    ),
  ],
  [
    'person',
    list(
      `user | people | person | individual | visitor | guest | customer | client | administrator | admin | merchant | seller | buyer | owner | participant | developer | blogger | fan | expert | author | creator | operator | member | employee | staff | cashier | player | viewer | reader | listener | follower | friend | coordinator | resident | citizen | vendor | professional | enthusiast | beginner | child | adult | man | woman | neighbour | neighbor | parent | student | ai expert | everyone else | somebody`,
    ),
  ],
  [
    'place',
    list(
      `city | town | village | country | region | place | location place | building | room | campsite | garden | restaurant | warehouse | park | street | station | venue | hall | neighbourhood | neighborhood | area | district | destination | attraction | site | shop | store | branch | facility | campus | office | gym | clinic | hospital | library | museum | church | airport | parking lot | beach | mountain | lake | farm | kitchen | home | house`,
    ),
  ],
  [
    'event',
    list(
      `event | concert | festival | wedding | party | conference | tournament | competition | meeting | appointment | ceremony | match | race | exhibition | fair | workshop | webinar | seminar | lecture | meetup | game night | holiday | trip | interview | performance show | incident | emergency | session | auction`,
    ),
  ],
  [
    'document',
    list(
      `document | report | invoice | contract | receipt | certificate | prescription | letter | article | paper | book chapter | résumé | resume | cv | policy | licence | license | form document | newsletter | brochure | transcript | manual | guide book | agreement | waybill | blog post | story | plan`,
    ),
  ],
];
