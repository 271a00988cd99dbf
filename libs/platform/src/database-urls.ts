import type { Config } from './config.js';
import { derivedSecret, serverSecret } from './secret.js';

/** Login role of everything at run time: owns nothing, bound by row-level security. */
export const APP_ROLE = 'millwright_app';
/** Login role of the identity tables; sees no project data. */
export const AUTH_ROLE = 'millwright_auth';

export interface DatabaseUrls {
  /** Owner of the schema; used by migrations alone. */
  owner: string;
  app: string;
  auth: string;
}

/** Passwords of the two runtime roles, derived from the server's secret so that none is stored. */
export function rolePasswords(config: Config): Record<typeof APP_ROLE | typeof AUTH_ROLE, string> {
  const secret = serverSecret(config);
  return { [APP_ROLE]: derivedSecret(secret, `database:${APP_ROLE}`), [AUTH_ROLE]: derivedSecret(secret, `database:${AUTH_ROLE}`) };
}

/** @throws Error where DATABASE_URL is unset; the launcher sets it for the embedded server. */
export function databaseUrls(config: Config): DatabaseUrls {
  if (!config.DATABASE_URL) throw new Error('DATABASE_URL is not set. Start with `npm start`, which brings its own PostgreSQL, or set it.');
  const passwords = rolePasswords(config);
  const as = (base: string, role: keyof typeof passwords): string => {
    const url = new URL(base);
    url.username = role;
    url.password = passwords[role];
    return url.href;
  };
  return {
    owner: config.DATABASE_URL,
    app: config.DATABASE_APP_URL ?? as(config.DATABASE_URL, APP_ROLE),
    auth: as(config.DATABASE_URL, AUTH_ROLE),
  };
}
