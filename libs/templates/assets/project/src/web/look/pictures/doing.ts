import { between, circle, ellipse, line, oneOf, path, rect, ring, shadow, times, turn, type Motif } from './draw.ts';

const record: Motif = () =>
  rect(92, 56, 150, 150, 'main', 4) +
  circle(244, 131, 72, 'deep') +
  ring(244, 131, 54, 'main', 2) +
  ring(244, 131, 40, 'main', 2) +
  circle(244, 131, 25, 'spot') +
  circle(244, 131, 5, 'light') +
  rect(92, 56, 110, 150, 'main', 4) +
  circle(146, 112, 28, 'light') +
  rect(114, 168, 64, 8, 'light', 4);

const guitar: Motif = () =>
  turn(
    38,
    rect(192, -6, 18, 140, 'deep', 3) +
      rect(184, -24, 34, 30, 'spot', 5) +
      path('M201 112c26 0 40 16 36 38-2 12 22 22 20 50-2 30-28 44-56 44s-54-14-56-44c-2-28 22-38 20-50-4-22 10-38 36-38z', 'main') +
      circle(201, 172, 19, 'deep') +
      rect(180, 212, 42, 9, 'deep', 3) +
      line('M197 4v208M205 4v208', 'light', 1.5),
    200,
    130,
  );

const notes: Motif = (random) =>
  times(2, (i) => {
    const [x, y] = [96 + i * 122, 62 + between(random, -10, 20)];
    const ink = i === 0 ? ('main' as const) : ('deep' as const);
    return (
      ellipse(x, y + 104, 24, 18, ink) +
      ellipse(x + 76, y + 92, 24, 18, ink) +
      path(`M${x + 14} ${y + 104}V${y + 8}l86-14v98h-10V${y + 22}l-66 10v72z`, ink)
    );
  }) + circle(330, 66, 10, 'spot');

export const music: Motif = (random) => oneOf(random, [record, guitar, notes])(random);

const ball: Motif = () =>
  shadow(76) +
  circle(200, 130, 78, 'main') +
  line('M126 106q74 34 148 0M130 164q70-36 140 0M200 52v156', 'light', 5) +
  ring(200, 130, 78, 'deep', 5);

const weights: Motif = () =>
  shadow(130) +
  rect(130, 121, 140, 18, 'deep', 4) +
  times(2, (i) => rect(96 + i * 172, 72, 36, 116, 'main', 10) + rect(70 + i * 236, 94, 24, 72, 'spot', 8)) +
  line('M54 130h14M332 130h14', 'deep', 9);

const medal: Motif = () =>
  path('M142 34h46l26 76h-44zM258 34h-46l-26 76h44z', 'main') +
  circle(200, 152, 58, 'spot') +
  circle(200, 152, 44, 'light') +
  path('M200 116l11 23 25 3-18 18 4 25-22-12-22 12 4-25-18-18 25-3z', 'deep');

export const sport: Motif = (random) => oneOf(random, [ball, weights, medal])(random);

const lights: Motif = (random) =>
  line('M10 50q190 96 380 0', 'deep', 4) +
  times(7, (i) => {
    const [x, y] = [44 + i * 52, 74 + Math.sin(((i + 0.5) / 7) * Math.PI) * 24];
    return path(`M${x - 15} ${y}h30l-15 34z`, (['main', 'spot', 'deep'] as const)[i % 3]!);
  }) +
  path('M40 260q10-80 60-80t60 80zM160 260q-4-96 50-96t54 96zM256 260q10-74 56-74t58 74z', 'main') +
  circle(100, 158, 24, 'deep') +
  circle(210, 140, 26, 'deep') +
  circle(312, 164, 24, 'deep') +
  times(6, () => circle(between(random, 20, 380), between(random, 20, 60), between(random, 3, 6), 'spot'));

const admission: Motif = (random) =>
  turn(
    between(random, -14, -6),
    path('M70 84h260v30a18 18 0 0 0 0 36v30H70v-30a18 18 0 0 0 0-36z', 'main') +
      line('M258 92v82', 'light', 4) +
      rect(98, 106, 92, 12, 'light', 6) +
      rect(98, 130, 128, 8, 'soft', 4) +
      rect(98, 148, 70, 8, 'soft', 4) +
      path('M294 112l6 13 14 2-10 10 2 14-12-7-12 7 2-14-10-10 14-2z', 'spot'),
  );

export const event: Motif = (random) => oneOf(random, [lights, admission])(random);

const coins: Motif = (random) =>
  shadow(130) +
  times(3, (pile) => {
    const tall = Math.round(between(random, 2, 7));
    return times(
      tall,
      (i) =>
        ellipse(114 + pile * 86, 200 - i * 15, 40, 12, i % 2 === 0 ? 'deep' : 'main') +
        ellipse(114 + pile * 86, 196 - i * 15, 40, 12, i === tall - 1 ? 'spot' : 'main'),
    );
  });

const card: Motif = () =>
  turn(8, rect(104, 84, 200, 124, 'deep', 14)) +
  turn(
    -6,
    rect(92, 66, 210, 130, 'main', 14) +
      rect(92, 92, 210, 24, 'deep') +
      rect(114, 138, 40, 28, 'spot', 5) +
      rect(172, 146, 100, 8, 'light', 4),
  );

export const money: Motif = (random) => oneOf(random, [coins, card])(random);

export const paper: Motif = (random) =>
  turn(6, rect(128, 48, 150, 176, 'soft', 4)) +
  path('M118 40h116l40 40v142H118z', 'light') +
  path('M234 40v40h40z', 'main') +
  rect(138, 72, 70, 12, 'deep', 4) +
  times(5, (i) => rect(138, 104 + i * 20, between(random, 70, 114), 7, 'soft', 3)) +
  circle(244, 196, 19, 'spot') +
  line('M235 196l7 7 12-14', 'light', 4);

export const health: Motif = (random) =>
  oneOf<Motif>(random, [
    () =>
      path(
        'M200 214C112 154 84 120 84 86c0-30 24-50 52-50 26 0 50 14 64 40 14-26 38-40 64-40 28 0 52 20 52 50 0 34-28 68-116 128z',
        'main',
      ) + line('M88 124h64l16-36 28 70 22-48 12 14h82', 'light', 7),
    () =>
      shadow(110) +
      rect(92, 84, 216, 124, 'light', 14) +
      line('M160 84V66q0-10 10-10h60q10 0 10 10v18', 'deep', 11) +
      rect(92, 84, 216, 22, 'main', 8) +
      path('M186 118h28v24h24v28h-24v24h-28v-24h-24v-28h24z', 'spot'),
    () =>
      turn(
        -32,
        rect(84, 98, 232, 70, 'light', 35) + path('M119 98h81v70h-81a35 35 0 0 1 0-70z', 'main') + rect(112, 110, 66, 10, 'soft', 5),
      ) +
      circle(306, 190, 26, 'spot') +
      line('M290 196l32-12', 'light', 4),
  ])(random);

const palette: Motif = (random) =>
  path('M200 46c74 0 128 38 128 86 0 34-30 44-58 40-26-4-40 8-34 26 6 16-8 24-36 24-74 0-128-38-128-90s54-86 128-86z', 'light') +
  times(5, (i) =>
    circle(
      136 + i * 34 + (i > 2 ? 6 : 0),
      112 - Math.sin((i / 4) * Math.PI) * 34,
      between(random, 13, 18),
      (['main', 'spot', 'deep', 'main', 'spot'] as const)[i]!,
    ),
  ) +
  circle(140, 156, 19, 'deep') +
  turn(38, rect(258, 60, 12, 120, 'deep', 5) + path('M256 60q8-44 16 0z', 'spot'), 264, 130);

const framed: Motif = (random) =>
  rect(96, 38, 208, 174, 'deep', 3) +
  rect(110, 52, 180, 146, 'light') +
  circle(between(random, 150, 250), 100, 24, 'spot') +
  path('M110 198v-42l52-40 40 34 34-24 54 46v26z', 'main') +
  path('M110 198v-20l90-22 90 30v12z', 'deep');

const vase: Motif = () =>
  shadow(70) +
  path('M168 70h64q-4 22 12 44 26 34 8 72-8 24-30 24h-44q-22 0-30-24-18-38 8-72 16-22 12-44z', 'main') +
  rect(160, 60, 80, 14, 'deep', 5) +
  path('M140 142q30-16 60 0t60 0l2 16q-30 16-62 0t-62 0z', 'spot') +
  line('M140 174q60 22 118 0', 'light', 4);

export const art: Motif = (random) => oneOf(random, [palette, framed, vase])(random);

const cap: Motif = () =>
  path('M138 112v50q62 40 124 0v-50l-62 26z', 'main') +
  path('M200 50l122 50-122 50L78 100z', 'deep') +
  line('M200 100l104 12v54', 'spot', 5) +
  circle(304, 172, 10, 'spot');

const pencils: Motif = () =>
  shadow(110) +
  times(3, (i) =>
    turn(
      -16 + i * 16,
      rect(188, 66, 24, 110, (['spot', 'main', 'deep'] as const)[i]!) +
        path('M188 66l12-30 12 30z', 'light') +
        path('M196 46l4-10 4 10z', 'deep'),
      200,
      240,
    ),
  ) +
  path('M150 138h100l-8 72h-84z', 'light') +
  rect(150, 138, 100, 14, 'main', 3);

const globe: Motif = () =>
  shadow(80) +
  circle(200, 112, 68, 'main') +
  path('M150 76q30-24 54-10 2 22-22 30 12 22-8 34-30-14-24-54zM214 118q34-12 46 8-8 34-40 42-18-22-6-50z', 'deep') +
  line('M232 26a92 92 0 0 1-118 138', 'spot', 7) +
  line('M200 188v18M166 208h68', 'spot', 9);

export const school: Motif = (random) => oneOf(random, [cap, pencils, globe])(random);

export const game: Motif = (random) =>
  oneOf<Motif>(random, [
    () =>
      shadow(120) +
      path('M124 92h152q42 0 54 66 10 54-20 54-20 0-38-34H128q-18 34-38 34-30 0-20-54 12-66 54-66z', 'main') +
      path('M128 118h16v16h16v16h-16v16h-16v-16h-16v-16h16z', 'light') +
      times(4, (i) => circle(266 + [0, 18, 0, -18][i]!, 142 + [-18, 0, 18, 0][i]!, 8, i % 2 === 0 ? 'spot' : 'deep')),
    () =>
      turn(
        -10,
        rect(96, 84, 112, 112, 'light', 18) +
          times(5, (i) => circle(152 + [0, -30, 30, -30, 30][i]!, 140 + [0, -30, -30, 30, 30][i]!, 10, 'deep')),
        150,
        140,
      ) +
      turn(
        14,
        rect(222, 104, 92, 92, 'main', 16) + circle(246, 128, 9, 'light') + circle(290, 172, 9, 'light') + circle(268, 150, 9, 'light'),
        268,
        150,
      ) +
      circle(300, 70, 10, 'spot'),
  ])(random);
