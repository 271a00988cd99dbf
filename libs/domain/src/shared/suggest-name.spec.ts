import { slugOf } from './slug.js';
import { suggestName } from './suggest-name.js';

it.each([
  ['हिन्दी किताब की दुकान के लिए ऐप', 'हिन्दी किताब की दुकान के'],
  ['แอปสำหรับร้านหนังสือ', 'แอปสำหรับร้านหนังสือ'],
  ['Ứng dụng đặt lịch khám bệnh', 'Ứng dụng đặt lịch khám'.normalize('NFC')],
  ['می‌خواهم یک فروشگاه کتاب', 'می‌خواهم یک فروشگاه کتاب'],
  ['A booking app, for "clinics" & vets', 'Booking app'],
  ['Please build a website for a repair café where visitors bring broken things', 'Repair café'],
  ['Please implement a hiking and cycling website that shows routes. It should have maps.', 'Hiking and cycling'],
  ['I would like you to make me an online shop for second-hand records', 'Second-hand record shop'],
  ['Create an application to keep recipes and plan meals', 'Recipes'],
  ['We need a platform that lists and compares electric cars, with filters', 'Electric cars'],
  ['Build an app called Harvest Table. Neighbours share vegetables.', 'Harvest Table'],
  ['a community seed library.\nMembers lend seeds', 'Community seed library'],
  ['Members borrow tools; each tool has a name', 'Members borrow tools'],
  ['A web app', 'Web app'],
  ['Please implement a web application with functions such as sign-in', 'Web application'],
  ['Our hamlet has a shared oven with two racks, and people book it', 'Shared oven'],
  ['A place to learn first aid', 'First aid'],
  ['An app to track how I train for a marathon', 'Training for a marathon'],
  ['A simple place for the parents of a kindergarten', 'Parents of a kindergarten'],
  ['A simple place for the parents of a kindergarten to write to each other', 'Parents of a kindergarten'],
  ['A directory of repair shops and menders in the valley', 'Repair shop directory'],
  ['A dashboard for the energy use of the buildings of a town', 'Energy use dashboard'],
  ['A forum for cats and dogs', 'Forum'],
  ['An app where our house shares its bills', 'Sharing bills'],
  ['An API without a user interface for a library of board games', 'Library of board games'],
  ['A bakery in warm orange colors', 'Bakery'],
  ['Create a new website and deploy it to our server', 'Website'],
  ['A booking app for a dog hotel', 'Dog hotel booking'],
  ['Members reserve rooms of the village hall', 'Members reserve rooms'],
  ['A forum for people who keep sourdough starters', 'Sourdough starter forum'],
  ['Build a dashboard that shows how much energy the town uses', 'Energy dashboard'],
  ['I want to keep track of my houseplants', 'Houseplants'],
  ['Please create a web app where flatmates split expenses', 'Splitting expenses'],
  ['Please implement a website that converts HTML to plain text', 'HTML to plain text'],
  ['Please implement a website for pranking friends, used for fun', 'Pranking friends'],
  ['Please implement a platform for schools to lend books', 'Lending books'],
  ['Please implement a site that shows information about local trees', 'Local trees information'],
  ['Please implement a tool for the exchange and repair of broken garden chairs', 'Exchange and repair'],
  ['Please modify the picture slider on phones', 'Picture slider'],
  ['Please implement a theme called "moss"', 'Moss'],
  ['Please implement a Mr. Fox puzzle website', 'Mr Fox puzzle'],
  ['Please build a Node.js-based chat', 'Node.js-based chat'],
  ['## Tide tables\nSailors see tides', 'Tide tables'],
  ['We run a small bicycle workshop and need a place to note repairs', 'Bicycle workshop'],
  ["A children's museum & café site, with tickets", "Children's museum & café"],
  ['  -- ** !!', 'Project'],
  ['🍕🍕🍕', 'Project'],
  ['x\u0000y\ud83c z', 'xy z'],
])('calls %s %s', (description, name) => expect(suggestName(description)).toBe(name));

it('is cut between characters as people see them', () => {
  const longest = (text: string): string => suggestName(text);
  expect(longest(`${'a'.repeat(59)}🍕 and more`)).toBe('a'.repeat(59));
  expect(longest(`${'a'.repeat(59)}𝒜`)).toBe('a'.repeat(59));
  expect(longest(`${'a'.repeat(59)}कि`)).toBe('a'.repeat(59));
  expect(longest(`${'a'.repeat(58)}कि`)).toBe(`${'a'.repeat(58)}कि`);
  const hindi = longest('कि'.repeat(300));
  expect(hindi).toBe('कि'.repeat(30));
});

it.each([
  ['Łódź Straße Ærø', 'lodz-strasse-aero'],
  ['Đặt lịch', 'dat-lich'],
  ['हिन्दी', 'project'],
  ['แอป', 'project'],
  ['🍕', 'project'],
  ['किताब app', 'app'],
  ['-'.repeat(60) + 'a', 'a'],
  [`${'a'.repeat(47)} b`, 'a'.repeat(47)],
])('has an address for %s: %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
  expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});
