import type { UnitOfWork } from '@millwright/persistence';
import { databaseUrls, derivedSecret, serverSecret, type Config, type Logger } from '@millwright/platform';
import { Module } from '@nestjs/common';
import type { Pool } from 'pg';
import type { TemporalGateway } from '../features/generation/temporal-gateway.js';
import { MailModule } from '../features/mail/mail.module.js';
import type { Outbox } from '../features/mail/outbox.js';
import { ContextFactory } from '../graphql/context-factory.js';
import { construct, provide } from '../provide.js';
import * as t from '../tokens.js';
import { Admission } from './admission.js';
import { createAuth } from './auth.js';
import { endsOf } from './ends-of.js';
import { IdentityService } from './identity.service.js';
import { Passwords } from './passwords.js';
import { RateLimiter } from './rate-limiter.js';
import { RightsWatch } from './rights-watch.js';
import { SignInGuard } from './sign-in-guard.js';
import { ViewerMemory } from './viewer-memory.js';

/** The same sign-in over either pool: look-ups do not wait for sign-ups. */
const authOver = (token: symbol, pool: symbol) =>
  provide(
    token,
    [t.CONFIG, t.LOG, pool, t.ADMISSION, t.OUTBOX, t.UNIT_OF_WORK, t.TEMPORAL, t.PASSWORDS],
    (
      config: Config,
      log: Logger,
      connections: Pool,
      admission: Admission,
      outbox: Outbox,
      unitOfWork: UnitOfWork,
      temporal: TemporalGateway,
      passwords: Passwords,
    ) => createAuth(config, connections, admission, outbox, endsOf(unitOfWork, temporal, connections, log), passwords, log),
  );

const SIGN_IN = [
  construct(t.PASSWORDS, [], Passwords),
  // Asked within a sign-up, which holds a connection of the other pool.
  construct(t.ADMISSION, [t.CONFIG, t.LOOKUP_POOL], Admission),
  authOver(t.AUTH, t.AUTH_POOL),
  authOver(t.LOOKUP_AUTH, t.LOOKUP_POOL),
  provide(
    t.SIGN_IN_GUARD,
    [t.LOOKUP_POOL, t.CONFIG],
    (pool: Pool, config: Config) => new SignInGuard(pool, derivedSecret(serverSecret(config), 'sign-in-guard')),
  ),
];

const WHO_ASKS = [
  provide(t.VIEWER_MEMORY, [t.CONFIG, t.LOG], async (config: Config, log: Logger) => {
    const memory = new ViewerMemory(databaseUrls(config).app, log);
    await memory.start();
    return memory;
  }),
  construct(t.IDENTITY, [t.LOOKUP_AUTH, t.LOOKUP_POOL, t.CONFIG, t.VIEWER_MEMORY], IdentityService),
  provide(t.RIGHTS, [t.IDENTITY, t.VIEWER_MEMORY, t.LOG], (identity: IdentityService, memory: ViewerMemory, log: Logger) => {
    const rights = new RightsWatch((headers) => identity.viewerOf(headers), log);
    memory.onChange = () => rights.lookAgain();
    return rights;
  }),
  provide(t.RATE_LIMITER, [t.LIMIT_POOL, t.CONFIG], (pool: Pool, config: Config) => new RateLimiter(pool, config.RATE_LIMIT_PER_MINUTE)),
  construct(t.CONTEXTS, [t.IDENTITY, t.UNIT_OF_WORK, t.RATE_LIMITER], ContextFactory),
];

/** Who asks, how they sign in, and how often they may. */
@Module({
  imports: [MailModule],
  providers: [...SIGN_IN, ...WHO_ASKS],
  exports: [t.LOOKUP_AUTH, t.PASSWORDS, t.RIGHTS, t.VIEWER_MEMORY],
})
export class SecurityModule {}
