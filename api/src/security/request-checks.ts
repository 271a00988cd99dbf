import { ROLES, faultOfName } from '@millwright/domain';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { isCommonPassword } from './common-passwords.js';
import type { Admission } from './admission.js';
import type { Letters } from './letters.js';

type Body = Record<string, unknown>;
export const INVITED_ONLY =
  'This server takes new accounts by invitation. Open the link of your invitation, and use the address that it was sent to.';
const INVITATION_ANSWERS = new Set(['/organization/accept-invitation', '/organization/reject-invitation']);

function refuse(message: string, code: string, status: 'BAD_REQUEST' | 'FORBIDDEN' = 'BAD_REQUEST'): never {
  throw new APIError(status, { message, code });
}

function checkName(body: Body, what: string): void {
  if (body.name === undefined) return;
  const fault = typeof body.name === 'string' ? faultOfName(body.name) : 'must be a text';
  if (fault) refuse(`${what} ${fault}.`, 'INVALID_NAME');
}

function checkPassword(password: unknown, email: unknown): void {
  if (typeof password !== 'string') return;
  if (password.length > 128) return;
  if (isCommonPassword(password) || (typeof email === 'string' && email !== '' && password.toLowerCase() === email.toLowerCase()))
    refuse('This password is among the first that anybody tries. Choose another one, such as four words in a row.', 'PASSWORD_TOO_COMMON');
}

const isNoRole = (role: unknown): boolean => !ROLES.some((one) => one.toLowerCase() === role);

/** The library takes lists of roles, and lets whoever has one do what any role in it may. */
function checkRole(role: unknown): void {
  if (role === undefined) return;
  if ((Array.isArray(role) && role.length === 1 ? role : [role]).some(isNoRole))
    refuse(`A member has one role: ${ROLES.map((one) => one.toLowerCase()).join(', ')}`, 'BAD_INPUT');
}

/** What a path wants of its body, before the library reads it. */
const CHECKS: Record<string, (body: Body) => void> = {
  '/sign-up/email': (body) => {
    checkName(body, 'The name');
    checkPassword(body.password, body.email);
    if (body.image !== undefined) refuse('Accounts have no pictures here.', 'NO_IMAGE');
  },
  '/update-user': (body) => {
    checkName(body, 'The name');
    if (body.image !== undefined) refuse('Accounts have no pictures here.', 'NO_IMAGE');
  },
  '/reset-password': (body) => checkPassword(body.newPassword, undefined),
  '/change-password': (body) => checkPassword(body.newPassword, undefined),
  '/organization/create': (body) => checkName(body, 'The name'),
};

/**
 * Hooks around the library's endpoints: shapes of names and passwords, one role a member, secrets of invitations, who may sign up,
 * what a reset tells, one session a browser.
 * @param onLeave told who left an organization; the hooks of organizations are not.
 */
export function requestChecks(letters: Letters, admission: Admission, onLeave: (userId: string, organizationId: string) => Promise<void>) {
  /** Whose password a request resets: known before, when the token is still there, and told after. */
  const resets = new WeakMap<object, string>();
  /** Session that a browser had before it signed in again: it ends, so that no cookie from before is good for anything. */
  const earlier = new WeakMap<object, string>();
  return {
    before: createAuthMiddleware(async (ctx) => {
      const body = (ctx.body ?? {}) as Body;
      CHECKS[ctx.path]?.(body);
      if (ctx.path === '/sign-up/email' && !(await admission.admits(body))) refuse(INVITED_ONLY, 'INVITED_ONLY', 'FORBIDDEN');
      if (ctx.path?.startsWith('/organization/')) checkRole(body.role);
      if (INVITATION_ANSWERS.has(ctx.path) && !(await letters.opens(body.invitationId, body.secret)))
        refuse(
          'This link is not whole, or it was used, withdrawn or replaced. Ask whoever invited you for a new one.',
          'INVITATION_LINK_INVALID',
          'FORBIDDEN',
        );
      if (ctx.path === '/sign-in/email' && ctx.request) {
        const token = await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret);
        if (token) earlier.set(ctx.request, token);
      }
      if (ctx.path === '/reset-password' && typeof body.token === 'string' && ctx.request) {
        const found = await ctx.context.internalAdapter.findVerificationValue(`reset-password:${body.token}`);
        if (found) resets.set(ctx.request, found.value);
      }
      // The library wants a slug of whoever asks; ours takes its place, and nothing else of the body counts.
      if (ctx.path === '/organization/create' && ctx.request) return { context: { body: { name: body.name, slug: 'ours' } } };
      return undefined;
    }),
    after: createAuthMiddleware(async (ctx) => {
      const { returned } = ctx.context;
      if (returned instanceof Error || !returned || typeof returned !== 'object') return;
      const body = (ctx.body ?? {}) as Body;
      const { userId, organizationId } = returned as { userId?: string; organizationId?: string };
      const left = ctx.path === '/sign-in/email' && ctx.request ? earlier.get(ctx.request) : undefined;
      if (left) await ctx.context.internalAdapter.deleteSession(left);
      if (ctx.path === '/organization/leave' && userId && organizationId) await onLeave(userId, organizationId);
      if (ctx.path === '/organization/invite-member')
        return ctx.json({ ...returned, link: await letters.invite((returned as { id: string }).id) });
      if (INVITATION_ANSWERS.has(ctx.path) || ctx.path === '/organization/cancel-invitation')
        await letters.invitationEnded(String(body.invitationId));
      if (ctx.path === '/reset-password') {
        const person = ctx.request && resets.get(ctx.request);
        const account = person && (await letters.accountOf(person));
        if (account) return ctx.json({ ...returned, ...account });
      }
      return undefined;
    }),
  };
}
