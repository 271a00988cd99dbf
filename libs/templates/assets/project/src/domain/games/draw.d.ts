/** One number from 0 up to 1 and the seed of the next. */
export declare function draw(seed: number): [number, number];
