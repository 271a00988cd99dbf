import { createHash, randomUUID } from 'node:crypto';
import type { BlobStore } from './port.js';

/**
 * What every blob store keeps to.
 *
 * @param make an empty store.
 * @param damage changes what is stored under an address, as a failing disk would; absent where that cannot be done.
 */
export function describeBlobStore(
  name: string,
  make: () => BlobStore | Promise<BlobStore>,
  damage?: (organizationId: string, sha256: string) => Promise<void>,
): void {
  describe(`the blob store ${name}`, () => {
    let store: BlobStore;
    beforeAll(async () => {
      store = await make();
    });
    const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

    it('gives back under its SHA-256 what was put, to the byte', async () => {
      for (const content of [Buffer.from(''), Buffer.from('Grüße, 麦'), Buffer.from([0, 255, 10, 13, 0])]) {
        const address = await store.put('org-a', content);
        expect(address).toBe(sha256(content));
        expect(Buffer.compare(await store.get('org-a', address), content)).toBe(0);
      }
    });

    it('keeps the same content once, however often and however many at once put it', async () => {
      const content = Buffer.from(randomUUID());
      const addresses = await Promise.all(Array.from({ length: 20 }, () => store.put('org-a', content)));
      expect(new Set(addresses)).toEqual(new Set([sha256(content)]));
      expect(await store.has('org-a', sha256(content))).toBe(true);
    });

    it('shows one organization nothing of another, even where the content is the same', async () => {
      const address = await store.put('org-a', Buffer.from(randomUUID()));
      expect(await store.has('org-b', address)).toBe(false);
      await expect(store.get('org-b', address)).rejects.toMatchObject({ name: 'BlobMissing', sha256: address });
    });

    it('takes out what is to be gone, and nothing else; what is gone already is no fault', async () => {
      const [gone, kept] = await Promise.all([randomUUID(), randomUUID()].map((text) => store.put('org-a', Buffer.from(text))));
      await store.remove('org-a', gone!);
      await store.remove('org-a', gone!);
      expect(await store.has('org-a', gone!)).toBe(false);
      expect(await store.has('org-a', kept!)).toBe(true);
    });

    it('takes out what nobody has put for a while, and keeps what somebody has just put again', async () => {
      const address = await store.put('org-a', Buffer.from(randomUUID()));
      expect(await store.removeUnused('org-a', address, 3_600_000)).toBe(false);
      expect(await store.has('org-a', address)).toBe(true);
      expect(await store.removeUnused('org-a', address, 0)).toBe(true);
      expect(await store.has('org-a', address)).toBe(false);
      expect(await store.removeUnused('org-a', address, 3_600_000)).toBe(true);
    });

    it('loses nothing that is put while it is taken out', async () => {
      const content = Buffer.from(randomUUID());
      const address = sha256(content);
      for (let i = 0; i < 50; i++) {
        const [, isGone] = await Promise.all([store.put('org-a', content), store.removeUnused('org-a', address, 3_600_000)]);
        // Where it was not there yet, there was nothing to take out.
        if (!isGone || i > 0) expect(await store.has('org-a', address)).toBe(true);
      }
      expect(Buffer.compare(await store.get('org-a', address), content)).toBe(0);
    });

    it('refuses an address that is none, rather than look for it', async () => {
      for (const [organization, address] of [
        ['../org-b', sha256(Buffer.from('x'))],
        ['org-a', '../../etc/passwd'],
        ['org-a', 'ABC'],
      ] as const)
        await expect(store.get(organization, address)).rejects.toBeInstanceOf(RangeError);
    });

    if (damage)
      it('notices that what it gives is not what was put', async () => {
        const address = await store.put('org-a', Buffer.from(randomUUID()));
        await damage('org-a', address);
        await expect(store.get('org-a', address)).rejects.toMatchObject({ name: 'BlobDamaged', sha256: address });
      });
  });
}
