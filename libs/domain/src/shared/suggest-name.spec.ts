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
  ['I would like you to make me an online shop for second-hand records', 'Online shop'],
  ['Create an application to keep recipes and plan meals', 'Recipes and plan meals'],
  ['We need a platform that lists and compares electric cars, with filters', 'Electric cars'],
  ['Build an app called Harvest Table. Neighbours share vegetables.', 'Harvest Table'],
  ['a community seed library.\nMembers lend seeds', 'Community seed library'],
  ['Members borrow tools; each tool has a name', 'Members borrow tools each tool'],
  ['A web app', 'A web app'],
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
