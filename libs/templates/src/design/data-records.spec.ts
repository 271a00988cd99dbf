import { designed } from './rules/designed.testing.js';

describe('data', () => {
  it.each([
    ['Wardens record traffic data and view traffic data.', 'Traffic record'],
    ['A portal. The portal has functionalities for data storage and data query. Users store data and view data.', 'Data record'],
  ])('that nothing else is known of are kept each with a kind, a value and a day: %s', (text, name) => {
    const { record } = designed(text);
    expect(record(name).fields.map((field) => `${field.name} ${field.kind}`)).toEqual(
      expect.arrayContaining(['title text', 'category text', 'value decimal', 'date date']),
    );
  });

  it('are claimed for what people do with them', () => {
    const { phrase } = designed('Wardens record traffic data. Wardens view traffic data. The system predicts traffic data.');
    expect(phrase('record traffic').outcome).toBe('BUILT');
    expect(phrase('view traffic').outcome).toBe('BUILT');
    expect(phrase('predicts').outcome).toBe('NOT_BUILT');
  });

  it('and information that people look at is written by those who run it', () => {
    const { record, phrase } = designed('A page for walkers. Walkers browse traffic information. The page shows trails. Editors add trails with a name.');
    expect(record('Traffic article').access.read).toBe('everyone');
    expect(phrase('browse traffic').outcome).toBe('BUILT');
  });

  it.each([
    'Users add orders with a title and input customer data. Users view order data.',
    'Clerks add trips with a title, view historical data and input trip information.',
    'Users manage personal information and user data. Users add tools with a name.',
  ])('are none of what is kept already: %s', (text) => {
    expect(designed(text).records.filter((name) => /record|article/i.test(name))).toEqual([]);
  });
});
