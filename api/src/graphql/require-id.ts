import { NotFound } from '@millwright/domain';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id from outside; what is none of ours cannot be found. @throws NotFound */
export function requireId(id: string, what: string): string {
  if (!UUID.test(id)) throw new NotFound(what);
  return id;
}
