/** What the main thread hands to the thread that watches it. */
export interface Watched {
  /** Two numbers, see BEATS and IS_DEBUGGED. */
  shared: Int32Array;
  tickMs: number;
  /** Process id of the launcher; undefined where there is none. */
  launcher?: number;
  /** For its last word. */
  name: string;
}

/** Place of the count of the main thread's turns. */
export const BEATS = 0;
/** Place of 1 while a debugger is attached. */
export const IS_DEBUGGED = 1;
