/**
 * What of the identity library is open under /api/auth: what the console uses, and how an organization is left or
 * deleted. Everything else answers 404, whatever
 * a later version of the library mounts. `:name` stands for one part of a path.
 */
export const OPEN_ENDPOINTS: readonly (readonly ['GET' | 'POST', string])[] = [
  ['POST', '/sign-up/email'],
  ['POST', '/sign-in/email'],
  ['POST', '/sign-in/social'],
  ['GET', '/callback/:provider'],
  ['POST', '/link-social'],
  ['POST', '/sign-out'],
  ['GET', '/verify-email'],
  ['POST', '/request-password-reset'],
  ['POST', '/reset-password'],
  ['POST', '/change-password'],
  ['POST', '/update-user'],
  ['GET', '/error'],
  ['POST', '/organization/create'],
  ['POST', '/organization/set-active'],
  ['POST', '/organization/invite-member'],
  ['POST', '/organization/cancel-invitation'],
  ['POST', '/organization/accept-invitation'],
  ['POST', '/organization/reject-invitation'],
  ['POST', '/organization/remove-member'],
  ['POST', '/organization/leave'],
  ['POST', '/organization/delete'],
  ['POST', '/organization/update-member-role'],
];

const PATTERNS = OPEN_ENDPOINTS.map(([method, path]) => ({ method, pattern: new RegExp(`^${path.replace(/:\w+/g, '[a-z0-9]{1,40}')}$`) }));

/** Whether a path below /api/auth is open, as it was sent: other spellings of an open one are none. */
export function isOpenEndpoint(method: string, path: string): boolean {
  return PATTERNS.some((open) => open.method === method && open.pattern.test(path));
}
