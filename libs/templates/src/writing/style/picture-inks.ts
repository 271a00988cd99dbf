import { hexFrom, type Oklch } from './oklch.js';

/** Two tones of the accent, their shades, and one spot of the second colour. */
export function picturesOf(accent: Oklch, groundHue: number, second: Oklch, isDark: boolean) {
  const c = Math.min(accent.c, 0.17);
  const tone = (l: number, share: number, h = accent.h) => hexFrom({ l, c: c * share, h });
  // A loud colour stays loud: darkened, yellow would be olive.
  const isLoud = isDark && accent.l > 0.7;
  return {
    pictureGround: tone(isDark ? 0.29 : 0.925, isDark ? 0.15 : 0.28, groundHue),
    pictureSoft: tone(isDark ? 0.37 : 0.86, isDark ? 0.25 : 0.42, groundHue),
    pictureMain: tone(isLoud ? 0.82 : isDark ? 0.67 : 0.62, 0.9),
    pictureDeep: tone(isLoud ? 0.56 : isDark ? 0.5 : 0.4, 0.75),
    pictureLight: tone(isDark ? 0.93 : 0.985, 0.1),
    pictureSpot: hexFrom(second),
  };
}
