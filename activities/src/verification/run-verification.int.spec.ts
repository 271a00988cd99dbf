import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { VERIFICATION, type VerificationEventBody, type VerificationState } from '@millwright/domain';
import { readConfig } from '@millwright/platform';
import { LocalSandboxProvider } from '@millwright/sandbox';
import { SILENT } from '../runtime/attempt-log.js';
import { createServices, type Services } from '../runtime/services.js';
import { runVerification } from './run-verification.js';
import { SandboxHost } from './sandbox-source.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const place = '/var/lib/millwright/sandbox';
const organizationId = `org-${randomUUID()}`;
let services: Services;
let folder: string;
beforeAll(async () => {
  services = await createServices({ ...config, LOG_LEVEL: 'silent' });
  mkdirSync(dirname(place), { recursive: true });
  folder = mkdtempSync(join(dirname(place), 'test-'));
  chmodSync(folder, 0o711);
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A provider of a host that allows no namespaces. */
function forbidden(): LocalSandboxProvider {
  const path = join(folder, 'bwrap');
  writeFileSync(
    path,
    '#!/bin/sh\necho "bwrap: No permissions to create a new namespace, likely because the kernel does not allow it" >&2; exit 1\n',
  );
  chmodSync(path, 0o755);
  return new LocalSandboxProvider({ folder: join(folder, 'state'), bwrap: { path } });
}

async function begun(): Promise<string> {
  const id = randomUUID();
  const actor = { kind: 'user', id: 'u', name: 'Ana' } as const;
  await services.unitOfWork.run({ organizationId }, async (tx) => {
    await tx.streams(VERIFICATION).begin(id, null);
    await tx.streams(VERIFICATION).append(id, [{ type: 'VERIFICATION_REQUESTED', actor, generationId: randomUUID(), digest: 'd' }]);
  });
  return id;
}

async function run(of: Services, verificationId: string, attempt = 1): Promise<VerificationState> {
  return await runVerification(of, {
    ...{ verificationId, organizationId, attempt, endpoints: [], scripts: {}, log: SILENT },
    files: new Map([['package.json', await services.blobs.put(organizationId, Buffer.from('{"scripts":{"test":"node --test"}}'))]]),
    signal: new AbortController().signal,
  });
}

const typesOf = async (id: string): Promise<VerificationEventBody['type'][]> =>
  (await services.unitOfWork.run({ organizationId }, (tx) => tx.streams(VERIFICATION).all(id))).map(({ body }) => body.type);

it('tries nothing where the host allows no sandbox, and says cause and remedy', async () => {
  const sandboxes = new SandboxHost({ provider: forbidden(), upstream: undefined, cacheFolder: folder });
  expect(await sandboxes.warm()).toMatchObject({ usable: false });
  const id = await begun();
  const { status, reason, checks } = await run({ ...services, sandboxes }, id);
  expect([status, checks]).toEqual(['SKIPPED', []]);
  expect(reason).toMatch(/^No sandbox can be started: .*namespace.*\. .+/s);
  expect(await typesOf(id)).toEqual(['VERIFICATION_REQUESTED', 'VERIFICATION_ENDED']);
  // One that has ended is not tried again.
  expect((await run({ ...services, sandboxes }, id)).seq).toBe(2);
  await sandboxes.close();
});

it('tries nothing where it is switched off, or where three workers were lost over it', async () => {
  const [off, lost] = [await run(services, await begun()), await run({ ...services, sandboxes: {} as never }, await begun(), 4)];
  expect(off).toMatchObject({ status: 'SKIPPED', reason: expect.stringContaining('VERIFY=off') });
  expect(lost).toMatchObject({ status: 'SKIPPED', reason: expect.stringContaining('Its worker was lost 3 times') });
});
