import { designed } from './rules/designed.testing.js';

const records = (text: string): string[] => designed(text).records;

describe('what people own by what they do with it', () => {
  it.each([
    ['demands that are published', 'Farmers publish demands. Dealers browse demands.', 'Demand'],
    ['components of a catalogue', 'Users browse, search and download components, and submit their own components.', 'Component'],
    ['demands that are browsed and received', 'Drivers browse and receive demands.', 'Demand'],
    ['programs of a channel', 'Editors manage channels and schedule programs.', 'Program'],
    ['styles that people make', 'Authors create citation styles and edit citation styles.', 'Citation style'],
    ['declarations', 'Shippers submit declarations and officers check declarations.', 'Declaration'],
    ['sources that are managed', 'Users add, edit and delete atom sources.', 'Atom source'],
    ['an application that people submit', 'Residents submit a parking permit application. Officers approve it.', 'Parking permit application'],
    ['applications that are submitted', 'Users submit vehicle registration applications; clerks print certificates.', 'Vehicle registration application'],
  ])('keeps %s', (_, text, expected) => expect(records(text)).toContain(expected));

  it.each([
    ['parts of a page', 'Users write notes. Users add and delete buttons, and edit form fields.', ['Note']],
    ['features', 'Users write notes. The application manages features, creates functions and publishes effects.', ['Note']],
    ['a program', 'Users write notes and submit notes in a web application.', ['Note']],
    ['permissions', 'Members write notes. Administrators manage user permissions.', ['Note']],
  ])('keeps nothing of %s', (_, text, expected) => expect(records(text)).toEqual(expected));
});
