import type { WrittenApp } from '../../support/written-app.js';

/** A kind of project: what somebody would write who wants one, and what it has to do, tried on the application that is written of it. */
export interface Kind {
  name: string;
  description: string;
  /** Sentences, in order: later ones may use what earlier ones left. */
  behaviours: Record<string, (app: WrittenApp) => Promise<void>>;
}

/** So many days from today, as dates are typed: YYYY-MM-DD. */
export const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** An hour of such a day, as browsers send it: YYYY-MM-DDTHH:MM. */
export const hour = (days: number, hours: number): string => `${day(days)}T${String(hours).padStart(2, '0')}:00`;
