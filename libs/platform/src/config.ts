import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const optionalText = z.string().trim().min(1).optional();
const httpUrl = z.url({ protocol: /^https?$/ });

/** Engines with a model; each has a key, an address and a list of models. */
const ENGINES = ['OPENAI', 'ANTHROPIC', 'GROQ', 'XAI', 'DEEPSEEK', 'GEMINI', 'OPENROUTER', 'OLLAMA', 'VLLM', 'CUSTOM'] as const;
type EngineName = (typeof ENGINES)[number];
type EngineShape = Record<`${EngineName}_API_KEY` | `${EngineName}_MODELS`, typeof optionalText> &
  Record<`${EngineName}_BASE_URL`, z.ZodOptional<typeof httpUrl>>;
const engineShape = Object.fromEntries(
  ENGINES.flatMap((name) => [
    [`${name}_API_KEY`, optionalText.describe(`Engine ${name.toLowerCase()}: the server’s key; organizations may bring their own`)],
    [`${name}_BASE_URL`, httpUrl.optional().describe(`Engine ${name.toLowerCase()}: address, where it is not the provider’s own`)],
    [`${name}_MODELS`, optionalText.describe(`Engine ${name.toLowerCase()}: models to offer, separated by commas, the default first`)],
  ]),
) as EngineShape;

/**
 * Every variable that Millwright reads. Read once, at start; `.env.example` is written from the same table.
 * `describe` is what an operator reads beside it.
 */
const SHAPE = {
  PORT: port.default(3000).describe('Port of the console, the API and git'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for all'),
  DATA_DIR: z.string().default('.data').describe('Folder of the embedded servers, blobs, repositories and the generated secret'),
  PUBLIC_URL: httpUrl.optional().describe('Address that people open; default http://localhost:PORT'),
  MILLWRIGHT_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Secret of 32 characters or more for sessions and stored keys; default: made once in DATA_DIR'),
  MILLWRIGHT_API_KEY: optionalText.describe(
    'API key that npm run generate acts with, so that what it makes is its owner’s; default: the local user of DATA_DIR',
  ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL of your own, as the role that owns the schema; default: embedded'),
  DATABASE_APP_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('The same database as the runtime role; default: derived from DATABASE_URL'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12).describe('Connections a process may hold'),
  POSTGRES_PORT: port.optional().describe('Port of the embedded PostgreSQL; default: a free one, kept'),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^:\s]+:\d+$/, 'must be host:port')
    .optional()
    .describe('Temporal server of your own; default: embedded'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('millwright').describe('Temporal namespace'),
  TEMPORAL_API_KEY: optionalText.describe('API key of a Temporal server of your own'),
  TEMPORAL_TLS: flag.optional().describe('Whether Temporal is spoken to over TLS; default: where a key or certificate is given'),
  TEMPORAL_TLS_CLIENT_CERT_PATH: optionalText.describe('Client certificate for Temporal, a file in PEM'),
  TEMPORAL_TLS_CLIENT_KEY_PATH: optionalText.describe('Its key, a file in PEM'),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: optionalText.describe('Authority that Temporal’s own certificate is checked against, a file in PEM'),
  TEMPORAL_TLS_SERVER_NAME: optionalText.describe('Name in Temporal’s certificate, where it is not that of its address'),
  PAYLOAD_ENCRYPTION: flag
    .default(false)
    .describe(
      'Whether what Temporal keeps is encrypted with a key of each organization; the Temporal UI then reads it through PUBLIC_URL/codec, for those who are signed in',
    ),
  TEMPORAL_UI: flag
    .default(true)
    .describe('Whether the embedded Temporal has its UI, which administrators of the server open under PUBLIC_URL/temporal'),
  TEMPORAL_UI_URL: httpUrl
    .optional()
    .describe('Where people open a Temporal UI of your own, which asks them by itself who they are; default: the embedded one'),
  TEMPORAL_UI_UPSTREAM: httpUrl
    .optional()
    .describe(
      'Address of a Temporal UI that asks nobody, started with the public path /temporal: it is shown to administrators under PUBLIC_URL/temporal, and is to be reached by this server alone; default: the embedded one',
    ),
  TEMPORAL_PORT: port.optional().describe('Port of the embedded Temporal server; default: a free one, kept'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is logged'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server; without it mails stay in the outbox page'),
  MAIL_FROM: z.string().default('Millwright <millwright@localhost>').describe('Sender of mails'),
  ADMIN_EMAILS: z
    .string()
    .default('')
    .describe(
      'Administrators of this server, by e-mail, separated by commas; an address counts once its mailbox is confirmed. Others: the setup link that the start prints, `npm run admin`, or another administrator',
    ),
  SIGN_UP: z
    .enum(['open', 'invited'])
    .default('open')
    .describe('Who may make an account: open: anybody who reaches the server; invited: whoever holds an invitation or the setup link'),
  MAIL_DAYS: z.coerce.number().int().min(1).max(3_650).default(30).describe('How long mails stay in the outbox, in days'),
  GITHUB_CLIENT_ID: optionalText.describe('Sign-in with GitHub: OAuth client id'),
  GITHUB_CLIENT_SECRET: optionalText.describe('Sign-in with GitHub: OAuth client secret'),
  GOOGLE_CLIENT_ID: optionalText.describe('Sign-in with Google: OAuth client id'),
  GOOGLE_CLIENT_SECRET: optionalText.describe('Sign-in with Google: OAuth client secret'),
  STAGE_WINDOW: z.coerce.number().int().min(1).max(100).default(10).describe('Files of one generation written side by side'),
  STAGE_ATTEMPTS: z.coerce.number().int().min(1).max(100).default(6).describe('Attempts of a stage before the generation fails'),
  STAGE_TIMEOUT_MS: z.coerce.number().int().min(1_000).default(900_000).describe('Longest time of one attempt, in milliseconds'),
  STAGE_HEARTBEAT_MS: z.coerce
    .number()
    .int()
    .min(500)
    .default(10_000)
    .describe('Silence after which a worker counts as dead, in milliseconds'),
  STAGE_RETRY_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(1_000)
    .describe('Wait before the second attempt, in milliseconds; doubled for each further one'),
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(200)
    .describe('Activities that one worker process runs at once, for each queue'),
  WORKFLOW_BUNDLE: optionalText.describe('Workflow code that a workflow worker runs, a file; default: that of this release'),
  WORKFLOW_VERSIONING: z
    .enum(['pinned', 'follow', 'auto-upgrade'])
    .default('pinned')
    .describe(
      'pinned: a workflow worker makes its code the one that new generations begin on, and those that run stay on theirs; follow: the same, and somebody else decides when new ones begin on it; auto-upgrade: those that run go on with it too',
    ),
  VERIFY: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'on: what a generation makes is installed, built, tested and started in a sandbox before it is delivered; where the machine lets none be made, that is said instead; off: it is delivered untried',
    ),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600).describe('API requests a minute for each user, key or address'),
  SIGN_IN_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(20).describe('Sign-in and sign-up attempts a minute for each address'),
  ...engineShape,
  MODEL_PRICES: optionalText.describe(
    'File with prices of models in JSON: {"openai": {"some-model": {"input": 1.25, "cachedInput": 0.125, "output": 10}}}, US dollars for a million tokens',
  ),
  AI_CACHE_TTL_S: z.coerce
    .number()
    .int()
    .min(0)
    .default(86_400)
    .describe('How long an answer serves the same question of the same organization again, in seconds; 0: never'),
  SWEEP_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(60)
    .describe('How often ledgers left open are sealed, histories kept and old records removed, in seconds'),
  RECORD_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_650)
    .default(30)
    .describe(
      'How long what engines were asked and answered is kept, encrypted, so that a generation can be replayed, in days; 0: not at all. Organizations may choose less or more',
    ),
  ENGINE_IDLE_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(60_000)
    .describe('Silence of a provider after which a call counts as hung, in milliseconds'),
  ENGINE_CALLS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Calls a minute to one provider, all organizations together; default: no limit of ours'),
  ORGANIZATION_CALLS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Calls a minute to one provider for one organization; default: no limit of ours'),
  ENGINE_TOKENS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Tokens a minute, read and written, of one provider, all organizations together; default: no limit of ours'),
  ORGANIZATION_TOKENS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Tokens a minute, read and written, of one provider for one organization; default: no limit of ours'),
  GITHUB_TOKEN: optionalText.describe('Token with which repositories are exported to GitHub where an organization connected no account'),
  GITHUB_API_URL: httpUrl.default('https://api.github.com').describe('Address of GitHub’s API; for GitHub Enterprise https://HOST/api/v3'),
  GITHUB_ORG: optionalText.describe('Account on GitHub that repositories exported with GITHUB_TOKEN belong to; default: the token’s own'),
  VAULT_ADDR: httpUrl
    .optional()
    .describe('HashiCorp Vault, or another server of its transit API, that holds the signing key; default: a key file in DATA_DIR/keys'),
  VAULT_TOKEN: optionalText.describe('Token for it; it needs to read and use the key'),
  VAULT_TRANSIT_KEY: z.string().default('millwright').describe('Name of the Ed25519 key there'),
  METRICS_TOKEN: z
    .string()
    .trim()
    .min(16)
    .optional()
    .describe(
      'Token of 16 characters or more with which a monitoring system reads /metrics (Authorization: Bearer …); default: administrators alone read it',
    ),
  GRAPHQL_INTROSPECTION: flag.default(true).describe('Whether the API describes its schema to clients'),
  SIMULATED_ENGINES: optionalText.describe(
    'For tests and trials: engines whose address is a simulated provider, separated by commas; they are shown as such',
  ),
  PACED_ENGINE: z.string().optional().describe('For tests only: settings of the engine that writes slowly and fails as told, as JSON'),
} as const;

const SCHEMA = z.object(SHAPE);

export interface Config extends z.infer<typeof SCHEMA> {
  /** Absolute. */
  DATA_DIR: string;
  PUBLIC_URL: string;
}

/** A variable has a value that cannot be used; the message names each with its remedy. */
export class InvalidConfiguration extends Error {
  constructor(readonly faults: { variable: string; message: string }[]) {
    super(
      `The configuration cannot be used:\n${faults.map((fault) => `  ${fault.variable}: ${fault.message} (see .env.example)`).join('\n')}`,
    );
    this.name = 'InvalidConfiguration';
  }
}

/**
 * Reads and validates the configuration. An empty variable counts as absent.
 *
 * @throws InvalidConfiguration naming every wrong variable at once.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, workspace = process.cwd()): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = SCHEMA.safeParse(given);
  if (!result.success)
    throw new InvalidConfiguration(result.error.issues.map((issue) => ({ variable: issue.path.join('.'), message: issue.message })));
  const { DATA_DIR, TEMPORAL_UI_URL, TEMPORAL_UI_UPSTREAM } = result.data;
  const publicUrl = (result.data.PUBLIC_URL ?? `http://localhost:${result.data.PORT}`).replace(/\/+$/, '');
  // One of their own that people are led to is not shown by us as well.
  const shown = `${publicUrl}/temporal`;
  const upstream = TEMPORAL_UI_URL && TEMPORAL_UI_URL !== shown ? undefined : TEMPORAL_UI_UPSTREAM;
  return {
    ...result.data,
    DATA_DIR: isAbsolute(DATA_DIR) ? DATA_DIR : resolve(workspace, DATA_DIR),
    PUBLIC_URL: publicUrl,
    TEMPORAL_UI_UPSTREAM: upstream,
    TEMPORAL_UI_URL: upstream ? shown : TEMPORAL_UI_URL,
  };
}

/** The text of `.env.example`. */
export function describeConfig(): string {
  const lines = Object.entries(SHAPE).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    const value = fallback.success && fallback.data !== undefined ? String(fallback.data) : '';
    return `# ${schema.description ?? ''}\n#${name}=${value}\n`;
  });
  return `# Millwright reads these variables from its environment or from a file named .env.\n# Each is optional; what stands here is the default.\n\n${lines.join('\n')}`;
}
