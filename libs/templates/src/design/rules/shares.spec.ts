import { designed } from './designed.testing.js';

describe('sharing', () => {
  it.each([
    ['Editors publish stories with a title and a text. Readers browse stories and share stories with friends.', 'share stories'],
    ['Editors publish stories with a title and a text. Readers share stories on social media.', 'share stories'],
    ['Editors publish stories with a title and a text. Readers browse and share stories.', 'share stories'],
    ['Editors publish stories with a title and a text. Visitors read stories. The site has functionalities for browsing stories and social sharing.', 'sharing'],
  ])('gives the address of a thing away: %s', (text, words) => {
    const { rule, phrase } = designed(text);
    expect(rule('share')).toMatchObject({ record: 'story', by: 'everyone' });
    expect(phrase(words).outcome).toBe('BUILT');
  });

  it.each([
    ['what only its writer reads', 'Users write diaries with a title and a text. Users share diaries with friends.'],
    ['a part of a sum', 'Flatmates add expenses with an amount. Each month flatmates see everybody’s share of the costs.'],
    ['a part of a sum, in a list', 'A flat: expenses with an amount, everybody’s share of the costs.'],
    ['what is divided', 'Flatmates add expenses with an amount. Flatmates share expenses.'],
    ['what its writers publish', 'Users add recipes with a title. Users share recipes. Visitors browse recipes.'],
  ])('is not for %s', (_, text) => {
    expect(designed(text).rule('share')).toBeUndefined();
  });

  it('reaches no service that needs an account there', () => {
    const { phrase } = designed('Editors publish stories with a title. Readers browse stories. Readers share stories to WeChat groups.');
    expect(phrase('WeChat').outcome).toBe('NOT_BUILT');
  });
});
