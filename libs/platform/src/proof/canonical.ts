import canonicalize from 'canonicalize';

/** The one way to write a JSON value (RFC 8785), so that equal values have equal hashes. @throws TypeError for what JSON cannot say */
export function canonicalJson(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new TypeError('Not a JSON value');
  return json;
}
