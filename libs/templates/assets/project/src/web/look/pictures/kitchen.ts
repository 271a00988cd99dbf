import { between, circle, ellipse, line, oneOf, path, rect, shadow, times, turn, type Motif } from './draw.ts';

const bowl: Motif = (random) =>
  shadow(80) +
  times(5, (i) => circle(140 + i * 30, 116 - (i % 2) * 10, between(random, 15, 21), oneOf(random, ['spot', 'light', 'deep']))) +
  path('M104 122h192c0 52-34 86-66 86h-60c-32 0-66-34-66-86z', 'main') +
  path('M104 122h192c0 8-1 15-3 22H107c-2-7-3-14-3-22z', 'deep') +
  line('M150 84c-8-12 8-18 0-30M200 78c-8-12 8-18 0-30M250 84c-8-12 8-18 0-30', 'light', 5);

const plate: Motif = (random) =>
  ellipse(200, 138, 122, 78, 'soft') +
  ellipse(200, 132, 122, 78, 'light') +
  ellipse(200, 132, 86, 53, 'ground') +
  ellipse(182, 126, 46, 29, 'main') +
  times(3, (i) => circle(226 + (i % 2) * 22, 112 + i * 20, between(random, 10, 14), 'spot')) +
  path('M160 152q20-18 44 0q-22 16-44 0z', 'deep') +
  line('M56 84v40q0 14 10 14v60M46 84v30M66 84v30M342 84q-16 20-12 58h12v58', 'deep', 6);

const loaf: Motif = () =>
  shadow(105) +
  path('M92 168c-14-54 26-88 108-88s122 34 108 88c-4 26-18 40-36 40H128c-18 0-32-14-36-40z', 'main') +
  path('M92 168c2-22 34-40 108-40s106 18 108 40c-4 26-18 40-36 40H128c-18 0-32-14-36-40z', 'spot') +
  turn(14, line('M146 84v44M186 78v44M226 78v44M262 86v40', 'light', 8));

const cake: Motif = () =>
  shadow(105) +
  rect(178, 186, 44, 22, 'deep', 4) +
  ellipse(200, 186, 118, 12, 'deep') +
  path('M108 116h184v68H108z', 'main') +
  path('M108 116q92-44 184 0v18q-12 20-24 0-12 26-24 0-12 18-24 0-12 26-24 0-12 18-24 0-12 26-24 0-12 18-24 0-8 10-16 0z', 'light') +
  rect(108, 156, 184, 10, 'deep') +
  line('M200 98V72', 'deep', 4) +
  circle(200, 66, 13, 'spot');

const fruit: Motif = (random) =>
  shadow(100) +
  circle(152, 156, 52, 'main') +
  circle(248, 156, 52, 'spot') +
  circle(200, 128, between(random, 44, 52), 'deep') +
  line('M200 82q2-22 18-32', 'deep', 6) +
  path('M206 66q26-30 56-14-20 28-56 14z', 'main') +
  line('M126 140q6-18 22-24M224 138q6-16 20-22', 'light', 6);

export const food: Motif = (random) => oneOf(random, [bowl, plate, loaf, cake, fruit])(random);

const cup: Motif = () =>
  shadow(100) +
  ellipse(196, 204, 100, 12, 'deep') +
  line('M272 122q44-4 40 32-4 32-52 30', 'main', 14) +
  path('M112 104h164v36c0 40-26 62-58 62h-48c-32 0-58-22-58-62z', 'main') +
  ellipse(194, 104, 82, 16, 'light') +
  ellipse(194, 105, 68, 11, 'deep') +
  line('M170 76c-10-14 10-20 0-36M216 76c-10-14 10-20 0-36', 'light', 6);

const bottle: Motif = () =>
  shadow(90) +
  path('M140 208c-10 0-16-6-16-16v-66c0-20 20-24 20-44V52h36v30c0 20 20 24 20 44v66c0 10-6 16-16 16z', 'main') +
  rect(140, 42, 44, 16, 'deep', 4) +
  rect(124, 138, 76, 40, 'light', 2) +
  circle(162, 158, 12, 'spot') +
  path('M232 96h64l-8 46c-2 12-10 20-20 22v32h18v12h-44v-12h18v-32c-10-2-18-10-20-22z', 'soft') +
  path('M236 120h56l-4 22c-2 12-10 20-24 20s-22-8-24-20z', 'spot');

const glass: Motif = (random) =>
  shadow(70) +
  path('M136 70h128l-16 128c-1 8-6 12-12 12h-72c-6 0-11-4-12-12z', 'light') +
  path('M142 112h116l-11 86c-1 8-6 12-12 12h-70c-6 0-11-4-12-12z', 'main') +
  times(3, (i) => turn(between(random, -25, 25), rect(156 + i * 28, 124 + (i % 2) * 24, 26, 26, 'soft', 5), 170 + i * 28, 140)) +
  circle(264, 76, 28, 'spot') +
  circle(264, 76, 18, 'light') +
  line('M206 196L236 40', 'deep', 7);

export const drink: Motif = (random) => oneOf(random, [cup, bottle, glass])(random);
