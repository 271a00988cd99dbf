import { BadInput, type FieldFault } from './problem.js';

/**
 * What no text may hold, wherever it comes from: PostgreSQL keeps neither of them, and would refuse the rows of others with it.
 * @returns what is wrong, for people; undefined where nothing is.
 */
export function characterFault(text: string): string | undefined {
  if (text.includes('\0')) return 'must not hold the character U+0000';
  // With the flag u, only those that lack their other half.
  return /\p{Surrogate}/u.test(text) ? 'must not hold half a character (a surrogate without its other half)' : undefined;
}

interface Place {
  key: string | number;
  value: unknown;
  parent?: Place;
}

/** Every text within a value that no text may be, keys included. However deep it is: strangers choose how deep. */
export function characterFaults(path: string, value: unknown): FieldFault[] {
  const faults: FieldFault[] = [];
  const left: Place[] = [{ key: path, value }];
  for (let place = left.pop(); place; place = left.pop()) {
    const { value: found } = place;
    if (typeof found === 'string') {
      const message = characterFault(found);
      if (message) faults.push({ path: pathOf(place), message });
    } else if (Array.isArray(found)) for (const [key, inner] of found.entries()) left.push({ key, value: inner, parent: place });
    else if (typeof found === 'object' && found !== null)
      for (const [key, inner] of Object.entries(found)) {
        const message = characterFault(key);
        if (message) faults.push({ path: pathOf(place), message: `the name of one of its fields ${message}` });
        left.push({ key, value: inner, parent: place });
      }
  }
  return faults;
}

function pathOf(place: Place): string {
  const keys: (string | number)[] = [];
  for (let at: Place | undefined = place; at; at = at.parent) keys.unshift(at.key);
  return keys.filter((key) => key !== '').join('.');
}

/** Collects every fault of an input, so that a person sees them all at once. */
export class InputCheck {
  private readonly faults: FieldFault[] = [];

  text(path: string, value: string, { min = 1, max }: { min?: number; max: number }): string {
    const trimmed = value.trim();
    const character = characterFault(value);
    if (character) this.faults.push({ path, message: character });
    if (trimmed.length < min)
      this.faults.push({
        path,
        message: min === 1 ? 'must not be empty' : `must have at least ${min} characters; it has ${trimmed.length}`,
      });
    if (trimmed.length > max)
      this.faults.push({
        path,
        message: `must have at most ${max.toLocaleString('en')} characters; it has ${trimmed.length.toLocaleString('en')}`,
      });
    return trimmed;
  }

  dollars(path: string, value: number, { max }: { max: number }): void {
    const isFine = Number.isFinite(value) && value >= 0 && value <= max;
    this.that(isFine, path, `must be 0 to ${max.toLocaleString('en')} US dollars`);
  }

  that(isFine: boolean, path: string, message: string): void {
    if (!isFine) this.faults.push({ path, message });
  }

  /** @throws BadInput with every fault found. */
  done(): void {
    if (this.faults.length > 0) throw new BadInput(this.faults);
  }
}
