const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => pair.split('/') as [string, string]),
  );

/** Same form for one and many, or never counted; many of them end in -s and are no plurals. */
export const INVARIABLE = list(`
  proceeds subspecies phonetics quadriceps suds acrobatics aerobics aerodynamics aircraft analytics apparatus arms athletics baggage barracks billiards bitcoin bread camping cash cattle chess
  clothes clothing content corps crossroads cutlery data debris deer diabetes economics electronics engineering equipment ergonomics ethics evidence
  feedback firmware fish fitness footwear fun furniture gallows genetics goods gymnastics hardware headquarters health homework housing hovercraft hydroponics info
  information infrastructure jeans jewellery jewelry knowledge laundry linguistics literature livestock logistics luggage machinery mathematics
  maths means measles media merchandise metadata middleware money mumps music news offspring olympics optics outskirts pajamas pants personnel
  physics pliers poetry police politics poultry premises progress proceedings pyjamas rheumatics robotics rice salmon scissors series sheep shorts
  shrimp software soap spacecraft spam species staff stationery sugar surroundings swine tennis thanks trousers traffic transport trout
  tuna tweezers underwear water wealth weather whereabouts wildlife wood woods yoga savings earnings belongings remains odds acoustics tactics cybernetics bioinformatics informatics
  mechatronics thermodynamics dramatics hydraulics binoculars advice research groceries`);

/** One thing although it ends as several do; the plural takes -es. */
export const SINGULAR_IN_S = list(`
  axis paris texas abacus address alias asparagus atlas bias biceps bonus bus business cactus campus canvas caucus census chaos chorus christmas circus citrus class
  compass consensus corpus cosmos cross discus dress ethos eucalyptus express fetus focus gas genius genus glass grass guess harness hibiscus hippopotamus hiatus hubris
  ibis illness iris kudos lens loss lotus mass mattress metropolis minibus nautilus nexus nucleus octopus omnibus opus pancreas papyrus
  pass pelvis platypus plus portcullis prospectus rhinoceros rumpus sinus status stimulus surplus syllabus terminus thermos
  tetanus thesaurus toss trellis trolleybus truss typhus uterus venus virus walrus wellness witness gps pos sms sos rss css pus
  marquis mantis cannabis arthritis hepatitis bronchitis meningitis gastritis yes xmas`);

/** What the general rules get wrong, one/many. */
export const IRREGULAR = pairs(`
  ache/aches headache/headaches toothache/toothaches backache/backaches apache/apaches cache/caches niche/niches cliche/cliches creche/creches
  moustache/moustaches mustache/mustaches psyche/psyches quiche/quiches avalanche/avalanches brioche/brioches
  calorie/calories cookie/cookies movie/movies pie/pies tie/ties necktie/neckties zombie/zombies selfie/selfies smoothie/smoothies brownie/brownies foodie/foodies
  genie/genies prairie/prairies rookie/rookies pixie/pixies magpie/magpies hoodie/hoodies collie/collies budgie/budgies cabbie/cabbies caddie/caddies cutie/cuties
  eerie/eeries freebie/freebies goalie/goalies groupie/groupies hippie/hippies indie/indies newbie/newbies oldie/oldies patisserie/patisseries rotisserie/rotisseries
  reverie/reveries lingerie/lingeries boogie/boogies birdie/birdies veggie/veggies walkie-talkie/walkie-talkies techie/techies townie/townies talkie/talkies sortie/sorties
  menagerie/menageries eatery/eateries brasserie/brasseries die/dice lie/lies
  excuse/excuses fuse/fuses muse/muses misuse/misuses refuse/refuses recluse/recluses impasse/impasses premise/premises posse/posses house/houses warehouse/warehouses
  greenhouse/greenhouses lighthouse/lighthouses mouse/mice louse/lice cause/causes clause/clauses pause/pauses blouse/blouses nurse/nurses horse/horses course/courses
  basis/bases purse/purses verse/verses universe/universes database/databases base/bases case/cases phase/phases phrase/phrases release/releases lease/leases disease/diseases
  purchase/purchases showcase/showcases suitcase/suitcases bookcase/bookcases staircase/staircases chase/chases vase/vases expense/expenses license/licenses response/responses
  defense/defenses sense/senses rinse/rinses exercise/exercises enterprise/enterprises franchise/franchises cruise/cruises dose/doses hose/hoses nose/noses
  pose/poses purpose/purposes rose/roses close/closes cheese/cheeses lens/lenses sunrise/sunrises promise/promises surprise/surprises noise/noises prize/prizes
  quiz/quizzes whiz/whizzes waltz/waltzes fez/fezzes topaz/topazes quartz/quartzes
  axe/axes analysis/analyses crisis/crises diagnosis/diagnoses hypothesis/hypotheses oasis/oases parenthesis/parentheses prognosis/prognoses synopsis/synopses
  synthesis/syntheses thesis/theses emphasis/emphases genesis/geneses ellipsis/ellipses neurosis/neuroses psychosis/psychoses metamorphosis/metamorphoses
  antithesis/antitheses dialysis/dialyses catharsis/catharses nemesis/nemeses paralysis/paralyses catalysis/catalyses
  criterion/criteria phenomenon/phenomena bacterium/bacteria curriculum/curricula memorandum/memoranda addendum/addenda erratum/errata
  stratum/strata symposium/symposia aquarium/aquariums stadium/stadiums museum/museums forum/forums album/albums podium/podiums gymnasium/gymnasiums auditorium/auditoriums
  millennium/millennia premium/premiums medium/mediums consortium/consortia referendum/referendums emporium/emporiums
  index/indexes appendix/appendices matrix/matrices vertex/vertices vortex/vortices
  alga/algae larva/larvae alumnus/alumni alumna/alumnae fungus/fungi stimulus/stimuli nucleus/nuclei cactus/cacti syllabus/syllabuses octopus/octopuses radius/radii bacillus/bacilli
  child/children grandchild/grandchildren stepchild/stepchildren schoolchild/schoolchildren person/people salesperson/salespeople chairperson/chairpeople spokesperson/spokespeople craftsperson/craftspeople
  tradesperson/tradespeople layperson/laypeople man/men woman/women human/humans german/germans roman/romans talisman/talismans shaman/shamans caiman/caimans ottoman/ottomans
  tooth/teeth foot/feet goose/geese ox/oxen
  leave/leaves leaf/leaves loaf/loaves half/halves calf/calves knife/knives life/lives wife/wives midwife/midwives housewife/housewives self/selves shelf/shelves bookshelf/bookshelves elf/elves thief/thieves
  wolf/wolves scarf/scarves hoof/hooves dwarf/dwarves sheaf/sheaves roof/roofs proof/proofs chief/chiefs belief/beliefs brief/briefs chef/chefs reef/reefs cliff/cliffs
  golf/golfs gulf/gulfs safe/safes cafe/cafes giraffe/giraffes carafe/carafes handkerchief/handkerchiefs sheriff/sheriffs tariff/tariffs playoff/playoffs turf/turfs surf/surfs serf/serfs relief/reliefs grief/griefs motif/motifs
  weave/weaves glove/gloves olive/olives dove/doves stove/stoves grave/graves cave/caves wave/waves sleeve/sleeves valve/valves curve/curves nerve/nerves reserve/reserves drive/drives
  archive/archives objective/objectives initiative/initiatives native/natives hive/hives beehive/beehives move/moves salve/salves cove/coves groove/grooves alcove/alcoves
  potato/potatoes tomato/tomatoes hero/heroes echo/echoes veto/vetoes volcano/volcanoes mosquito/mosquitoes torpedo/torpedoes cargo/cargoes mango/mangoes buffalo/buffaloes embargo/embargoes
  photo/photos logo/logos video/videos radio/radios studio/studios portfolio/portfolios memo/memos piano/pianos demo/demos promo/promos zoo/zoos tattoo/tattoos ratio/ratios combo/combos
  casino/casinos domino/dominoes kilo/kilos euro/euros avocado/avocados tempo/tempos ego/egos auto/autos condo/condos disco/discos rhino/rhinos hippo/hippos
  shoe/shoes toe/toes canoe/canoes oboe/oboes foe/foes hoe/hoes aloe/aloes
  menu/menus emu/emus guru/gurus haiku/haikus flu/flus tofu/tofus sudoku/sudokus tutu/tutus gnu/gnus bayou/bayous adieu/adieus milieu/milieus
  taxi/taxis ski/skis kiwi/kiwis bikini/bikinis safari/safaris sari/saris emoji/emojis alibi/alibis wiki/wikis jacuzzi/jacuzzis zucchini/zucchinis daiquiri/daiquiris kanji/kanjis khaki/khakis martini/martinis panini/paninis
  origami/origamis tsunami/tsunamis salami/salamis rabbi/rabbis yeti/yetis api/apis kpi/kpis url/urls pdf/pdfs faq/faqs id/ids sku/skus dvd/dvds cd/cds tv/tvs dj/djs cv/cvs
  saga/sagas yoga/yogas rutabaga/rutabagas toga/togas syringa/syringas paraphernalia/paraphernalia pizza/pizzas agenda/agendas schema/schemas quota/quotas formula/formulas antenna/antennas camera/cameras arena/arenas
  villa/villas sauna/saunas visa/visas sofa/sofas panda/pandas koala/koalas era/eras idea/ideas area/areas cinema/cinemas drama/dramas diploma/diplomas dogma/dogmas stigma/stigmas replica/replicas pasta/pastas plaza/plazas persona/personas mascara/mascaras
  specimen/specimens stamen/stamens abdomen/abdomens omen/omens regimen/regimens acumen/acumens yemen/yemens ramen/ramens cyclamen/cyclamens hymen/hymens
  bus/buses gas/gases plus/pluses yes/yeses canvas/canvases status/statuses virus/viruses bonus/bonuses focus/focuses campus/campuses genus/genera corpus/corpora opus/opuses
  hunch/hunches lunch/lunches bunch/bunches branch/branches batch/batches match/matches patch/patches watch/watches coach/coaches church/churches
  pastry/pastries story/stories storey/storeys survey/surveys journey/journeys key/keys valley/valleys monkey/monkeys donkey/donkeys attorney/attorneys trolley/trolleys
  monthly/monthlies weekly/weeklies daily/dailies
  passerby/passersby dress/dresses class/classes glass/glasses boss/bosses address/addresses process/processes box/boxes fox/foxes tax/taxes fix/fixes mix/mixes suffix/suffixes prefix/prefixes
  bourgeoisie/bourgeoisies sub-species/sub-species blitz/blitzes hertz/hertz megahertz/megahertz sos/soses os/oses dais/daises fracas/fracases rendezvous/rendezvous
  tax/taxes debris/debris mom/moms pro/pros silo/silos solo/solos stereo/stereos cameo/cameos rodeo/rodeos patio/patios scenario/scenarios folio/folios trio/trios inventory/inventories
  leaflet/leaflets`);

/** base/past participle; where it is also the simple past the caller need not care. */
export const PARTICIPLES = pairs(`
  arise/arisen awake/awoken be/been bear/borne beat/beaten become/become begin/begun bend/bent bet/bet bid/bid bind/bound bite/bitten bleed/bled blow/blown break/broken breed/bred bring/brought
  broadcast/broadcast build/built rebuild/rebuilt burn/burnt buy/bought cast/cast catch/caught choose/chosen cling/clung come/come cost/cost creep/crept cut/cut deal/dealt dig/dug do/done redo/redone undo/undone draw/drawn withdraw/withdrawn
  dream/dreamt drink/drunk drive/driven eat/eaten fall/fallen feed/fed feel/felt fight/fought find/found flee/fled fling/flung fly/flown forbid/forbidden forecast/forecast foresee/foreseen forget/forgotten forgive/forgiven
  freeze/frozen get/got give/given go/gone undergo/undergone grind/ground grow/grown hang/hung have/had hear/heard overhear/overheard hide/hidden hit/hit hold/held withhold/withheld hurt/hurt input/input keep/kept kneel/knelt know/known
  lay/laid lead/led mislead/misled lean/leant leap/leapt learn/learnt leave/left lend/lent let/let lie/lain light/lit lose/lost make/made mean/meant meet/met mow/mown offset/offset output/output outsource/outsourced overcome/overcome overdo/overdone
  override/overridden overtake/overtaken overwrite/overwritten pay/paid prepay/prepaid repay/repaid prove/proven put/put quit/quit read/read reread/reread proofread/proofread rend/rent reset/reset resell/resold retell/retold rewrite/rewritten rid/rid ride/ridden ring/rung rise/risen run/run rerun/rerun saw/sawn
  say/said see/seen oversee/overseen seek/sought sell/sold send/sent resend/resent set/set sew/sewn shake/shaken shed/shed shine/shone shoot/shot show/shown shrink/shrunk shut/shut sing/sung sink/sunk sit/sat sleep/slept slide/slid
  sling/slung slit/slit sow/sown speak/spoken speed/sped spell/spelt spend/spent spill/spilt spin/spun spit/spat split/split spoil/spoilt spread/spread spring/sprung stand/stood understand/understood misunderstand/misunderstood withstand/withstood steal/stolen stick/stuck sting/stung stink/stunk
  strike/struck string/strung strive/striven swear/sworn sweep/swept swell/swollen swim/swum swing/swung take/taken retake/retaken undertake/undertaken mistake/mistaken teach/taught tear/torn tell/told foretell/foretold think/thought rethink/rethought throw/thrown thrust/thrust tread/trodden
  typeset/typeset underwrite/underwritten unwind/unwound upset/upset wake/woken wear/worn weave/woven weep/wept wed/wed wet/wet win/won wind/wound wring/wrung write/written relay/relayed outbid/outbid outgrow/outgrown`);

/** Verbs of more than one syllable whose last consonant doubles; British spelling, as in "cancelled". */
export const DOUBLING = list(`
  abet abhor acquit admit allot annul befit begin cancel channel commit compel concur confer control counsel defer demur deter dial dispel distil duel embed
  emit enrol enthral equip excel expel forget format fuel fulfil get impel incur infer initial input instal jewel kidnap label level marshal marvel model omit
  output panel pedal permit prefer program propel quarrel rebel rebut recap recur reformat refer refit regret relabel remit repel rerun reset resubmit rival signal snorkel spiral stencil
  submit subtotal swivel total transfer transmit transit travel tunnel unplug unwrap unzip upset worship zigzag outwit overlap outrun reequip unpin unsubmit remap unclog handicap offset babysit`);
