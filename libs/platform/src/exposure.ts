import { isIP } from 'node:net';
import type { Config } from './config.js';
import { temporalConnection } from './temporal-connection.js';

const isLocalName = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '::1' ||
  host === '[::1]' ||
  (isIP(host) === 4 && host.startsWith('127.'));

const hostOf = (url: string): string => new URL(url).hostname;

/**
 * What an operator has yet to do before strangers may reach a server: a sentence each, with its remedy. Nothing for one
 * that only its own machine can reach. `libs/decisions/security.md` says why of each.
 */
export function exposures(config: Config): string[] {
  const isListening = !isLocalName(config.HOST);
  const isPublished = !isLocalName(hostOf(config.PUBLIC_URL));
  if (!isListening && !isPublished) return [];
  const isSecure = config.PUBLIC_URL.startsWith('https:');
  const isWithoutMail = !config.SMTP_URL;
  return [
    [!isPublished, `PUBLIC_URL is ${config.PUBLIC_URL}: set it to the address that people open, or links in mails lead nowhere.`],
    [
      isPublished && !isSecure,
      'PUBLIC_URL is no https address: passwords and sessions go over the network in plain text. Put a server that speaks TLS in front, and set PUBLIC_URL to its address.',
    ],
    [
      isSecure && isListening,
      `HOST is ${config.HOST}: the port without TLS is open beside the one with it. Set HOST=127.0.0.1 where the server in front is on this machine, or close port ${config.PORT} to all others.`,
    ],
    [
      config.SIGN_UP === 'open',
      'Anybody may sign up, use this machine, and buy with the keys of the server where it has any. Set SIGN_UP=invited.',
    ],
    [
      isWithoutMail,
      'Without SMTP_URL no address is ever confirmed, and links of invitations and resets are passed on by hand, from the outbox.',
    ],
    [
      config.TEMPORAL_ADDRESS !== undefined && !isLocalName(hostOf(`tcp://${config.TEMPORAL_ADDRESS}`)) && !temporalConnection(config)?.tls,
      'Temporal is spoken to in plain text over the network. Set TEMPORAL_TLS=true, and PAYLOAD_ENCRYPTION=true where others operate that server.',
    ],
    [
      config.DATABASE_URL !== undefined &&
        !isLocalName(hostOf(config.DATABASE_URL)) &&
        !/[?&]sslmode=(require|verify-ca|verify-full)\b/.test(config.DATABASE_URL),
      'PostgreSQL is spoken to in plain text over the network. Add ?sslmode=verify-full to DATABASE_URL.',
    ],
  ].flatMap(([is, sentence]) => (is ? [sentence as string] : []));
}
