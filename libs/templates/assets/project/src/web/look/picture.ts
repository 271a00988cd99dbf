import { Html, html } from '../html.ts';
import { initialsOf } from './avatar.ts';
import { art, event, game, health, money, music, paper, school, sport } from './pictures/doing.ts';
import { between, circle, line, oneOf, path, rect, times, turn, type Motif } from './pictures/draw.ts';
import { drink, food } from './pictures/kitchen.ts';
import { animal, landscape, plant } from './pictures/nature.ts';
import { building, camp, furniture, map, office } from './pictures/places.ts';
import { book, box, camera, clothing, device, key, tool, vehicle } from './pictures/things.ts';
import { randomFrom } from './random.ts';

const abstract: Motif = (random) =>
  times(3, (row) =>
    times(5, (column) => {
      const [x, y] = [column * 80, row * 88 - 2];
      const ink = oneOf(random, ['main', 'deep', 'soft', 'spot', 'light'] as const);
      return oneOf(random, [
        () => circle(x + 40, y + 44, 40, ink),
        () => path(`M${x} ${y}h80a80 88 0 0 1-80 88z`, ink),
        () => path(`M${x + 80} ${y}v88H${x}a80 88 0 0 1 80-88z`, ink),
        () => rect(x, y, 80, 88, ink),
        () => path(`M${x} ${y + 88}l40-88 40 88z`, ink),
      ])();
    }),
  );

const MOTIFS = {
  food,
  drink,
  plant,
  animal,
  landscape,
  building,
  camp,
  furniture,
  office,
  map,
  vehicle,
  book,
  tool,
  device,
  camera,
  clothing,
  box,
  key,
  music,
  sport,
  event,
  money,
  document: paper,
  health,
  art,
  school,
  game,
  abstract,
} satisfies Record<string, Motif>;

export type PictureKind = keyof typeof MOTIFS | 'person';
export const pictureKinds = [...(Object.keys(MOTIFS) as PictureKind[]), 'person' as const];

/** Fill the sheet by themselves. */
const SCENES = new Set(['landscape', 'abstract']);

/**
 * A drawing of a kind of thing, in the colours of the page. The same seed always gives the same one.
 *
 * @param kind one of `pictureKinds`; of any other, shapes that mean nothing.
 * @param seed the name of the thing; of a person, whose initials are on it.
 */
export function picture(kind: string, seed: string): Html {
  const random = randomFrom(`${kind} ${seed}`);
  const scene = Math.floor(random() * 4);
  const ground = SCENES.has(kind) ? '' : backdrop(random);
  const motif = Object.hasOwn(MOTIFS, kind) ? MOTIFS[kind as keyof typeof MOTIFS] : abstract;
  const drawn = kind === 'person' ? person(random, seed) : placed(motif, random, SCENES.has(kind));
  const sheet = 'viewBox="0 0 400 260" width="400" height="260" preserveAspectRatio="xMidYMid slice"';
  return new Html(
    `<svg class="picture scene-${scene}" ${sheet} aria-hidden="true">${rect(0, 0, 400, 260, 'ground')}${ground}${drawn}</svg>`,
  );
}

function placed(motif: Motif, random: () => number, fills: boolean): string {
  const shapes = motif(random);
  return random() < 0.5 && !fills ? `<g transform="translate(400 0) scale(-1 1)">${shapes}</g>` : shapes;
}

function backdrop(random: () => number): string {
  return oneOf(random, [
    () => circle(between(random, 120, 280), between(random, 90, 150), between(random, 96, 120), 'soft'),
    () => path(`M0 ${between(random, 150, 180).toFixed(0)}Q120 ${between(random, 110, 150).toFixed(0)} 220 160T400 130V260H0z`, 'soft'),
    () =>
      rect(0, 196, 400, 64, 'soft') + circle(between(random, 60, 120), 70, 30, 'soft') + circle(between(random, 300, 350), 90, 18, 'soft'),
    () =>
      turn(
        -18,
        times(5, (i) => line(`M-60 ${i * 66 - 20}h520`, 'soft', 14)),
      ),
    () => times(14, (i) => circle(24 + (i % 7) * 60, 56 + Math.floor(i / 7) * 140 + (i % 2) * 22, 7, 'soft')),
  ])();
}

function person(random: () => number, name: string): string {
  const hair = oneOf(random, [
    'M152 112c-8-50 18-74 48-74s56 24 48 74c-6-26-20-38-48-38s-42 12-48 38z',
    'M146 168c-16-84 4-132 54-132s70 48 54 132h-16c10-40 8-78-38-84-46 6-48 44-38 84z',
    'M154 96c-4-40 22-58 50-56 26 0 48 20 42 56-30 4-62-4-74-20 0 10-8 18-18 20z',
  ]);
  return (
    path('M96 260c4-56 44-82 104-82s100 26 104 82z', oneOf(random, ['main', 'deep'] as const)) +
    rect(180, 146, 40, 50, 'light', 18) +
    circle(200, 112, 48, 'light') +
    circle(184, 116, 4, 'deep') +
    circle(216, 116, 4, 'deep') +
    line('M186 134q14 11 28 0', 'deep', 3.5) +
    path(hair, oneOf(random, ['deep', 'spot'] as const)) +
    circle(304, 206, 34, 'spot') +
    html`<text x="304" y="216" text-anchor="middle" font-size="28" font-weight="700" class="picture-initials">${initialsOf(name)}</text>`
  );
}
