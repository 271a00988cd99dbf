import { Refusal } from '../shared/refusals.ts';
import type { Input } from '../shared/reader.ts';

/** Numbers of the rows that are ticked in a list: of a form, the names "chosen-12". */
export function chosenIn(body: Input): number[] {
  return Object.keys(body).flatMap((name) => /^chosen-(\d{1,15})$/.exec(name)?.slice(1).map(Number) ?? []);
}

/** Does the same to each of them; one that refuses does not stop the others. @returns what to say about it. */
export function forEachChosen(body: Input, label: string, act: (id: number) => unknown): string {
  const ids = chosenIn(body);
  if (ids.length === 0) return 'Nothing was chosen.';
  let reason = '';
  const done = ids.filter((id) => {
    try {
      act(id);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reason = error.message;
      return false;
    }
  });
  const rest = ids.length - done.length;
  return `${label}: ${done.length} done${rest > 0 ? `, ${rest} not (${reason})` : ''}.`;
}
