import type { FormGroup } from '@angular/forms';
import { ApiError } from './graphql';

/**
 * Puts what the API says of single fields under these fields of a form.
 *
 * @param names path as the API calls it -> control; without one they are called the same.
 * @returns whether all of it found its place; what did not has to be shown elsewhere.
 */
export function showRefusal(form: FormGroup, error: unknown, names: Record<string, string> = {}): boolean {
  const fields = error instanceof ApiError ? (error.extensions.fields ?? []) : [];
  let isPlaced = fields.length > 0;
  for (const { path, message } of fields) {
    const key = path.replace(/^input\./, '');
    const control = form.get(names[key] ?? key);
    if (!control) isPlaced = false;
    control?.setErrors({ refused: message });
    control?.markAsTouched();
  }
  return isPlaced;
}
