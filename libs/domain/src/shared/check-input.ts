import { BadInput, type FieldFault } from './problem.js';

/** Collects every fault of an input, so that a person sees them all at once. */
export class InputCheck {
  private readonly faults: FieldFault[] = [];

  text(path: string, value: string, { min = 1, max }: { min?: number; max: number }): string {
    const trimmed = value.trim();
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

  that(isFine: boolean, path: string, message: string): void {
    if (!isFine) this.faults.push({ path, message });
  }

  /** @throws BadInput with every fault found. */
  done(): void {
    if (this.faults.length > 0) throw new BadInput(this.faults);
  }
}
