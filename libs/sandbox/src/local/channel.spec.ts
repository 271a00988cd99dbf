import { duplexPair } from 'node:stream';
import { encodeFrame, FRAME, MAX_PAYLOAD } from '../agent/frames.js';
import { FileRefused, SandboxGone } from '../problems.js';
import { AgentChannel } from './channel.js';
import { readOutcome } from './command-output.js';
import { SnapshotReader } from './claims.js';

function pair(): { channel: AgentChannel; inside: ReturnType<typeof duplexPair>[0]; faults: () => number } {
  const [host, inside] = duplexPair();
  let faults = 0;
  const channel: AgentChannel = new AgentChannel(host, () => {
    faults++;
    channel.close('protocol');
  });
  return { channel, inside, faults: () => faults };
}

const header = (length: number, kind: number, id: number): Buffer => {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt8(kind, 4);
  bytes.writeUInt32BE(id, 5);
  return bytes;
};

const HELLO = encodeFrame(FRAME.hello, 0);

describe('the channel to an agent', () => {
  it.each([
    ['a frame past the bound', header(MAX_PAYLOAD + 1, FRAME.reply, 1)],
    ['a frame of the largest length there is', header(0xffffffff, FRAME.stdout, 1)],
    ['an unknown kind', encodeFrame(99, 1)],
    ['a kind that only the host sends', encodeFrame(FRAME.request, 1, '{}')],
    ['a second greeting', HELLO],
    ['an answer to no request', encodeFrame(FRAME.reply, 7, '{}')],
    ['output that was not asked for', encodeFrame(FRAME.stdout, 1, 'x')],
    ['a reply that is no JSON', encodeFrame(FRAME.reply, 1, '{')],
    ['a reply that is no object', encodeFrame(FRAME.reply, 1, '[]')],
    ['text that is no frame', Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
  ])('ends at %s', async (_, bytes) => {
    const { channel, inside, faults } = pair();
    inside.write(HELLO);
    await channel.ready;
    const answer = channel.request({ body: { op: 'write' } });
    inside.write(bytes);
    await expect(answer).rejects.toThrow(SandboxGone);
    expect(faults()).toBe(1);
    await expect(channel.request({ body: {} })).rejects.toThrow(SandboxGone);
  });

  it('reads frames that come in pieces, and more than one at a time', async () => {
    const { channel, inside } = pair();
    inside.write(HELLO);
    await channel.ready;
    const parts: string[] = [];
    const answer = channel.request({ body: { op: 'read' }, onFrame: ({ payload }) => parts.push(payload.toString()) });
    const bytes = Buffer.concat([
      encodeFrame(FRAME.data, 1, 'one'),
      encodeFrame(FRAME.data, 1, 'two'),
      encodeFrame(FRAME.reply, 1, '{"a":1}'),
    ]);
    for (const byte of bytes) inside.write(Buffer.from([byte]));
    expect(await answer).toEqual({ a: 1 });
    expect(parts).toEqual(['one', 'two']);
  });

  it('hands on what the agent refuses, cut to a bound', async () => {
    const { channel, inside } = pair();
    const answer = channel.request({ body: { op: 'read' } });
    inside.write(encodeFrame(FRAME.failed, 1, JSON.stringify({ message: 'x'.repeat(5000) })));
    await expect(answer).rejects.toThrow(FileRefused);
    await expect(answer).rejects.toThrow(/^x{500}$/);
  });

  it('takes no more requests than it can hold', async () => {
    const { channel } = pair();
    const open = Array.from({ length: 64 }, () => channel.request({ body: {} }));
    await expect(channel.request({ body: {} })).rejects.toThrow('More than 64 requests');
    channel.close('stopped');
    expect((await Promise.allSettled(open)).every(({ status }) => status === 'rejected')).toBe(true);
  });
});

describe('what an agent claims', () => {
  const good = { exitCode: 0, signal: null, endedBy: 'exit' };
  it.each([
    ['an exit code beyond a byte', { ...good, exitCode: 256 }],
    ['an exit code that is text', { ...good, exitCode: '0' }],
    ['no exit code', { ...good, exitCode: undefined }],
    ['a signal that is no name', { ...good, signal: 'SIGKILL\n\u001b[2J' }],
    ['another cause', { ...good, endedBy: 'magic' }],
  ])('is refused with %s', (_, claim) => {
    expect(() => readOutcome(claim)).toThrow('unknown form');
    expect(readOutcome(good)).toEqual(good);
  });

  const entry = (path: string, kind = 'file'): { kind: number; id: number; payload: Buffer } => ({
    ...{ kind: FRAME.entry, id: 1 },
    payload: Buffer.from(JSON.stringify([{ path, kind, bytes: 1 }])),
  });
  const data = (bytes: number): { kind: number; id: number; payload: Buffer } => ({
    kind: FRAME.data,
    id: 1,
    payload: Buffer.alloc(bytes),
  });

  it.each([
    ['bytes of no file', [data(1)]],
    ['more bytes than were asked for', [entry('a'), data(11)]],
    ['more files than were asked for', [entry('a'), entry('b'), entry('c')]],
    ['a file twice', [entry('a'), entry('a')]],
    ['an unknown kind', [entry('a', 'door')]],
    ['output', [{ kind: FRAME.stdout, id: 1, payload: Buffer.alloc(1) }]],
  ])('makes no snapshot of %s', (_, frames) => {
    const reader = new SnapshotReader(2, 10);
    expect(() => frames.forEach((frame) => reader.take(frame))).toThrow();
  });

  it('makes no snapshot of a file below a file', () => {
    const reader = new SnapshotReader(5, 10);
    for (const path of ['a', 'a/b']) reader.take(entry(path));
    expect(() => reader.finish()).toThrow('below a file');
  });

  it('counts bytes of refused files too', () => {
    const reader = new SnapshotReader(5, 10);
    reader.take(entry('../out'));
    expect(() => reader.take(data(11))).toThrow('More bytes');
    expect(new SnapshotReader(5, 10).finish()).toEqual({ files: [], refused: [] });
  });
});
