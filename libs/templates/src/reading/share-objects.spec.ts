import { readDescription } from './read-description.js';
import { triplesOf } from './triples.testing.js';

const read = (text: string): string[] => triplesOf(readDescription(text));

describe('verbs that share what they act on', () => {
  it.each([
    ['It supports drafting, printing and filing letters.', ['|draft|letter', '|print|letter', '|file|letter']],
    ['Functions include recording and playing songs.', ['|record|song', '|play|song']],
    ['Recording and playing songs, exporting lists.', ['|record|song', '|play|song', '|export|list']],
    ['Hosts can: show and sort readings.', ['host|show|reading', 'host|sort|reading']],
    ['Show and sort readings.', ['|show|reading', '|sort|reading']],
    ['A tool for a lab, storing and comparing samples.', ['|store|sample', '|compare|sample']],
  ])('%s', (text, expected) => {
    const triples = read(text).map((triple) => triple.replace(/^tool\|/, '|'));
    expect(triples.filter((triple) => !/^\|(?:support)?\|/.test(triple))).toEqual(expected);
  });

  it('share it behind "to" where no comma parts them', () => {
    expect(read('Clerks read and reply to letters.')).toEqual(['clerk|read|letter', 'clerk|reply|']);
    expect(read('Clerks vote, and reply to letters.')).toEqual(['clerk|vote|', 'clerk|reply|']);
  });

  it('leave out who only asks for the application', () => {
    expect(read('Please design and develop a website for bakers.')).toEqual(['||website']);
  });
});
