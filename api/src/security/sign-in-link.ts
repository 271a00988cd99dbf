import { APIError, createAuthEndpoint, sessionMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const MINUTES = 10;
const keyOf = (token: string): string => `sign-in-link:${token}`;

/**
 * Secrets of links that sign somebody in once: what is kept is the hash of the secret and whom it is for. The session is
 * made when the link is opened, so that nobody who reads the table before finds one. Endpoints of the server alone.
 */
export const signInLink = () => ({
  id: 'sign-in-link',
  endpoints: {
    makeSignInLink: createAuthEndpoint({ method: 'GET', use: [sessionMiddleware] }, async (ctx) => {
      const token = randomBytes(24).toString('base64url');
      await ctx.context.internalAdapter.createVerificationValue({
        identifier: keyOf(token),
        value: ctx.context.session.user.id,
        expiresAt: new Date(Date.now() + MINUTES * 60_000),
      });
      return ctx.json({ token });
    }),
    openSignInLink: createAuthEndpoint({ method: 'POST', body: z.object({ token: z.string() }) }, async (ctx) => {
      const { internalAdapter } = ctx.context;
      // Of two that open it at once, one gets it.
      const found = await internalAdapter.consumeVerificationValue(keyOf(ctx.body.token));
      const user = found && (await internalAdapter.findUserById(found.value));
      if (!user) throw new APIError('BAD_REQUEST', { message: 'The link was used, or is too old' });
      const session = await internalAdapter.createSession(user.id);
      await setSessionCookie(ctx, { session, user });
      return ctx.json({ userId: user.id });
    }),
  },
});
