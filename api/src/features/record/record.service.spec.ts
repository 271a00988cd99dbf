import { BadInput } from '@millwright/domain';
import { BlobMissing } from '@millwright/integrations';
import { Viewer } from '../../security/viewer.js';
import { RecordService } from './record.service.js';

const ADDRESS = 'a'.repeat(64);
const viewer = new Viewer(
  'u',
  'Ana',
  'ana@example.com',
  false,
  [{ organizationId: 'o', organizationName: 'O', organizationSlug: 'o', role: 'OWNER' }],
  'o',
);

/** What comes of a replay of a record that the store answers for with an error. */
async function replayed(error: Error, record = ADDRESS): Promise<unknown> {
  const records = { get: async () => await Promise.reject(error) };
  const service = new RecordService({ records } as unknown as ConstructorParameters<typeof RecordService>[0]);
  return await service.replay(viewer, { record }).catch((thrown: unknown) => thrown);
}

it('says of an address that is not there, or is none, that it is no record of the organization', async () => {
  for (const [error, address] of [
    [new BlobMissing(ADDRESS), ADDRESS],
    [new Error('never asked'), '../../secret.key'],
  ] as const)
    expect(await replayed(error, address)).toEqual(
      new BadInput([{ path: 'input.record', message: 'is no record of this organization: upload it again' }]),
    );
});

it.each(['DecryptionFailed', 'ENOSPC: no space left on device', 'EIO'])('leaves an error of ours an error of ours: %s', async (message) => {
  const error = new Error(message);
  expect(await replayed(error)).toBe(error);
});
