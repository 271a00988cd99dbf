import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import type { Config } from './config.js';

const EMBEDDED = '127.0.0.1:7233';

/**
 * How to reach Temporal, for clients and workers alike: address, TLS and API key by the names that Temporal's own
 * tools use for them.
 *
 * @throws Error of envconfig where a certificate cannot be read.
 */
export function temporalConnection(config: Config): ClientConnectConfig['connectionOptions'] {
  const env = Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) => (name.startsWith('TEMPORAL_') && value !== undefined ? [[name, String(value)]] : [])),
  );
  // The variables alone: what stands in a person's own Temporal profile is not this server's.
  const { connectionOptions } = loadClientConnectConfig({ overrideEnvVars: env, disableFile: true });
  return { ...connectionOptions, address: config.TEMPORAL_ADDRESS ?? EMBEDDED };
}
