import { between, circle, ellipse, line, oneOf, path, rect, ring, shadow, times, type Motif } from './draw.ts';

const house: Motif = (random) =>
  shadow(120) +
  rect(236, 58, 22, 50, 'deep') +
  rect(116, 118, 168, 92, 'main') +
  path('M96 124L200 44l104 80z', 'deep') +
  rect(182, 152, 38, 58, 'spot', 3) +
  circle(211, 182, 3, 'deep') +
  rect(134, 138, 32, 32, 'light', 2) +
  rect(236, 138, 32, 32, 'light', 2) +
  line('M150 138v32M134 154h32M252 138v32M236 154h32', 'main', 3) +
  circle(84, 184, between(random, 20, 30), 'main') +
  rect(81, 190, 6, 22, 'deep');

const row: Motif = (random) =>
  rect(0, 210, 400, 6, 'deep') +
  times(4, (i) => {
    const [x, tall] = [36 + i * 84, between(random, 90, 160)];
    const ink = oneOf(random, ['main', 'deep', 'spot'] as const);
    const panes = Math.floor((tall - 44) / 34);
    return (
      rect(x, 210 - tall, 76, tall, ink, 2) +
      times(
        panes,
        (floor) => rect(x + 13, 224 - tall + floor * 34, 18, 20, 'light', 2) + rect(x + 45, 224 - tall + floor * 34, 18, 20, 'light', 2),
      ) +
      rect(x + 29, 184, 18, 26, 'light', 2)
    );
  });

const shop: Motif = () =>
  shadow(130) +
  rect(96, 96, 208, 114, 'main', 2) +
  rect(116, 138, 84, 50, 'light', 2) +
  rect(222, 138, 52, 72, 'deep', 2) +
  circle(232, 176, 3, 'light') +
  times(6, (i) => path(`M${89 + i * 37} 82h37v30a18.5 18.5 0 0 1-37 0z`, i % 2 === 0 ? 'spot' : 'light')) +
  rect(84, 66, 232, 18, 'deep', 2);

const tent: Motif = () =>
  circle(304, 70, 24, 'spot') +
  path('M0 206q200-26 400 0v60H0z', 'soft') +
  path('M200 60L318 210H82z', 'main') +
  path('M200 60l42 150h-84z', 'deep') +
  path('M200 96l18 114h-36z', 'light') +
  line('M200 60l-6-16M200 60l8-16M82 210l-20 8M318 210l20 8', 'deep', 4);

export const building: Motif = (random) => oneOf(random, [house, row, shop])(random);
export const camp: Motif = (random) => tent(random);

export const map: Motif = (random) => {
  const x = between(random, 160, 250);
  return (
    path('M64 66l92-20 88 24 92-22v146l-92 22-88-24-92 20z', 'light') +
    path('M156 46l88 24v146l-88-24z', 'soft') +
    path('M64 150q60-34 108-6t164-22v40q-90 30-150 4T64 190z', 'main') +
    line('M84 92q66 30 100 4t132 0M110 200q30-60 20-144M270 210q-10-80 24-150', 'spot', 4) +
    path(`M${x} 176c-30-36-42-54-42-74a42 42 0 0 1 84 0c0 20-12 38-42 74z`, 'deep') +
    circle(x, 102, 16, 'light')
  );
};

const chair: Motif = () =>
  shadow(90) +
  line('M144 206l6-40M256 206l-6-40', 'deep', 9) +
  path('M138 60q62-16 124 0v82H138z', 'main') +
  rect(118, 116, 34, 60, 'deep', 14) +
  rect(248, 116, 34, 60, 'deep', 14) +
  rect(134, 138, 132, 38, 'spot', 10);

const lamp: Motif = () =>
  shadow(120) +
  path('M120 108l26-62h62l26 62z', 'spot') +
  line('M177 108v88', 'deep', 6) +
  ellipse(177, 202, 36, 8, 'deep') +
  path('M120 108h114l50 102H70z', 'light') +
  line('M177 108v88', 'deep', 6) +
  rect(258, 158, 74, 12, 'main', 4) +
  line('M270 170v40M320 170v40', 'main', 7) +
  rect(276, 134, 20, 24, 'deep', 3) +
  circle(286, 122, 15, 'main');

const bed: Motif = () =>
  shadow(130) +
  line('M84 92v120M316 150v62', 'deep', 11) +
  rect(84, 158, 232, 36, 'deep', 4) +
  rect(94, 128, 66, 34, 'light', 12) +
  path('M150 162v-18q0-18 22-18h112q32 0 32 36v10H150z', 'main') +
  rect(84, 166, 232, 14, 'spot', 4);

export const furniture: Motif = (random) => oneOf(random, [chair, lamp, bed])(random);

export const office: Motif = (random) =>
  shadow(130) +
  rect(76, 168, 248, 13, 'deep', 4) +
  line('M96 180v32M304 180v32', 'deep', 8) +
  rect(150, 76, 130, 78, 'main', 6) +
  rect(160, 86, 110, 58, 'light', 2) +
  times(4, (i) => {
    const tall = between(random, 12, 42);
    return rect(172 + i * 24, 138 - tall, 14, tall, 'spot', 2);
  }) +
  rect(150, 144, 130, 12, 'main', 4) +
  rect(206, 154, 18, 16, 'deep') +
  rect(100, 146, 22, 22, 'spot', 3) +
  ring(124, 156, 7, 'spot', 4);
