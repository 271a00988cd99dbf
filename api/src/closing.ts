import type { OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { TemporalGateway } from './features/generation/temporal-gateway.js';
import type { EventBridge } from './graphql/event-bridge.js';
import { provide } from './provide.js';
import type { Passwords } from './security/passwords.js';
import type { RightsWatch } from './security/rights-watch.js';
import type { ViewerMemory } from './security/viewer-memory.js';
import * as t from './tokens.js';

const step = <T>(token: symbol, close: (resource: T) => void | Promise<void>) => ({
  token,
  close: close as (resource: unknown) => void | Promise<void>,
});

/** What is open while the process runs, in the order in which it is closed: who uses a connection ends before it does. */
const STEPS = [
  step(t.EVENTS, (bridge: EventBridge) => bridge.close()),
  step(t.RIGHTS, (rights: RightsWatch) => rights.close()),
  step(t.VIEWER_MEMORY, (memory: ViewerMemory) => memory.close()),
  step(t.TEMPORAL, (temporal: TemporalGateway) => temporal.close()),
  step(t.DATA_SOURCE, (dataSource: DataSource) => dataSource.destroy()),
  step(t.AUTH_POOL, (pool: Pool) => pool.end()),
  step(t.LOOKUP_POOL, (pool: Pool) => pool.end()),
  step(t.LIMIT_POOL, (pool: Pool) => pool.end()),
  step(t.PASSWORDS, (passwords: Passwords) => passwords.close()),
];

/** Closes one after another when the process ends. What fails leaves those after it open. */
class Closing implements OnApplicationShutdown {
  /** @param resources one for each of the steps. */
  constructor(private readonly resources: readonly unknown[]) {}

  async onApplicationShutdown(): Promise<void> {
    for (const [i, { close }] of STEPS.entries()) await close(this.resources[i]);
  }
}

/** One for all modules: what each closed on its own, Nest would order by its distance from the root. */
export const CLOSING = provide(
  Closing,
  STEPS.map(({ token }) => token),
  (...resources: unknown[]) => new Closing(resources),
);
