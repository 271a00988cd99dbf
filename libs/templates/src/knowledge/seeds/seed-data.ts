import { tableOf } from '../../shared/table-of.js';
const list = (text: string): string[] => text.trim().split(/\s*\|\s*/);

export const NAMES =
  list(`Ana Silva | Tom Berger | Amina Yusuf | Li Wei | Noah Martin | Priya Nair | Ida Holm | Mateo Rojas | Yuki Tanaka | Zofia Nowak | Omar Haddad | Grace Okafor | Elif Kaya | Sam Taylor | Nina Petrova | Luca Rossi | Maja Kovač | Kofi Mensah | Hana Kim | Jonas Weber
  | Aroha Ngata | Sofia Costa | Erik Lund | Leila Amari | Daniel Cohen | Ines Moreau | Ravi Menon | Freya Olsen | Tariq Aziz | Lucía Paredes | Ben Carter | Thandi Dube | Marek Dvořák | Aoife Byrne | Chen Yu | Carla Mendes | Viktor Ilić | Salma Farouk | Hugo Lambert | Mei Tan | Emre Demir | Rosa Vidal | Oskar Lind | Nadia Rahimi | Joseph Kamau | Elena Popescu | Kai Nakamura | Ruth Adler`);
export const CITIES = list(
  `Lisbon | Ghent | Leeds | Graz | Porto | Malmö | Lyon | Kraków | Bergen | Turin | Galway | Bilbao | Utrecht | Tartu | Ljubljana | Valencia`,
);
export const COUNTRIES = list(
  `Portugal | Belgium | Ireland | Austria | Sweden | France | Poland | Norway | Italy | Spain | Estonia | Slovenia | Japan | Ghana | Mexico | Canada`,
);
export const STREETS = list(
  `Mill Lane | Harbour Street | Linden Road | Station Row | Park Avenue | Hill Road | Old Market | Garden Walk | Bridge Street | School Lane | River View | Orchard Way | Castle Street | Foundry Yard | Elm Close | Quay Side`,
);
export const PLACES = list(
  `Town hall | Old mill | Riverside | Library | Station | Market square | Harbour | School yard | Castle park | Hall B | Garden gate | Community room`,
);
export const COMPANIES = list(
  `Halden Timber | Kernwerk | Blue Heron Care | Maize Foods | Solar Together | Open Rivers | Station Books | Alpine Glass | Two Bridges | Northlight Film | Quayside Logistics | Fern & Moss`,
);
export const QUALIFIERS = list(
  `Small | Northern | Old | Blue | Quiet | Second | Long | Green | Early | Plain | Wide | Silver | Late | Round | Southern | Bright`,
);
export const TEXTS = list(
  `Agreed on the telephone, details follow. | Works well; nothing to add so far. | Needs a second look next week. | Was moved once and is fine now. | The key is at the counter. | Please ask before changing anything. | Better than last year. | Photos are in the folder. | One part is still missing. | Settled to everybody's liking.`,
);
export const COMMENTS = list(
  `Thank you, that helps a lot. | I would add one thing: start earlier. | Same here since last week. | Could you post a picture? | Lovely, I will try it on Sunday. | Not sure I agree, but it is well argued. | Count me in. | Where did you get the parts? | It worked at the second attempt. | We did this last year and would do it again. | A small correction: it opens at nine. | Great idea!`,
);
export const MESSAGES = list(
  `Are you still coming on Saturday? | I have put the key under the pot. | Thanks for yesterday, it was a good evening. | Could we move it to half past six? | The parcel has arrived, I will bring it along. | Sorry for the late answer. | Yes, that suits me well. | Do you have the address at hand? | I am ten minutes late. | Let me know what you think. | Perfect, see you there. | Can I bring a friend?`,
);
export const PRAISE = list(
  `Does what it should, every single time. | Friendly people, quick answers, fair price. | I have recommended it to three friends already. | Better than the pictures promised. | We come back every month. | Careful work, down to the small things.`,
);
export const MIXED = list(
  `Good in all, though it took longer than announced. | Fine for the price. | Nice idea; the instructions could be clearer. | Does the job, no more and no less.`,
);
export const BLAME = list(
  `Arrived damaged, and nobody answered for a week. | Not what was described. | Too loud for us. | I had hoped for more.`,
);

export const PROBLEMS = list(
  `Does not switch on | Cable is frayed at the plug | Zip is stuck | Handle broke off | Gets too hot after ten minutes | Rattles and hums | Display stays dark | Leaks from below | Button has no effect | Torn along the seam | Battery lasts an hour | Wheel is bent | Smells of burning | Hinge is loose | Sound only on one side | Blade is blunt`,
);

/** Of records that are narrower than their entry in the lexicon: a tea is a drink, but no flat white. */
export const NARROW_TITLES = tableOf<string[]>({
  tea: list(
    `Sencha | Assam, second flush | Peppermint | Lapsang | White Peony | Rooibos vanilla | Jasmine pearls | Darjeeling first flush | Chamomile | Oolong, roasted | Earl Grey | Genmaicha`,
  ),
  coffee: list(
    `Sidamo, washed | Huehuetenango | House espresso | Decaf, Peru | Kenya AA | Sumatra | Breakfast blend | Yirgacheffe | Monsooned Malabar | Honduras, organic | Cold brew blend | Harbour roast`,
  ),
  wine: list(
    `Dry Riesling, 2022 | Vinho Verde | Blaufränkisch | Chianti Riserva | Crémant rosé | Albariño | Pinot noir, old vines | Grüner Veltliner | Malbec | Orange, on skins | Douro red | Sekt brut`,
  ),
  beer: list(
    `Harbour Pils | Smoked porter | Wheat, unfiltered | Session IPA | Dry stout | Kriek | Amber lager | Saison | Alcohol-free pale | Bock | Kölsch style | Oatmeal stout`,
  ),
  dog: list(`Balou | Biscuit | Juno | Otto | Rusty | Hazel | Bruno | Clementine | Pepper | Nala | Ziggy | Moss`),
  cat: list(`Figaro | Mochi | Olive | Minka | Sardine | Luna | Button | Tiger | Ash | Pixel | Mabel | Socks`),
  horse: list(`Sable | Hector | Fjord | Calypso | Bella | Thunder | Nutmeg | Aramis | Heather | Comet | Freya | Juniper`),
  chair: list(
    `Spindle-back chair | Reading armchair | Folding chair, beech | Desk chair | Rocking chair | Bar stool | Garden chair | Wing chair | Child's chair | Dining chair, oak | Milking stool | Shell chair`,
  ),
  lamp: list(
    `Brass desk lamp | Paper pendant | Reading lamp | Lantern, solar | Floor lamp, arc | Clip light | Night light | Wall lamp, enamel | Glass globe | Tripod lamp | Bicycle lamp | Bankers lamp`,
  ),
  guitar: list(
    `Classical, cedar top | Dreadnought | Parlour, 1968 | Twelve-string | Semi-hollow, red | Travel guitar | Baritone | Flamenco | Student 3/4 | Resonator | Left-handed | Archtop`,
  ),
  flower: list(
    `Ranunculus, apricot | Tulips, bunch of ten | Sunflowers | Peony, white | Dahlia | Meadow bunch | Anemone | Roses, garden | Lily of the valley | Cornflower | Hellebore | Sweet pea`,
  ),
  cheese: list(
    `Alpine, 12 months | Goat, ashed | Blue, creamy | Pecorino | Smoked curd | Camembert | Gouda, cumin | Sheep, young | Feta | Washed rind | Cheddar, cave | Ricotta`,
  ),
  bread: list(
    `Sourdough loaf | Rye, dark | Seeded baguette | Focaccia | Spelt tin loaf | Walnut bread | Ciabatta | Milk bread | Potato bread | Crispbread | Rolls, six | Olive loaf`,
  ),
  cake: list(
    `Carrot cake | Poppy seed cake | Lemon drizzle | Chocolate torte | Apple crumble cake | Cheesecake | Honey cake | Plum cake | Victoria sponge | Almond tart | Cherry pie | Hazelnut layer`,
  ),
  pizza: list(
    `Margherita | Marinara | Four cheeses | Mushroom and thyme | Salsiccia | Potato and rosemary | Diavola | Artichoke | Tuna and onion | Rocket and ham | Pumpkin | Calzone`,
  ),
  city: list(`Lisbon | Ghent | Leeds | Graz | Porto | Malmö | Lyon | Kraków | Bergen | Turin | Galway | Bilbao`),
  painting: list(
    `Harbour, grey | Woman with a kettle | Two chairs | Night bus | Study of hands | Winter allotment | The listener | Blue field | Interior at noon | Heron | Orchard wall | Last tram`,
  ),
  tent: list(
    `Ridge, two persons | Dome 3 | Tunnel, family | Bivouac | Roof tent | Party tent 3 × 6 | Tipi | Geodesic 4 | Ultralight 1 | Awning | Scout tent | Bell tent`,
  ),
});

/** Questions with what can be answered. */
export const POLLS: readonly [string, string[]][] = [
  ['Which evening suits you best?', ['Tuesday', 'Wednesday', 'Thursday', 'Sunday']],
  ['What colour for the new door?', ['Moss green', 'Dark red', 'Leave it as it is']],
  ['Soup or stew for the opening?', ['Soup', 'Stew', 'Both']],
  ['Where shall we go in June?', ['To the lake', 'Into the hills', 'To the sea']],
  ['Should we open on Sundays?', ['Yes, all day', 'Mornings only', 'No']],
  ['How long should a break be?', ['15 minutes', '30 minutes', '45 minutes']],
  ['Which film shall open the season?', ['A comedy', 'A documentary', 'A classic', 'Something new']],
  ['Do we need more benches?', ['Yes, two', 'Yes, many', 'No']],
  ['Cash or card at the counter?', ['Cash', 'Card', 'Both']],
  ['When should the newsletter come?', ['Weekly', 'Monthly', 'Four times a year']],
  ['What shall we call the cat?', ['Button', 'Sardine', 'Mister Grey']],
  ['Shall we start earlier in winter?', ['At five', 'At six', 'As now']],
];
/** Questions with four options, the right one first. */
export const QUESTIONS: readonly [string, string[]][] = [
  ['Which of these is a string instrument?', ['Cello', 'Oboe', 'Tuba', 'Snare drum']],
  ['What does a barometer measure?', ['Air pressure', 'Humidity', 'Wind speed', 'Rain']],
  ['Which tree bears acorns?', ['Oak', 'Birch', 'Pine', 'Willow']],
  ['What is the capital of Peru?', ['Lima', 'Quito', 'La Paz', 'Bogotá']],
  ['What is half of three quarters?', ['Three eighths', 'A third', 'Two thirds', 'One and a half']],
  ['Which planet is nearest to the sun?', ['Mercury', 'Venus', 'Mars', 'Earth']],
  ['Which gas makes dough rise?', ['Carbon dioxide', 'Oxygen', 'Nitrogen', 'Helium']],
  ['How many minutes has a day?', ['1440', '1240', '1640', '960']],
  ['Which bird cannot fly?', ['Emu', 'Kestrel', 'Swift', 'Heron']],
  ['What is paper mostly made of?', ['Cellulose', 'Clay', 'Starch', 'Wool']],
  ['Which sea lies between Italy and Croatia?', ['Adriatic', 'Baltic', 'Black Sea', 'North Sea']],
  ['Which number is prime?', ['29', '27', '33', '39']],
  ['What do bees collect to make honey?', ['Nectar', 'Resin', 'Dew', 'Pollen only']],
  ['Which metal is liquid in a warm room?', ['Mercury', 'Tin', 'Lead', 'Zinc']],
  ['How many sides has a hexagon?', ['Six', 'Five', 'Seven', 'Eight']],
  ['Which season starts in March in the north?', ['Spring', 'Summer', 'Autumn', 'Winter']],
];
