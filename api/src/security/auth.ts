import { apiKey } from '@better-auth/api-key';
import { derivedSecret, serverSecret, type Config, type Logger } from '@millwright/platform';
import { getCurrentAuthEndpointContext } from '@better-auth/core/context';
import { Problem, cleanName, isAllowed, parseRole, slugOf, type Actor } from '@millwright/domain';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { bearer, organization } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { defaultStatements, memberAc, ownerAc, adminAc } from 'better-auth/plugins/organization/access';
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Outbox } from '../features/mail/outbox.js';
import type { MemberEnd } from './member-end.js';
import { actorOf, type MemberEvents } from './member-events.js';
import type { OrganizationEnd } from './organization-end.js';
import type { Admission } from './admission.js';
import { hashedSessions } from './hashed-sessions.js';
import { Letters } from './letters.js';
import type { Passwords } from './passwords.js';
import { INVITED_ONLY, requestChecks } from './request-checks.js';
import { signInLink } from './sign-in-link.js';

const access = createAccessControl(defaultStatements);

/** Identity: sign-up, sessions, OAuth, organizations, invitations, API keys; served at /api/auth. */
export async function createAuth(
  config: Config,
  pool: Pool,
  admission: Admission,
  outbox: Outbox,
  ends: { organization: OrganizationEnd; member: MemberEnd; events: MemberEvents },
  passwords: Pick<Passwords, 'hash' | 'verify'>,
  log: Logger,
) {
  const letters = new Letters(config, outbox, pool);
  const social = {
    ...(config.GITHUB_CLIENT_ID && config.GITHUB_CLIENT_SECRET
      ? { github: { clientId: config.GITHUB_CLIENT_ID, clientSecret: config.GITHUB_CLIENT_SECRET } }
      : {}),
    ...(config.GOOGLE_CLIENT_ID && config.GOOGLE_CLIENT_SECRET
      ? { google: { clientId: config.GOOGLE_CLIENT_ID, clientSecret: config.GOOGLE_CLIENT_SECRET } }
      : {}),
  };
  interface Person {
    id: string;
    name: string;
    email: string;
  }
  /** An organization of one's own, so that nobody begins, or is left, with an empty page that asks for one. */
  const giveWorkspace = async ({ id, name, email }: Person): Promise<void> => {
    await auth.api.createOrganization({
      body: {
        name: `${name || email.split('@')[0]}’s workspace`,
        slug: newSlug(email.split('@')[0]!),
        userId: id,
      },
    });
  };
  const giveWorkspaceWhereNone = async (userId: string): Promise<void> => {
    const { rows } = await pool.query<Person>(
      `SELECT id, name, email FROM "user" u WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM member m WHERE m."userId" = u.id)`,
      [userId],
    );
    if (rows[0]) await giveWorkspace(rows[0]);
  };
  /** Who sent the request that is answered: the library's hooks about members do not say. */
  const asking = async (): Promise<Actor> => {
    const { headers } = getCurrentAuthEndpointContext();
    const session = await auth.api.getSession({ headers: headers ?? new Headers() });
    if (!session) throw new Error('Nobody is signed in who changes a member');
    return actorOf(session.user);
  };
  const auth = betterAuth({
    appName: 'Millwright',
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    secret: derivedSecret(serverSecret(config), 'sessions'),
    database: await hashedSessions(pool),
    // Whoever reads the table finds no link that works.
    verification: { storeIdentifier: 'hashed' },
    trustedOrigins: [config.PUBLIC_URL, `http://localhost:${config.PORT}`, `http://127.0.0.1:${config.PORT}`],
    telemetry: { enabled: false },
    // What is not expected comes to our own route, which knows an absent database from a mistake.
    onAPIError: { throw: true },
    logger: {
      log: (level, message) => log[level === 'debug' ? 'debug' : level === 'error' ? 'error' : level === 'warn' ? 'warn' : 'info'](message),
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      requireEmailVerification: outbox.delivers,
      password: {
        hash: (password) => passwords.hash(password),
        verify: ({ hash: stored, password }) => passwords.verify(stored, password),
      },
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => await letters.resetPassword(user, token),
      onPasswordReset: async ({ user }) => await letters.passwordWasReset(user),
    },
    emailVerification: {
      sendOnSignUp: outbox.delivers,
      autoSignInAfterVerification: true,
      sendVerificationEmail: async ({ user, url }) => await letters.confirmAddress(user, url),
      afterEmailVerification: async (user) => await letters.addressWasConfirmed(user),
    },
    socialProviders: social,
    // Tokens of linked accounts are as good as passwords.
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true, trustedProviders: [] } },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: config.RATE_LIMIT_PER_MINUTE,
      customRules: {
        '/sign-in/*': { window: 60, max: config.SIGN_IN_LIMIT_PER_MINUTE },
        '/sign-up/*': { window: 60, max: config.SIGN_IN_LIMIT_PER_MINUTE },
        '/request-password-reset': { window: 60, max: 5 },
      },
    },
    // Said out loud: left to itself the library drops the first two where NODE_ENV is "test", and tests shall meet what people do.
    advanced: {
      // Mails are no part of the transaction that asks for them: it would hold its connection while they wait for another.
      backgroundTasks: {
        handler: (work) => void work.catch((error: unknown) => log.error({ err: error }, 'A mail could not be written')),
      },
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: 'millwright',
      ipAddress: { ipAddressHeaders: ['x-millwright-address'] },
    },
    databaseHooks: {
      user: {
        create: {
          // Names come from other systems too.
          before: async (user, context) => {
            // Whoever comes with a password was let in before.
            if (context?.path !== '/sign-up/email' && !(await admission.admitsProved(user.email, user.emailVerified)))
              throw new APIError('FORBIDDEN', { message: INVITED_ONLY, code: 'INVITED_ONLY' });
            return { data: { ...user, name: cleanName(user.name) } };
          },
          after: async (user) => {
            await giveWorkspace(user);
          },
        },
      },
      // Nothing is asked when a session is made: that happens within a transaction, which holds a connection of its own.
    },
    hooks: requestChecks(letters, admission, async (userId, organizationId) => {
      await ends.events.left(organizationId, userId);
      ends.member.hold(userId, organizationId, 'Whoever started it has left the organization');
      await giveWorkspaceWhereNone(userId);
    }),
    plugins: [
      bearer(),
      // Links for the local user alone; see sign-in-link.routes.
      signInLink(),
      organization({
        ac: access,
        roles: { owner: ownerAc, admin: adminAc, editor: memberAc, member: memberAc, viewer: memberAc },
        organizationLimit: 20,
        organizationHooks: {
          // Name and slug alone, and the slug is ours: it becomes part of commands that people paste into a shell.
          beforeCreateOrganization: async ({ organization: { name } }) =>
            await Promise.resolve({ data: { name: (name ?? '').trim(), slug: newSlug(name ?? ''), logo: undefined, metadata: undefined } }),
          beforeDeleteOrganization: async ({ organization: { id } }) => {
            await ends.organization.requireIdle(id).catch((error: unknown) => {
              if (!(error instanceof Problem)) throw error;
              throw new APIError('CONFLICT', { message: `${error.message}. ${error.hint ?? ''}`, code: error.code });
            });
            const { rows } = await pool.query<Person>(
              `SELECT u.id, u.name, u.email FROM member m JOIN "user" u ON u.id = m."userId" WHERE m."organizationId" = $1
               AND NOT EXISTS (SELECT 1 FROM member other WHERE other."userId" = u.id AND other."organizationId" <> $1)`,
              [id],
            );
            // Before it goes: nobody is without one, not even for a moment.
            for (const person of rows) await giveWorkspace(person);
          },
          afterCreateOrganization: async ({ organization: { id, name }, user }) =>
            await ends.events.record(id, { type: 'ORGANIZATION_CREATED', actor: actorOf(user), name }),
          afterDeleteOrganization: async ({ organization: { id, name }, user }) => {
            await ends.events.record(id, { type: 'ORGANIZATION_DELETED', actor: actorOf(user), name });
            await ends.organization.clear(id);
          },
          afterCreateInvitation: async ({ invitation: { email, role }, inviter, organization: { id } }) =>
            await ends.events.record(id, { type: 'MEMBER_INVITED', actor: actorOf(inviter), email, role }),
          afterCancelInvitation: async ({ invitation: { email }, cancelledBy, organization: { id } }) =>
            await ends.events.record(id, { type: 'INVITATION_CANCELLED', actor: actorOf(cancelledBy), email }),
          afterRejectInvitation: async ({ invitation: { email }, user, organization: { id } }) =>
            await ends.events.record(id, { type: 'INVITATION_DECLINED', actor: actorOf(user), email }),
          afterAcceptInvitation: async ({ member: { role }, user, organization: { id } }) =>
            await ends.events.record(id, { type: 'MEMBER_JOINED', actor: actorOf(user), role }),
          afterRemoveMember: async ({ user, organization: { id } }) => {
            await ends.events.record(id, { type: 'MEMBER_REMOVED', actor: await asking(), member: { id: user.id, name: user.name } });
            ends.member.hold(user.id, id, `${user.name}, who started it, is no member any more`);
            await giveWorkspaceWhereNone(user.id);
          },
          afterUpdateMemberRole: async ({ user, organization: { id }, member, previousRole }) => {
            if (member.role !== previousRole)
              await ends.events.record(id, {
                type: 'MEMBER_ROLE_CHANGED',
                actor: await asking(),
                member: { id: user.id, name: user.name },
                from: previousRole,
                to: member.role,
              });
            const role = parseRole(member.role);
            if (!role || !isAllowed(role, 'generation.run'))
              ends.member.hold(user.id, id, `${user.name}, who started it, may not run generations any more`);
          },
        },
      }),
      apiKey({
        enableMetadata: true,
        defaultPrefix: 'mw_',
        rateLimit: { enabled: false },
        keyExpiration: { defaultExpiresIn: null, minExpiresIn: 1, maxExpiresIn: 365 },
      }),
    ],
  });
  return auth;
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;

function newSlug(name: string): string {
  return `${slugOf(name, 30)}-${randomBytes(4).toString('hex')}`;
}

/** The token of the GitHub account that a user linked; renewed where it can be. Undefined where they linked none. */
export function linkedGithubToken(auth: Auth, pool: Pool): (userId: string) => Promise<string | undefined> {
  return async (userId) => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM account WHERE "userId" = $1 AND "providerId" = 'github' ORDER BY "updatedAt" DESC LIMIT 1`,
      [userId],
    );
    if (!rows[0]) return undefined;
    try {
      return (await auth.api.getAccessToken({ body: { accountId: rows[0].id, userId } })).accessToken;
    } catch (error) {
      if (error instanceof APIError) return undefined;
      throw error;
    }
  };
}
