import { hashSync, verifySync } from '@node-rs/argon2';

/** The work of one thread of `Passwords`: argon2id with the library's defaults (19 MiB, 2 passes), as OWASP's password storage sheet advises. */
export default function work({ password, stored }: { password: string; stored?: string }): string | boolean {
  return stored === undefined ? hashSync(password) : verifySync(stored, password);
}
