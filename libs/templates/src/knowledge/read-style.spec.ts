import { readStyle } from './read-style.js';

const parts = (sentence: string) => readStyle([sentence]).understood.map(({ text, as }) => `${as}: ${text}`);

describe('looks in a description', () => {
  it.each([
    ['Let the backdrop be seashell and the buttons firebrick.', 'seashell', 'firebrick'],
    ['Please give every page a light khaki background with olive drab controls.', 'light khaki', 'olive drab'],
    ['Put honeydew behind everything as background; draw buttons and cards in sea green.', 'honeydew', 'sea green'],
    ['Take oatmeal for the outer layout, and use deep teal for all UI pieces.', 'oatmeal', 'deep teal'],
    ['The background should be #fafaf5 and the components #225588.', '#fafaf5', '#225588'],
    ['Crimson buttons on a snow background.', 'snow', 'Crimson'],
    ['Background: bone. Accents: rust.', 'bone', 'rust'],
    ['Color the components with indigo and the canvas with thistle.', 'thistle', 'indigo'],
    ['Keep the site in blue and white.', 'white', 'blue'],
    ['A black and gold theme, please.', 'black', 'gold'],
  ])('reads both colours of "%s"', (sentence, background, component) => {
    expect(parts(sentence).sort()).toEqual([`background: ${background}`, `component: ${component}`]);
  });

  it('gives colours their values', () => {
    expect(readStyle(['Use ivory for the background and maroon for the buttons.'])).toMatchObject({
      background: '#fffff0',
      component: '#800000',
      isDark: false,
    });
  });

  it.each([
    'Guests order red wine and orange juice.',
    'The map shows free plots in green and taken ones in red.',
    'A lead has a name, a phone number and a source.',
    'Each rose has a colour and a price.',
    'Members write about paper, leather and cork components.',
  ])('leaves what is no look alone: "%s"', (sentence) => {
    expect(parts(sentence)).toEqual([]);
  });

  it('knows dark looks from a switch between two', () => {
    expect(readStyle(['It has a dark theme.']).isDark).toBe(true);
    expect(readStyle(['Use black for the background and cyan for the buttons.']).isDark).toBe(true);
    expect(readStyle(['People can switch between light and dark mode.']).isDark).toBe(false);
  });

  it('takes the mood from the first word of manner', () => {
    const mood = (sentence: string) => readStyle([sentence]).mood;
    expect(mood('We want a warm, minimal look.')).toBe('warm');
    expect(mood('A clean and modern design.')).toBe('crisp');
    expect(mood('The interface should be playful.')).toBe('playful');
    expect(mood('It has a user-friendly interface.')).toBeUndefined();
    expect(mood('Members borrow modern books.')).toBeUndefined();
  });
});
