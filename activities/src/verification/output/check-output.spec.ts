import { CheckOutput } from './check-output.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('what a check prints', () => {
  it('is told in whole lines, both outputs as they came, and in the end all of it', async () => {
    const told: string[] = [];
    const output = new CheckOutput(async (text) => void told.push(text));
    output.take({ stream: 'stdout', bytes: bytes('one\ntw') });
    output.take({ stream: 'stderr', bytes: bytes('wrong\n') });
    output.take({ stream: 'stdout', bytes: bytes('o\nthr') });
    expect(await output.end()).toBe('one\nwrong\ntwo\nthr');
    expect(told.join('')).toBe('one\nwrong\ntwo\nthr');
  });

  it('is told no more once the check is over: what was started may go on', async () => {
    const told: string[] = [];
    const output = new CheckOutput(async (text) => void told.push(text));
    output.say('during');
    await output.end();
    output.say('after');
    await new Promise((resolve) => setImmediate(resolve));
    expect([told, output.tail]).toEqual([['during\n'], 'during\nafter\n']);
  });

  it('keeps its last 64 KiB, from a whole character on', async () => {
    const output = new CheckOutput(async () => undefined);
    for (let i = 0; i < 100; i++) output.take({ stream: 'stdout', bytes: bytes(`${'é'.repeat(2_000)}\n`) });
    const kept = await output.end();
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(65_536);
    expect([kept.length > 32_000, kept.includes('\ufffd')]).toEqual([true, false]);
  });

  it('puts characters together that came in two pieces, and leaves out codes of terminals', async () => {
    const output = new CheckOutput(async () => undefined);
    const text = bytes('\u001b[31mréd\u001b[0m\u0000\r\n');
    for (const part of [text.subarray(0, 7), text.subarray(7)]) output.take({ stream: 'stdout', bytes: part });
    expect(await output.end()).toBe('réd\n');
  });

  it('waits for each call, and says how much it left out where more came than was taken', async () => {
    let open = 0;
    let most = 0;
    let text = '';
    const output = new CheckOutput(async (part) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      text += part;
      open--;
    });
    for (let i = 0; i < 64; i++) output.take({ stream: 'stdout', bytes: bytes(`${'x'.repeat(8_191)}\n`) });
    await output.end();
    expect([most, text.length < 200_000]).toEqual([1, true]);
    expect(text).toMatch(/^\[\d+ characters are left out\]\n/);
  });

  it('fails where telling fails', async () => {
    const output = new CheckOutput(() => Promise.reject(new Error('nobody hears')));
    output.say('line');
    await expect(output.end()).rejects.toThrow('nobody hears');
  });

  it('masks a key that two lines of its own make', async () => {
    const output = new CheckOutput(async () => undefined);
    output.say(`-----BEGIN PRIVATE KEY-----\n${'A1b2'.repeat(16)}\n-----END PRIVATE KEY-----`);
    expect(await output.end()).toBe('[masked: private key]\n');
  });
});
