import { between, circle, line, move, oneOf, path, rect, ring, shadow, times, turn, type Motif } from './draw.ts';

const car: Motif = () =>
  shadow(130) +
  path('M70 172q0-34 34-40l34-44q8-10 22-10h84q14 0 24 10l32 42q34 4 34 42v20H70z', 'main') +
  path('M146 128l24-32h32v32zM214 96h32l26 32h-58z', 'light') +
  rect(66, 182, 272, 14, 'deep', 7) +
  times(2, (i) => circle(124 + i * 152, 190, 27, 'deep') + circle(124 + i * 152, 190, 12, 'light')) +
  circle(322, 158, 8, 'spot');

const bus: Motif = () =>
  shadow(130) +
  rect(72, 66, 256, 128, 'main', 16) +
  times(4, (i) => rect(90 + i * 46, 88, 36, 42, 'light', 4)) +
  rect(276, 88, 36, 84, 'light', 4) +
  rect(72, 146, 198, 12, 'spot') +
  times(2, (i) => circle(130 + i * 140, 194, 24, 'deep') + circle(130 + i * 140, 194, 10, 'light'));

const bicycle: Motif = () =>
  shadow(130) +
  ring(122, 160, 48, 'deep', 8) +
  ring(278, 160, 48, 'deep', 8) +
  line('M122 160l44-72h84l28 72M166 88l38 72h-82M204 160l46-72M250 88l-6-24h28', 'main', 8) +
  line('M158 74h-22M166 88l-6-16', 'deep', 9) +
  circle(204, 160, 12, 'spot');

const boat: Motif = () =>
  path('M72 160h256q-10 50-46 50H118q-36 0-46-50z', 'main') +
  rect(72, 156, 256, 12, 'deep', 4) +
  line('M196 156V40', 'deep', 7) +
  path('M206 46q70 40 78 98h-78z', 'spot') +
  path('M186 60q-58 40-64 84h64z', 'light') +
  line('M30 216q20-14 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0', 'soft', 7);

export const vehicle: Motif = (random) => oneOf(random, [car, bus, bicycle, boat])(random);

const stack: Motif = (random) =>
  shadow(110) +
  times(4, (i) => {
    const [wide, x] = [between(random, 130, 180), between(random, -14, 14)];
    const y = 178 - i * 32;
    return (
      rect(200 - wide / 2 + x, y, wide, 30, (['main', 'deep', 'spot', 'main'] as const)[i]!, 4) +
      rect(200 - wide / 2 + x + 20, y + 9, wide * 0.36, 4, 'light') +
      rect(200 + wide / 2 + x - 26, y, 8, 30, 'light')
    );
  });

const open: Motif = () =>
  path('M66 84q70-24 134 14 64-38 134-14v112q-70-22-134 14-64-36-134-14z', 'deep') +
  path('M76 74q64-20 124 18v104q-60-34-124-16z', 'light') +
  path('M324 74q-64-20-124 18v104q60-34 124-16z', 'soft') +
  line('M98 100q40-8 82 12M98 124q40-8 82 12M98 148q40-8 82 12M302 100q-40-8-82 12M302 124q-40-8-82 12', 'main', 4) +
  path('M268 66h24v66l-12-12-12 12z', 'spot');

export const book: Motif = (random) => oneOf(random, [stack, open])(random);

const hammer: Motif = () =>
  turn(
    -42,
    rect(190, 84, 22, 140, 'spot', 8) + path('M138 50h96q28 0 34 34h-30v12h-100z', 'deep') + rect(128, 46, 26, 54, 'main', 5),
    200,
    130,
  ) +
  turn(
    42,
    path('M186 96a34 34 0 1 1 30 0v104a15 15 0 0 1-30 0z', 'main') + rect(190, 22, 22, 40, 'ground', 4) + circle(201, 196, 6, 'light'),
    200,
    130,
  );

const drill: Motif = () =>
  shadow(100) +
  path('M108 70h132q18 0 18 18v34q0 18-18 18H108q-18 0-18-18V88q0-18 18-18z', 'main') +
  path('M120 140h50l-10 66h-56q-8 0-6-10z', 'deep') +
  rect(90, 190, 80, 20, 'spot', 5) +
  path('M258 84l26 8v26l-26 8z', 'deep') +
  rect(284, 100, 62, 9, 'deep', 3) +
  line('M110 90h54M110 104h54', 'light', 4);

const toolbox: Motif = () =>
  shadow(120) +
  line('M156 104V78q0-10 10-10h68q10 0 10 10v26', 'deep', 11) +
  rect(88, 104, 224, 104, 'main', 10) +
  rect(88, 138, 224, 14, 'deep') +
  rect(184, 130, 32, 32, 'spot', 5);

export const tool: Motif = (random) => oneOf(random, [hammer, drill, toolbox])(random);

const laptop: Motif = (random) =>
  shadow(130, 208) +
  rect(108, 62, 184, 122, 'deep', 10) +
  rect(118, 72, 164, 102, 'light', 3) +
  rect(130, 86, 60, 8, 'main', 4) +
  times(3, (i) => rect(130, 106 + i * 18, between(random, 50, 90), 7, 'soft', 3)) +
  circle(246, 126, 24, 'spot') +
  path('M76 184h248l-10 18q-4 6-12 6H98q-8 0-12-6z', 'main');

const handset: Motif = (random) =>
  shadow(70) +
  turn(
    between(random, -8, 8),
    rect(144, 38, 112, 176, 'deep', 18) +
      rect(153, 52, 94, 148, 'light', 8) +
      times(4, (i) => rect(163 + (i % 2) * 40, 66 + Math.floor(i / 2) * 40, 32, 32, (['main', 'spot', 'soft', 'main'] as const)[i]!, 8)) +
      rect(163, 152, 74, 10, 'soft', 5) +
      rect(163, 172, 48, 10, 'soft', 5),
  );

const radio: Motif = () =>
  shadow(120) +
  line('M264 84l40-44', 'deep', 5) +
  rect(88, 84, 224, 124, 'main', 14) +
  circle(152, 146, 42, 'deep') +
  circle(152, 146, 24, 'light') +
  rect(214, 108, 78, 32, 'light', 4) +
  line('M252 108v32', 'spot', 4) +
  circle(232, 172, 14, 'spot') +
  circle(274, 172, 14, 'deep');

export const device: Motif = (random) => oneOf(random, [laptop, handset, radio])(random);

export const camera: Motif = () =>
  shadow(110) +
  path('M84 92h58l16-28h84l16 28h58q10 0 10 10v98q0 10-10 10H84q-10 0-10-10v-98q0-10 10-10z', 'main') +
  rect(74, 114, 252, 22, 'deep') +
  circle(200, 148, 50, 'deep') +
  circle(200, 148, 36, 'light') +
  circle(200, 148, 22, 'deep') +
  circle(290, 104, 8, 'spot') +
  circle(190, 138, 7, 'light');

const shirt: Motif = (random) =>
  path('M146 52l-70 40 24 50 28-12v80h144v-80l28 12 24-50-70-40q-14 26-54 26t-54-26z', 'main') +
  path('M146 52q14 26 54 26t54-26l-12-4q-12 18-42 18t-42-18z', 'deep') +
  oneOf(random, [
    rect(128, 130, 144, 20, 'spot') + rect(128, 160, 144, 8, 'light'),
    circle(200, 138, 26, 'spot'),
    line('M200 82v120', 'deep', 4) + times(4, (i) => circle(210, 100 + i * 28, 4, 'light')),
  ]);

const shoe: Motif = () =>
  shadow(130) +
  path('M86 92q26 14 56-4 16 40 72 58l76 18q34 10 34 34H86z', 'main') +
  path('M86 92q26 14 56-4l16 26q-20 40-72 34z', 'deep') +
  rect(80, 190, 250, 18, 'light', 8) +
  line('M164 122l24-18M186 138l22-20M212 150l18-20', 'spot', 6);

export const clothing: Motif = (random) => oneOf(random, [shirt, shoe])(random);

export const box: Motif = (random) =>
  shadow(110) +
  path('M110 96l90-34 90 34v78l-90 38-90-38z', 'main') +
  path('M200 132l90-36v78l-90 38z', 'deep') +
  path('M110 96l90-34 90 34-90 36z', 'soft') +
  path('M150 80l90 36v28l-16 6v-28l-92-34z', 'spot') +
  times(2, (i) => line(`M126 ${150 + i * 14}l${between(random, 24, 40)} 14`, 'light', 4));

export const key: Motif = () =>
  turn(
    -38,
    ring(124, 130, 42, 'main', 24) +
      rect(164, 119, 164, 22, 'main', 4) +
      rect(280, 138, 18, 34, 'main', 3) +
      rect(310, 138, 18, 26, 'main', 3) +
      circle(124, 130, 9, 'spot'),
  ) + move(0, 0, circle(318, 196, 10, 'spot') + circle(92, 62, 7, 'deep'));
