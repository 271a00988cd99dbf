import { SECRETS, activityQueues, type SecretName } from '@millwright/contracts';
import { ModelRegistry } from '@millwright/integrations';
import { readConfig } from '@millwright/platform';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { activitiesOf, createActivities } from '../create-activities.js';
import { activityFrame } from '../frame/activity-frame.js';
import { SecretRefused, servicesOf } from './secrets.js';
import type { Services } from './services.js';

const opened = { sign: async () => ({ keyId: 'k', signature: 's' }) };
/** Services that open whatever they are asked for. */
const services = {
  models: new ModelRegistry(readConfig({ OPENAI_API_KEY: 'sk-of-the-server', MILLWRIGHT_SECRET: 'x'.repeat(40) })),
  engineKey: async () => 'sk-of-an-organization',
  gitToken: () => 'ghp-of-an-organization',
  signer: opened,
  answerCipher: { decrypt: async () => 'an answer', encrypt: async () => Buffer.from('') },
  records: { get: async () => 'a record', put: async () => 'an address' },
  openRecords: { open: async () => ({}) },
} as unknown as Services;

/** Each way to a secret. */
const WAYS: Record<SecretName, ((from: Services) => unknown)[]> = {
  'engine-keys': [(from) => from.engineKey('org', 'openai'), (from) => from.models.get('openai')],
  'git-tokens': [(from) => from.gitToken('org', 'sealed')],
  'signing-key': [(from) => from.signer.sign(Buffer.from('ledger'))],
  encryption: [
    (from) => from.answerCipher.decrypt('org', Buffer.from('')),
    (from) => from.answerCipher.encrypt('org', 'text'),
    (from) => from.records.get('org', 'address'),
    (from) => from.records.put('org', 'text'),
    (from) => from.openRecords.open('org', {} as never),
  ],
};
const attempt = async (way: (from: Services) => unknown, from: Services): Promise<unknown> => await way(from);

it.each(SECRETS)('a queue that does not name %s opens none of it, by no way, and one that does opens it', async (secret) => {
  const others = SECRETS.filter((one) => one !== secret);
  for (const way of WAYS[secret]) {
    await expect(attempt(way, servicesOf(services, { queue: 'q', secrets: others }))).rejects.toEqual(new SecretRefused('q', secret));
    await expect(attempt(way, servicesOf(services, { queue: 'q', secrets: [secret] }))).resolves.toBeDefined();
  }
});

it('a queue without secrets opens none at all, and still has the engine that holds no key', async () => {
  const bare = servicesOf(services, { queue: 'sandbox', secrets: [] });
  for (const way of Object.values(WAYS).flat()) await expect(attempt(way, bare)).rejects.toBeInstanceOf(SecretRefused);
  expect(bare.models.all().map(({ info }) => info.id)).toEqual(['offline']);
  expect(bare.models.get('offline').info.id).toBe('offline');
});

it('a worker of a queue without secrets fails for good where its work needs one', async () => {
  const token = { exports: { connection: async () => ({ sealed: 'sealed' }) }, madeBy: async () => [], projects: { get: async () => ({}) } };
  const unitOfWork = { run: async (_: unknown, read: (tx: unknown) => unknown) => await read(token) };
  const row = { queue: 'sandbox', activities: ['exportToGithub'] as const, secrets: [] };
  const { exportToGithub } = activitiesOf(row, createActivities(servicesOf({ ...services, unitOfWork } as unknown as Services, row)));
  const at = new MockActivityEnvironment({ attempt: 1 }, { logger: new DefaultLogger('ERROR'), interceptors: [activityFrame()] });
  await expect(at.run(exportToGithub!, { organizationId: 'o', projectId: 'p', generationId: 'g' } as never)).rejects.toMatchObject({
    nonRetryable: true,
    message: 'Workers of the queue sandbox may not open git-tokens',
  });
});

describe('the queues of a server', () => {
  const rows = activityQueues(['openai', 'offline']);

  it('do every activity somewhere, and each only its own', () => {
    const all = createActivities(services);
    expect(new Set(rows.flatMap(({ activities }) => activities))).toEqual(new Set(Object.keys(all)));
    for (const row of rows) expect(Object.keys(activitiesOf(row, all)).sort()).toEqual([...row.activities].sort());
  });

  it('give keys of providers to nobody but the queues of engines', () => {
    const trusted = rows.filter(({ secrets }) => secrets.includes('engine-keys')).map(({ queue }) => queue);
    expect(trusted).toEqual(['llm-openai', 'llm-offline']);
  });
});
