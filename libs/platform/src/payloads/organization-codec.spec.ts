import { defaultPayloadConverter, type SerializationContext } from '@temporalio/common';
import { DecryptionFailed } from '../encryption.js';
import { OrganizationCodec, organizationOf } from './organization-codec.js';

const of = (workflowId: string): SerializationContext => ({ type: 'workflow', namespace: 'millwright', workflowId });
const payload = (value: unknown) => defaultPayloadConverter.toPayload(value);
const text = (data: Uint8Array | null | undefined): string => Buffer.from(data ?? []).toString('utf8');
const secret = 'a secret of this test alone, and of no other';

describe('what Temporal keeps encrypted', () => {
  it('comes back as it was, and tells nothing but whose it is', async () => {
    const codec = new OrganizationCodec(secret, true);
    codec.remember('gen-1', 'org-a');
    const [encrypted] = await codec.encode([payload({ description: 'A recipe' })], of('gen-1'));
    expect(text(encrypted!.data)).not.toContain('recipe');
    expect(organizationOf(encrypted!)).toBe('org-a');
    const [opened] = await new OrganizationCodec(secret, false).decode([encrypted!], of('gen-1'));
    expect(defaultPayloadConverter.fromPayload(opened!)).toEqual({ description: 'A recipe' });
  });

  it('is opened with no other key: of another organization, of another server', async () => {
    const codec = new OrganizationCodec(secret, true);
    codec.remember('gen-1', 'org-a');
    const [encrypted] = await codec.encode([payload('x')], of('gen-1'));
    expect(() => codec.decrypt(encrypted!, 'org-b')).toThrow(DecryptionFailed);
    expect(() => new OrganizationCodec(`${secret}!`, true).decrypt(encrypted!, 'org-a')).toThrow(DecryptionFailed);
  });

  it('is never sent as it is where nobody knows whose it is', async () => {
    await expect(new OrganizationCodec(secret, true).encode([payload('x')], of('gen-2'))).rejects.toThrow('gen-2');
  });

  it('is known from what a workflow is sent: encrypted, or from the time before', async () => {
    const [api, worker] = [new OrganizationCodec(secret, true), new OrganizationCodec(secret, true)];
    api.remember('gen-1', 'org-a');
    await worker.decode(await api.encode([payload('input')], of('gen-1')), of('gen-1'));
    await worker.decode([payload({ organizationId: 'org-b' })], of('gen-2'));
    expect(organizationOf((await worker.encode([payload('result')], of('gen-1')))[0]!)).toBe('org-a');
    expect(organizationOf((await worker.encode([payload('result')], of('gen-2')))[0]!)).toBe('org-b');
  });

  it('is left as it is where nothing is to be encrypted', async () => {
    const given = [payload('x')];
    expect(await new OrganizationCodec(secret, false).encode(given, of('gen-1'))).toBe(given);
  });
});
