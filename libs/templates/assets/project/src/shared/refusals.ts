/** What is wrong with an input, by field, in words for the person who typed it. */
export type Faults = Record<string, string>;

/** Something that may not be done, with the HTTP status that says so. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly status: number;
  readonly faults: Faults;
  constructor(status: number, message: string, faults: Faults = {}) {
    super(message);
    this.status = status;
    this.faults = faults;
  }
}

export const invalid = (faults: Faults): Refusal => new Refusal(422, 'Some fields need another look', faults);
export const notFound = (message = 'There is nothing at this address'): Refusal => new Refusal(404, message);
export const conflict = (message: string, faults: Faults = {}): Refusal => new Refusal(409, message, faults);
// #if people
export const signInFirst = (): Refusal => new Refusal(401, 'Sign in first');
export const notAllowed = (message = 'This is not for your account'): Refusal => new Refusal(403, message);

/** A stranger is asked to sign in; somebody with an account is told that it may not do this. */
export const refused = (viewer: object | undefined): Refusal => (viewer ? notAllowed() : signInFirst());
// #end
