import type { Correction } from '@millwright/domain';
import { MOODS } from '../../design/design.types.js';
import { Refused, type Bench } from './bench.js';

const COLOUR = /^#[0-9a-f]{6}$/i;

export function setLook(bench: Bench, { mood, background, component, isDark }: Extract<Correction, { do: 'set-look' }>): void {
  const { style } = bench.design;
  if (mood !== undefined && mood !== style.mood) {
    const chosen = MOODS.find((one) => one === mood);
    if (!chosen) throw new Refused('look/mood', `There is no mood “${mood}”`, `Choose one of ${MOODS.join(', ')}.`);
    style.mood = chosen;
    bench.say(`It looks ${chosen}: type, spacing, corners and shadows.`);
  }
  for (const [part, colour, what] of [
    ['background', background, 'The background'],
    ['component', component, 'Buttons and accents'],
  ] as const) {
    if (colour === undefined || colour === (style[part] ?? null)) continue;
    const are = part === 'background' ? 'is' : 'are';
    if (colour === null) {
      Reflect.deleteProperty(style, part);
      bench.say(`${what} ${are} coloured as the mood has it.`);
      continue;
    }
    if (!COLOUR.test(colour))
      throw new Refused(`look/${part}`, `“${colour.slice(0, 40)}” is no colour`, 'Write it as # and six digits, such as #336699.');
    style[part] = colour.toLowerCase();
    bench.say(`${what} ${are} ${colour.toLowerCase()}.`);
  }
  if (isDark === undefined || isDark === style.isDark) return;
  style.isDark = isDark;
  bench.say(isDark ? 'It is dark.' : 'It is light, and dark where the device asks for it.');
}
