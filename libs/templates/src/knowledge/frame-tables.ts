import type { KitName } from '../design/design.types.js';

/** `crud`: making, reading, changing or deleting. `access`: signing in. `none`: carries no behaviour. `outside`: templates cannot do it. */
export type FrameKit =
  KitName | 'crud' | 'search' | 'upload' | 'export' | 'print' | 'access' | 'dashboard' | 'calendar' | 'roles' | 'none' | 'outside';

export interface Frame {
  kit: FrameKit;
  act?: 'create' | 'read' | 'change' | 'remove';
  /** In which a record is after it: "approved". */
  stateAfter?: string;
  /** Record that the act leaves behind, singular: "booking". */
  tie?: string;
  /** How long it is taken: "rent" and "book" want periods. */
  period?: 'days' | 'hours';
  /** Why templates cannot do it. */
  reason?: string;
}

const spread = (frame: Frame, verbs: string): [string, Frame][] =>
  verbs
    .trim()
    .split(/\s*[|\n]\s*/)
    .map((verb) => [verb, frame]);
/** "approve:approved": each with the state that it leads to. */
const states = (verbs: string): [string, Frame][] =>
  verbs
    .trim()
    .split(/\s*[|\n]\s*/)
    .map((entry) => entry.split(':') as [string, string])
    .map(([verb, stateAfter]) => [verb, { kit: 'lifecycle', stateAfter }]);

/** By base form; particles belong to the verb. */
export const VERB_FRAMES: ReadonlyMap<string, Frame> = new Map([
  ...spread(
    { kit: 'none' },
    `pass | lead | form | format | drive | address | map | call | feed information | power | rise | grasp | counter | challenge | reuse | constrain | implement | develop | build | ensure | allow | enable | let | help | need | want | support | provide | include | contain | have | be | do | consist | use | offer | feature | require | relate | base | perform | conduct | handle | work | function | interact | engage | improve | enhance | optimize | optimise | simplify | streamline | integrate | adapt | design | redesign | learn | experience | enjoy | desire | understand | become | appear | aim | serve
    | focus | cover | exist | accord | agree | thank | try | click | drag | scroll | zoom | slide | navigate | switch | jump | turn | load | refresh | run | start | stop | pause | resume | execute | trigger | proceed | access | get | obtain | receive | reach | involve | belong | depend | apply style | demonstrate | encourage | prevent | avoid | protect | facilitate | automate | appeal | target | make | take | give | put | keep | happen | know | see fit | connect | go | come | leave | live | spend
    | earn | cause | continue | fail | increase | reduce | eliminate | launch | deploy | host website | communicate | redirect | prompt | embed | configure page | structure | showcase skill | respond to | promote | reflect | represent | describe | achieve | ask | seek | discover | explore | think | care | love | like to | wish | expect | look | feel | mean | say | speak | talk | tell | meet need | follow rule | follow instruction | accommodate | grow | decide | rely | stay | wait | differ | vary`,
  ),
  ...spread(
    { kit: 'crud', act: 'create' },
    `generate | send | place | copy | draw up | lecture | model | gift | create | add | post | write | enter | input | fill | fill in | fill out | submit | insert | register item | list for sale | compose | draft | define | set up | establish | report | file | propose | suggest | express | invent | open | start project | host | put up | offer item | plan | organize | organise | prepare | record | log | note | note down | jot down | capture | save entry | store | collect | gather | introduce | generate entry | produce | lodge | raise | issue | announce | write down | keep record of | document`,
  ),
  ...spread(
    { kit: 'crud', act: 'read' },
    `view | see | show | display | browse | read | list | check | look at | look up | look through | present | showcase | access list | inspect | watch | listen | listen to | explore list | find out | preview | visit | retrieve | query | consult | examine`,
  ),
  ...spread(
    { kit: 'crud', act: 'change' },
    `edit | update | change | modify | set | adjust | customize | customise | configure | rename | correct | maintain | manage | manipulate | administer | alter | revise | personalize | personalise | tag | label | categorize | categorise | classify | group | prioritize | prioritise | reorder | arrange | annotate | fix entry | mark | move entry | amend | control | operate | oversee | supervise`,
  ),
  ...spread({ kit: 'crud', act: 'remove' }, `delete | remove | erase | clear | drop | discard | unload | clean up | dispose`),
  ...spread(
    { kit: 'search' },
    `search | find | filter | sort | compare | look for | narrow | narrow down | select | choose | pick | locate | match | search for | order by | explore catalogue | recommend | suggest item | shortlist | query by`,
  ),
  ...spread({ kit: 'upload' }, `upload | attach | import picture | add photo | scan in`),
  ...spread({ kit: 'import' }, `import | bulk upload | load from file | migrate`),
  ...spread({ kit: 'export' }, `export | download | back up | convert to csv | save as`),
  ...spread({ kit: 'print' }, `print | print out`),
  ...spread(
    { kit: 'booking', tie: 'booking' },
    `book | reserve | schedule appointment | book in | make an appointment | pre-book | prebook`,
  ),
  ...spread({ kit: 'booking', tie: 'rental', period: 'days' }, `rent | hire | lease | rent out | let out | charter`),
  ...spread({ kit: 'loan', tie: 'loan', period: 'days' }, `borrow | lend | loan | lend out | check out book | give back | take out`),
  ...spread(
    { kit: 'cart', tie: 'order' },
    `buy | order | purchase | shop | check out | checkout | sell | add to cart | place order | pre-order | preorder | reorder product | stock up`,
  ),
  ...spread(
    { kit: 'payment' },
    `pay | invoice | charge | bill | recharge | top up | settle | reimburse | tip | prepay | pay for | pay off`,
  ),
  ...spread({ kit: 'payment', tie: 'donation' }, `donate | contribute | pledge | sponsor | fund | give money | raise money`),
  ...spread({ kit: 'enrolment', tie: 'enrolment' }, `enrol | enroll | sign up for course | attend course | take course`),
  ...spread(
    { kit: 'enrolment', tie: 'registration' },
    `register for | sign up for | participate | take part | attend | join in | rsvp | compete | enter competition | register to | volunteer | volunteer for`,
  ),
  ...spread({ kit: 'enrolment', tie: 'application' }, `apply | apply for | apply to | audition`),
  ...spread({ kit: 'enrolment', tie: 'membership' }, `join | become member | subscribe to plan`),
  ...spread({ kit: 'enrolment', tie: 'attendance' }, `check in | clock in | sign in attendee | mark attendance | take attendance`),
  ...spread({ kit: 'enrolment', tie: 'bid' }, `bid | bid on | outbid | make an offer`),
  ...spread(
    { kit: 'review', tie: 'review' },
    `review | rate | evaluate | score | grade | assess | give feedback | leave feedback | recommend to others`,
  ),
  ...spread(
    { kit: 'comment', tie: 'comment' },
    `comment | comment on | reply | reply to | respond | answer | discuss | debate | react | remark | criticize | criticise`,
  ),
  ...spread({ kit: 'favourite', tie: 'like' }, `like | upvote | thumb up | heart | clap | applaud | appreciate`),
  ...spread({ kit: 'favourite', tie: 'favourite' }, `favourite | favorite | wishlist | star | love item`),
  ...spread({ kit: 'favourite', tie: 'bookmark' }, `bookmark | save | save for later | pin | keep for later`),
  ...spread({ kit: 'favourite', tie: 'follow' }, `follow | unfollow | subscribe | unsubscribe | watch list`),
  ...spread(
    { kit: 'message', tie: 'message' },
    `message | chat | send message | write to | dm | text | talk to | chat with | communicate with | converse | exchange message | interact with each other`,
  ),
  ...spread(
    { kit: 'enquiry', tie: 'enquiry' },
    `contact | inquire | enquire | inquire about | enquire about | get in touch | reach out | request information | ask for quote | request quote`,
  ),
  ...spread(
    { kit: 'notice' },
    `notify | remind | alert | inform | warn | prompt user | announce to | email | send notification | send reminder | send alert | call out | push`,
  ),
  ...spread(
    { kit: 'tracking' },
    `track | monitor | measure | weigh | count | keep track of | keep track | follow up on progress | track progress | log progress | visualize | visualise | chart | plot`,
  ),
  ...spread(
    { kit: 'report' },
    `analyze | analyse | summarize | summarise | aggregate | report on | calculate total | sum up | total | generate report | tally | outline`,
  ),
  ...spread({ kit: 'calculator' }, `calculate | compute | convert | estimate | work out | figure out | determine`),
  ...spread({ kit: 'calendar' }, `schedule | plan shift | take turns | rotate | timetable | arrange meeting | block time`),
  ...spread({ kit: 'poll', tie: 'vote' }, `vote | poll | survey | elect | cast vote | vote on | vote for`),
  ...spread(
    { kit: 'quiz', tie: 'attempt' },
    `quiz | take quiz | take test | test oneself | practise | practice | answer question | take exam | study | revise for`,
  ),
  ...spread({ kit: 'publish', stateAfter: 'published' }, `publish | unpublish | share | release | post publicly | publicize`),
  ...spread({ kit: 'lookup' }, `track order | track parcel | trace | look up status | scan | check status | enter code | redeem`),
  ...spread(
    { kit: 'access' },
    `log in | login | sign in | log out | logout | sign up | register | create account | authenticate | log | sign out | verify email | reset password | log on`,
  ),
  ...spread(
    { kit: 'roles' },
    `authorize | authorise | grant | permit | restrict | assign role | ban | unban | invite | moderate | delegate | revoke`,
  ),
  ...states(`approve:approved | reject:rejected | accept:accepted | decline:declined | confirm:confirmed | cancel:cancelled | complete:done | finish:done | close:closed | reopen:open | archive:archived | assign:assigned | claim:claimed | unassign:open | resolve:resolved | solve:solved | fix:fixed | repair:repaired | return:returned | collect from:collected | pick up:picked up | drop off:dropped off | ship:shipped | dispatch:dispatched | deliver:delivered
    | pack:packed | refund:refunded | process:processed | fulfil:fulfilled | fulfill:fulfilled | verify:verified | validate:verified | check off:done | tick off:done | tick:done | activate:active | end:ended | grab:claimed | reward:rewarded | dismantle:dismantled | split:split | lead project:led | deactivate:inactive | suspend:suspended | block:blocked | unblock:active | enable item:active | disable:disabled | expire:expired | escalate:escalated | flag:flagged | hide:hidden | lock:locked | unlock:unlocked | start work:in progress | begin:in progress | pause task:on hold | hold:on hold | resume task:in progress
    | test:tested | inspect item:inspected | sign:signed | sign off:signed off | adopt:adopted | foster:fostered | hand over:handed over | hand out:handed out | hand in:submitted | turn in:submitted | withdraw:withdrawn | recycle:recycled | redeem:redeemed | water:watered | harvest:harvested | feed:fed | clean:cleaned | treat:treated | diagnose:diagnosed | vaccinate:vaccinated | prescribe:prescribed | discharge:discharged | admit:admitted | hire person:hired | fire:dismissed | promote person:promoted
    | postpone:postponed | reschedule:rescheduled | award:awarded | mark as done:done | mark as read:read | mark as paid:paid | mark as complete:done | restock:restocked | transfer:transferred | move:moved | distribute:distributed | install:installed | replace:replaced | renew:renewed | extend:extended | merge:merged | dismiss:dismissed | acknowledge:acknowledged | settle dispute:settled | serve order:served | cook:prepared | bake:baked | seat:seated | match with:matched | score match:played | draft document:draft | void:void | forward:forwarded | take over:taken over | give up:given up | put back:open | release slot:open | retire:retired | sell item:sold | donate item:donated | lose:lost | find again:found | upgrade:upgraded | debug:fixed | troubleshoot:resolved`),
  ...spread(
    { kit: 'outside', reason: 'it needs a model that understands language, pictures or sound' },
    `translate | recognize | recognise | detect | transcribe | generate image | synthesize | synthesise | predict | identify object | copywrite | narrate | chat with ai | paraphrase | proofread | colorize | identify | generate text | classify image | interpret | dub | transcode | parse | extract | segment`,
  ),
  ...spread(
    { kit: 'outside', reason: 'it works on media files as they play' },
    `stream | livestream | record screen | record audio | play | play back | trim | crop | rewind | mix audio | shoot | animate | render | model in 3d | draw | paint | sketch`,
  ),
  ...spread(
    { kit: 'outside', reason: 'it reaches into other systems' },
    `scrape | crawl | sync with | synchronize | synchronise | sync | call api | mine | trade automatically | encrypt | decrypt | simulate | compile | deploy contract | mint | spider | intercept | proxy`,
  ),
]);

/** Acts as nouns; what is not here goes by its verb. Singular. */
export const NOUN_FRAMES: ReadonlyMap<string, Frame> = new Map([
  ...spread({ kit: 'booking', tie: 'booking' }, `booking | reservation | appointment booking | appointment | time slot`),
  ...spread({ kit: 'booking', tie: 'rental', period: 'days' }, `rental | hire | lease`),
  ...spread({ kit: 'loan', tie: 'loan', period: 'days' }, `loan | lending | borrowing`),
  ...spread(
    { kit: 'cart', tie: 'order' },
    `order | purchase | cart | shopping cart | checkout | shopping | online ordering | ordering | pre-order | basket | sale`,
  ),
  ...spread({ kit: 'payment' }, `payment | invoice | billing | bill | online payment | recharge | deposit`),
  ...spread({ kit: 'payment', tie: 'donation' }, `donation | pledge | contribution | fundraising | crowdfunding`),
  ...spread({ kit: 'enrolment', tie: 'enrolment' }, `enrolment | enrollment | course registration`),
  ...spread(
    { kit: 'enrolment', tie: 'registration' },
    `event registration | participation | attendance at event | rsvp | sign-up for event | entry for competition`,
  ),
  ...spread({ kit: 'enrolment', tie: 'application' }, `application | job application`),
  ...spread({ kit: 'enrolment', tie: 'membership' }, `membership`),
  ...spread({ kit: 'enrolment', tie: 'attendance' }, `attendance | check-in`),
  ...spread({ kit: 'enrolment', tie: 'bid' }, `bid | bidding`),
  ...spread({ kit: 'review', tie: 'review' }, `review | rating | feedback | testimonial | evaluation | star rating`),
  ...spread({ kit: 'comment', tie: 'comment' }, `comment | reply | discussion | answer | commenting`),
  ...spread({ kit: 'favourite', tie: 'like' }, `like | upvote`),
  ...spread({ kit: 'favourite', tie: 'favourite' }, `favourite | favorite | wishlist | wish list`),
  ...spread({ kit: 'favourite', tie: 'bookmark' }, `bookmark | bookmarking | saved item`),
  ...spread({ kit: 'favourite', tie: 'follow' }, `follow | follower | subscription`),
  ...spread(
    { kit: 'message', tie: 'message' },
    `message | chat | messaging | direct message | private message | conversation | instant messaging | communication`,
  ),
  ...spread({ kit: 'enquiry', tie: 'enquiry' }, `enquiry | inquiry | contact form | contact request | quote request`),
  ...spread({ kit: 'notice' }, `notification | reminder | alert | notice | push notification | email notification`),
  ...spread(
    { kit: 'tracking' },
    `tracking | monitoring | progress tracking | time tracking | habit tracking | weight tracking | visualization | visualisation | data visualization`,
  ),
  ...spread(
    { kit: 'report' },
    `report | statistic | statistics | analysis | analytics | data analysis | reporting | chart | summary | insight | figure | dashboard chart`,
  ),
  ...spread({ kit: 'dashboard' }, `dashboard | overview`),
  ...spread({ kit: 'calculator' }, `calculation | calculator | conversion | converter | estimate`),
  ...spread({ kit: 'calendar' }, `schedule | scheduling | rota | roster | calendar | timetable | shift planning`),
  ...spread({ kit: 'poll', tie: 'vote' }, `vote | poll | voting | election`),
  ...spread({ kit: 'quiz', tie: 'attempt' }, `quiz | exam | test | questionnaire with score`),
  ...spread({ kit: 'search' }, `search | filter | filtering | sorting | comparison | search function | recommendation`),
  ...spread({ kit: 'upload' }, `upload | attachment`),
  ...spread({ kit: 'import' }, `import | csv import | data import`),
  ...spread({ kit: 'export' }, `export | download | backup | csv export | data export`),
  ...spread({ kit: 'print' }, `printing | printout`),
  ...spread({ kit: 'publish', stateAfter: 'published' }, `publishing | publication | sharing`),
  ...spread({ kit: 'lookup' }, `order tracking | parcel tracking | shipment tracking | status check`),
  ...spread(
    { kit: 'access' },
    `login | log-in | logout | registration | user registration | user login | sign-in | sign-up | signup | authentication | account | user account | password reset`,
  ),
  ...spread(
    { kit: 'roles' },
    `user management | permission | role management | access control | moderation | authorization | authorisation | invitation`,
  ),
  ...states(
    `approval:approved | rejection:rejected | cancellation:cancelled | completion:done | delivery:delivered | shipment:shipped | refund:refunded | return:returned | repair:repaired | verification:verified | confirmation:confirmed | adoption:adopted | acceptance:accepted | assignment of task:assigned`,
  ),
  ...spread(
    { kit: 'crud', act: 'change' },
    `management | maintenance of data | editing | order management | inventory management | product management | customer management`,
  ),
]);

/** Verbs that take their meaning from the object: "place an order", "leave a comment", "cast a vote". */
export const LIGHT_VERBS = new Set(
  `make place take give do have leave cast set submit complete perform conduct carry send write post add create schedule request get receive hold put file fill start run enter track manage initiate use offer provide support handle process join attend`.split(
    ' ',
  ),
);
