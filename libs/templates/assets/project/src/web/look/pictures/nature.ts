import { between, circle, ellipse, line, move, oneOf, path, rect, shadow, times, turn, type Motif } from './draw.ts';

const leaf = (degrees: number, length: number, ink: 'main' | 'deep' | 'spot') =>
  turn(
    degrees,
    path(`M200 150q-34-${length / 2} 0-${length}q34 ${length / 2} 0 ${length}z`, ink) + line(`M200 150v-${length * 0.75}`, 'light', 2),
    200,
    150,
  );

const pot: Motif = (random) =>
  shadow(70) +
  times(5, (i) => leaf(-64 + i * 32 + between(random, -6, 6), between(random, 84, 116), i % 2 === 0 ? 'main' : 'deep')) +
  path('M142 150h116l-14 58h-88z', 'spot') +
  rect(136, 142, 128, 18, 'deep', 3);

const tree: Motif = (random) =>
  shadow(100) +
  path('M188 208l6-80h12l6 80z', 'deep') +
  circle(200, 90, 58, 'main') +
  circle(156, 120, between(random, 36, 44), 'main') +
  circle(246, 118, between(random, 36, 44), 'main') +
  line('M200 150V96M200 132l26-24M200 140l-24-22', 'deep', 5) +
  times(5, (i) => circle(150 + i * 26, between(random, 72, 130), 8, 'spot'));

const beds: Motif = (random) =>
  path('M0 190q200-30 400 0v70H0z', 'deep') +
  times(4, (i) => {
    const [x, tall] = [74 + i * 84, between(random, 50, 92)];
    return (
      line(`M${x} 190v-${tall}`, 'main', 6) +
      path(`M${x} ${190 - tall * 0.4}q-34-4-36-32 32 0 36 32zM${x} ${190 - tall * 0.6}q34-4 36-32-32 0-36 32z`, 'main') +
      circle(x, 186 - tall, 13, oneOf(random, ['spot', 'light']))
    );
  }) +
  line('M0 214q200-30 400 0M0 238q200-30 400 0', 'main', 4);

const flower: Motif = (random) => {
  const petals = Math.round(between(random, 6, 9));
  return (
    line('M200 224V120', 'deep', 7) +
    path('M200 196q-52-4-58-44 50 2 58 44zM200 182q52-4 58-44-50 2-58 44z', 'main') +
    times(petals, (i) => turn((360 / petals) * i, ellipse(200, 62, 18, 32, 'spot'), 200, 96)) +
    circle(200, 96, 21, 'light')
  );
};

export const plant: Motif = (random) => oneOf(random, [pot, tree, beds, flower])(random);

const cat: Motif = () =>
  shadow(84) +
  line('M256 190q54-4 40-62', 'main', 16) +
  path('M136 208c-6-62 24-104 64-104s70 42 64 104z', 'main') +
  path('M142 122l-4-66 38 28q24-8 48 0l38-28-4 66c0 34-26 52-58 52s-58-18-58-52z', 'deep') +
  circle(178, 116, 7, 'light') +
  circle(222, 116, 7, 'light') +
  path('M192 134h16l-8 9z', 'spot') +
  line('M152 138l-26-5M152 147l-26 6M248 138l26-5M248 147l26 6', 'light', 2.5);

const dog: Motif = () =>
  shadow(96) +
  path('M132 208v-70q0-20 20-24h92q34 4 34 40v54h-24v-44h-78v44z', 'main') +
  line('M274 132q26-6 26-38', 'main', 13) +
  path('M96 76q0-24 30-24h34q26 0 26 30v22q0 28-32 28h-32q-32 0-32-22z', 'main') +
  path('M144 50q34-6 40 24 2 26-16 34-20-20-24-58z', 'deep') +
  circle(128, 84, 6, 'deep') +
  ellipse(94, 92, 10, 8, 'deep') +
  rect(140, 128, 46, 10, 'spot', 5);

const bird: Motif = (random) =>
  line('M60 200q140 20 290-10', 'deep', 8) +
  path(`M300 ${Math.round(between(random, 176, 190))}q20 4 30 16-26 6-38-8z`, 'deep') +
  line('M186 172l-6 32M212 172l2 32', 'deep', 4) +
  path('M116 104q0-44 46-44 34 0 44 32l92 68q-42 28-100 20-62-8-82-76z', 'main') +
  path('M176 120q50-6 82 38-58 22-82-38z', 'deep') +
  path('M120 88l-34 16 34 8z', 'spot') +
  circle(148, 90, 7, 'light');

const fish: Motif = (random) =>
  path('M96 130q56-72 132-46 28 10 44 34l48-36q-10 48 0 96l-48-36q-16 24-44 34-76 26-132-46z', 'main') +
  path('M178 82q34 48 0 96 64 20 94-48-30-68-94-48z', 'deep') +
  circle(138, 118, 8, 'light') +
  times(3, (i) => circle(60 - i * 8, 100 - i * 30, between(random, 5, 10), 'light')) +
  line('M202 112q12 18 0 36M228 112q12 18 0 36', 'spot', 4);

export const animal: Motif = (random) => oneOf(random, [cat, dog, bird, fish])(random);

const hills: Motif = (random) =>
  circle(between(random, 90, 310), 84, 38, 'spot') +
  path('M-10 190L90 84l66 70 58-92 196 150v60H-10z', 'soft') +
  path('M-10 214Q90 130 196 186t214-20v100H-10z', 'main') +
  path('M-10 236Q140 180 230 222t180-8v60H-10z', 'deep') +
  times(3, (i) =>
    move(between(random, 40, 130) + i * 100, 186 + (i % 2) * 12, path('M0 30l14-44 14 44z', 'deep') + path('M0 14l14-38 14 38z', 'deep')),
  );

const sea: Motif = (random) =>
  circle(between(random, 110, 290), 96, 44, 'spot') +
  rect(0, 138, 400, 130, 'main') +
  line('M30 164h60M130 164h90M280 164h70M70 188h110M230 188h60M20 212h80M160 212h120M310 212h60', 'light', 4) +
  move(
    between(random, 120, 220),
    96,
    path('M0 62h92l-18 26H18z', 'deep') + path('M44-14v68H8z', 'light') + path('M52 4v50h32z', 'soft') + line('M48-18v80', 'deep', 4),
  );

const forest: Motif = (random) =>
  path('M-10 200Q200 160 410 200v70H-10z', 'soft') +
  times(7, (i) => {
    const [x, tall, ink] = [20 + i * 60, between(random, 90, 150), i % 2 === 0 ? ('main' as const) : ('deep' as const)];
    return (
      rect(x - 5, 200, 10, 22, 'deep') + path(`M${x} ${206 - tall}l36 ${tall * 0.55}h-14l22 ${tall * 0.45}h-88l22-${tall * 0.45}h-14z`, ink)
    );
  });

export const landscape: Motif = (random) => oneOf(random, [hills, sea, forest])(random);
