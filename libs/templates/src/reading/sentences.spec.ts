import { splitSentences } from './sentences.js';

const cut = (text: string): string[] => splitSentences(text).map(({ from, to }) => text.slice(from, to));
const layouts = (text: string): string[] => splitSentences(text).map(({ layout }) => layout);

describe('splitSentences', () => {
  it('cuts at the ends of sentences and at semicolons, not at abbreviations, decimals and file endings', () => {
    expect(cut('Pay 2.50 e.g. by card; upload .pdf files. Done!')).toEqual(['Pay 2.50 e.g. by card;', 'upload .pdf files.', 'Done!']);
    expect(cut('Tools, saws etc. are lent. Drills etc. They break.')).toEqual(['Tools, saws etc. are lent.', 'Drills etc.', 'They break.']);
  });

  it('does not cut at "Co., Ltd.", nor at "etc." that stands in parentheses', () => {
    expect(cut('A page for Sun Bikes Co., Ltd. to sell tyres.')).toHaveLength(1);
    expect(cut('Sun Bikes Inc. Germany needs a page. It sells tyres.')).toHaveLength(2);
    expect(cut('A page for Sun Bikes Ltd. The page sells tyres.')).toHaveLength(2);
    expect(cut('Guests bring things (pans, pots, etc.) Saturdays.')).toHaveLength(1);
  });

  it('knows the signs of other languages', () => {
    expect(cut('Books。Readers borrow them！„Done.“ Next')).toEqual(['Books。', 'Readers borrow them！', '„Done.“', 'Next']);
  });

  it('keeps places in UTF-16 units, so that a picture counts two', () => {
    expect(splitSentences('😀 Hi. A shop.').map(({ from, to }) => [from, to])).toEqual([
      [0, 6],
      [7, 14],
    ]);
  });

  it('leaves nothing out but blank, marks and code', () => {
    const text = '# Shop\nWe sell tea.\n\n- black\n  1. strong\n```\ncode. here.\n```\nIt is\nfresh.';
    const kept = cut(text);
    expect(kept).toEqual(['Shop', 'We sell tea.', 'black', 'strong', 'It is\nfresh.']);
    expect(layouts(text)).toEqual(['heading', 'prose', 'item', 'item', 'prose']);
  });

  it('tells items what they hang on', () => {
    const text = 'Members can:\n- sign up\n- see:\n  - tools\n\nOther text.\n- alone';
    expect(splitSentences(text).map(({ leadIn }) => leadIn)).toEqual([undefined, 0, 0, 2, undefined, undefined]);
    expect(splitSentences('## Guests\n\n- look').map(({ leadIn }) => leadIn)).toEqual([undefined, 0]);
  });

  it('gives each cell of a row the name of its column', () => {
    const [header, row] = splitSentences('| Field | Type |\n|---|---|\n| due | date |');
    expect(header!.cells!.map(({ text, column }) => [text, column])).toEqual([
      ['Field', undefined],
      ['Type', undefined],
    ]);
    expect(row!.cells!.map(({ text, column }) => [text, column])).toEqual([
      ['due', 'Field'],
      ['date', 'Type'],
    ]);
    expect(row!.leadIn).toBe(0);
  });

  it('cuts numbers that count within a line', () => {
    expect(cut('It needs 1. a list 2. a form 3. a page')).toEqual(['It needs', 'a list', 'a form', 'a page']);
    expect(cut('Show 3 rooms and 4 beds')).toEqual(['Show 3 rooms and 4 beds']);
  });
});
