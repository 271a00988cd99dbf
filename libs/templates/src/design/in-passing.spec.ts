import { designOf, NothingUnderstood } from './design-of.js';
import { designed } from './rules/designed.testing.js';

const records = (text: string): string[] => designed(text).records;

describe('what is only named in passing', () => {
  it.each([
    ['whoever it helps', 'A system that helps companies manage orders. Staff add orders and edit them.', ['Order']],
    ['whoever offers it', 'Build a website. Visitors view the company introductions and browse products.', ['Product']],
    ['services that are promised', 'A rowing website that provides rowing information and services. Users browse boats.', ['Boat']],
    ['settings', 'An app for notes. Users write notes and change the font.', ['Note']],
    ['a choice on the way', 'An app for notes. Users write and search notes and select categories.', ['Note']],
    ['what comes in an order', 'An app for checklists. Users create checklists and customize the order of a checklist.', ['Checklist']],
    ['signals of a program', 'An app for notes. Users write notes, click buttons and trigger events.', ['Note']],
  ])('keeps nothing of %s', (_, text, expected) => expect(records(text)).toEqual(expected));

  it.each([
    ['companies that are managed', 'Administrators manage companies and their contracts.', 'Company'],
    ['services that are ordered', 'Customers browse services and order a service; each service has a price.', 'Service'],
    ['categories that are managed', 'A shop with category management and product management. Users buy products.', 'Category'],
    ['fonts of a catalogue', 'A catalogue of fonts where designers upload and download fonts.', 'Font'],
    ['events that people join', 'A website with a server of its own. Members create events and join events.', 'Event'],
  ])('keeps %s', (_, text, expected) => expect(records(text)).toContain(expected));

  it('refuses what only promises services and signals', () => {
    expect(() => designOf('Test project', 'A website that provides services. Users click a button and trigger an event.')).toThrow(
      NothingUnderstood,
    );
  });
});
