/** A refusal that a client can act on. */
export class HttpError extends Error {
  readonly status: number;
  readonly fields: Record<string, string>;

  constructor(status: number, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

export const notFound = (what: string): HttpError => new HttpError(404, `${what} was not found`);
export const invalid = (fields: Record<string, string>): HttpError => new HttpError(422, 'Some fields need attention', fields);
