import type { Html } from '../html.ts';

/** What a part may be given to show: text is escaped, Html is not. */
export type Content = Html | string | number;

/** What something means; each is also said in words or by an icon, never by its colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

export interface Link {
  label: string;
  href: string;
}

/** As part of an id or a class: "Order lines" becomes "order-lines". */
export function slugOf(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'x'
  );
}
