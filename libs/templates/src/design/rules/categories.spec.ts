import { designed } from './designed.testing.js';

describe('categories', () => {
  it.each([
    [
      'Users write notes with a title. The site should also have note categorization and search.',
      'note',
      'category_id',
      'note categorization',
    ],
    [
      'Users write recipes with a title. The site should have search and categorization functions.',
      'recipe',
      'category_id',
      'categorization',
    ],
    ['Users upload photos. Users tag photos.', 'photo', 'tags', 'tag photos'],
    ['Users write notes with a title. Users categorize notes.', 'note', 'category_id', 'categorize notes'],
  ])('are chosen, or tags are written: %s', (text, table, name, words) => {
    const { design, phrase } = designed(text);
    const found = design.records.find((one) => one.table === table);
    expect(found?.fields.map((field) => field.name)).toContain(name);
    expect(phrase(words).outcome).toBe('BUILT');
  });

  it('are left to an attribute that tells things apart already', () => {
    const { design } = designed('Users add expenses with an amount and a category (food, rent). The site has expense categorization.');
    expect(design.records.map(({ table }) => table)).toEqual(['expense']);
  });
});
