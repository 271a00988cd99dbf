import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Numbers that look random and are the same in each run. Source: mulberry32, T. Ettinger, public domain. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Doors {
  /** A repository that can be cloned, as `organization/project`, and what lets one in. */
  repository: string;
  authorization: string;
}

type Random = () => number;
type Attack = (random: Random, doors: Doors) => Buffer;

const line = (...lines: string[]): Buffer => Buffer.from([...lines, '', ''].join('\r\n'), 'latin1');
const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
const noise = (random: Random, length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
const UPGRADE = ['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', KEY];
const TARGETS = [
  '//',
  'http://',
  '//[',
  '*',
  '///',
  '//@',
  '/%',
  '/%00',
  '/%ff',
  '/\\',
  '/graphql%',
  '//graphql',
  'http://[::1',
  '/..;/',
  '/%2e%2e/%2e%2e/etc/passwd',
  '?',
  '#',
  'a:b',
  '/api/auth/%',
  '/api/auth//[',
  '/git/%00/a.git/info/refs',
  '/git/a/%c0%80.zip',
  '/ledgers/%0a',
  '/records/..%2f..',
];
const METHODS = ['GET', 'POST', 'PUT', 'OPTIONS', 'HEAD', 'CONNECT', 'TRACE', 'BREW', 'M-SEARCH'];

const BOMB = gzipSync(Buffer.alloc(64 * 1_024 * 1_024));
const SMALL_GZIP = gzipSync(Buffer.from('0000'));

function post(path: string, headers: readonly string[], body: Buffer, length: number | string = body.length): Buffer {
  return Buffer.concat([line(`POST ${path} HTTP/1.1`, 'Host: localhost', `Content-Length: ${length}`, ...headers), body]);
}

/** A frame of the WebSocket protocol, with whatever first byte and stated length. Source: RFC 6455, 5.2. */
function frame(first: number, body: Buffer, stated: number | bigint = body.length, isMasked = true): Buffer {
  const mask = isMasked ? 0x80 : 0;
  const length =
    typeof stated === 'bigint'
      ? Buffer.concat([
          Buffer.from([mask | 127]),
          (() => {
            const b = Buffer.alloc(8);
            b.writeBigUInt64BE(stated);
            return b;
          })(),
        ])
      : stated < 126
        ? Buffer.from([mask | stated])
        : Buffer.from([mask | 126, (stated >> 8) & 255, stated & 255]);
  return Buffer.concat([Buffer.from([first]), length, isMasked ? Buffer.alloc(4) : Buffer.alloc(0), body]);
}

const text = (value: string): Buffer =>
  frame(0x81, Buffer.from(value), Buffer.byteLength(value) < 65_536 ? Buffer.byteLength(value) : BigInt(Buffer.byteLength(value)));
const json = (value: unknown): Buffer => text(JSON.stringify(value));
const shaken = (...frames: Buffer[]): Buffer =>
  Buffer.concat([line('GET /graphql HTTP/1.1', ...UPGRADE, 'Sec-WebSocket-Protocol: graphql-transport-ws'), ...frames]);
const INIT = json({ type: 'connection_init' });

/** Kinds of what a stranger may send; each call gives another one of its kind. */
const ATTACKS: Record<string, Attack> = {
  target: (random) => line(`${pick(random, METHODS)} ${pick(random, TARGETS)} HTTP/1.1`, 'Host: localhost'),
  'target of an upgrade': (random) => line(`${pick(random, ['GET', 'OPTIONS', 'POST'])} ${pick(random, TARGETS)} HTTP/1.1`, ...UPGRADE),
  'upgrade without its headers': (random) =>
    line(
      'GET /graphql HTTP/1.1',
      ...UPGRADE.filter(() => random() < 0.6),
      `Sec-WebSocket-Protocol: ${pick(random, ['', ',', 'graphql-ws', 'x'.repeat(2_000), 'graphql-transport-ws, graphql-transport-ws'])}`,
    ),
  'upgrade of an origin': (random) =>
    line(
      'GET /graphql HTTP/1.1',
      ...UPGRADE,
      'Cookie: a=b',
      `Origin: ${pick(random, ['null', 'http://', '//[', 'http://192.0.2.7:3000', 'x'.repeat(500), 'file://'])}`,
    ),
  'request line': (random) => noise(random, 1 + Math.floor(random() * 200)),
  headers: (random) =>
    line(
      'GET /healthz HTTP/1.1',
      'Host: localhost',
      pick(random, [
        'A',
        ': b',
        'A : b',
        `A: ${'x'.repeat(20_000)}`,
        'A: \x01',
        ' A: b',
        'Host: again',
        'Content-Length: -1',
        'Content-Length: 1\r\nContent-Length: 2',
        'Transfer-Encoding: chunked\r\nContent-Length: 3',
        'Expect: 200-maybe',
        'Transfer-Encoding: gzip, x',
        'Upgrade: h2c',
        'Cookie: \xff\xfe=\x80',
        'Accept: \xff',
      ]),
    ),
  'half a request': (random) => {
    const whole = post('/graphql', ['Content-Type: application/json'], Buffer.from('{"query":"{ viewer { id } }"}'));
    return whole.subarray(0, Math.floor(random() * whole.length));
  },
  'wrong length': (random) =>
    post(
      '/graphql',
      ['Content-Type: application/json'],
      Buffer.from('{"query":"{ viewer { id } }"}'),
      pick(random, ['0', '5', '1000', '99999999999', 'x', '1e3', '0x10']),
    ),
  chunks: (random) =>
    Buffer.concat([
      line('POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', 'Transfer-Encoding: chunked'),
      Buffer.from(
        pick(random, [
          'zz\r\n{}',
          '5\r\n{}',
          'ffffffffffffffff\r\n',
          '2\r\n{}\r\n0\r\nA: \x00\r\n\r\n',
          '-1\r\n',
          '2;x="\r\n{}\r\n0\r\n\r\n',
        ]),
      ),
    ]),
  body: (random) =>
    post(
      pick(random, ['/graphql', '/api/auth/sign-in/email', '/codec/decode', '/records', '/api/auth/get-session']),
      [
        `Content-Type: ${pick(random, ['application/json', 'application/gzip', 'application/x-git-upload-pack-request', 'text/plain', 'application/graphql', 'application/x-www-form-urlencoded', 'multipart/form-data', '', '/', 'application/json; charset=utf-99'])}`,
      ],
      pick(random, [
        Buffer.from('{'),
        Buffer.from('{"__proto__":{"a":1},"constructor":1}'),
        Buffer.from('null'),
        Buffer.from('[[[['.repeat(5_000)),
        Buffer.from('"\\u0000"'),
        noise(random, 300),
        Buffer.from([0xff, 0xfe, 0x7b]),
        Buffer.alloc(0),
        Buffer.from('{"query":"{"}'),
        Buffer.from('{"query":1,"variables":[]}'),
        Buffer.from('{"email":"a@b.c\\u0000","password":"\\ud83c"}'),
      ]),
    ),
  encoding: (random) =>
    post(
      pick(random, ['/graphql', '/records', '/api/auth/sign-in/email']),
      ['Content-Type: application/json', `Content-Encoding: ${pick(random, ['gzip', 'br', 'deflate', 'x', 'gzip, gzip'])}`],
      pick(random, [SMALL_GZIP.subarray(0, 12), noise(random, 60), BOMB.subarray(0, 200)]),
    ),
  'git of a stranger': (random) =>
    post(
      '/git/a/b.git/git-upload-pack',
      [
        'Content-Type: application/x-git-upload-pack-request',
        'Content-Encoding: gzip',
        `Authorization: ${pick(random, ['Basic', 'Basic !!!', `Basic ${randomBytesOf(random).toString('base64')}`, 'Bearer \xff\xfe', 'Bearer'])}`,
      ],
      pick(random, [SMALL_GZIP, SMALL_GZIP.subarray(0, 9), noise(random, 40)]),
    ),
  'half a frame': (random) => {
    const whole = shaken(INIT);
    return whole.subarray(0, whole.length - 1 - Math.floor(random() * 20));
  },
  frame: (random) => shaken(INIT, frame(pick(random, [0x80, 0x83, 0x8b, 0xc1, 0xf1, 0x91, 0x01, 0x00]), noise(random, 20))),
  'frame without a mask': () => shaken(frame(0x81, Buffer.from('{}'), 2, false)),
  'length of a frame': (random) =>
    shaken(frame(0x81, Buffer.from('{}'), pick(random, [100, 60_000, 2n ** 63n, 2n ** 64n - 1n, 2n ** 53n, 300_000n]))),
  'control frame': (random) =>
    shaken(INIT, frame(pick(random, [0x88, 0x89, 0x8a, 0x09]), noise(random, pick(random, [126, 200, 1, 60_000])))),
  'closing frame': (random) =>
    shaken(INIT, frame(0x88, Buffer.concat([Buffer.from(pick(random, [[0, 0], [3, 236], [3, 237], [255, 255], [3]])), noise(random, 10)]))),
  'invalid UTF-8': (random) => shaken(INIT, frame(0x81, Buffer.concat([Buffer.from('{"type":"'), noise(random, 30)]))),
  message: (random) =>
    shaken(
      ...(random() < 0.7 ? [INIT] : []),
      pick(random, [
        text('{'),
        text('null'),
        text('[[['.repeat(10_000)),
        json({ type: 'x' }),
        json({ type: 'next', id: '1', payload: {} }),
        json({ type: 'connection_ack' }),
        INIT,
        json({ type: 'complete', id: '__proto__' }),
        json({ type: 'subscribe', id: '1' }),
        json({ type: 'subscribe', id: 'constructor', payload: { query: '{' } }),
        json({ type: 'subscribe', id: 'x'.repeat(3_000), payload: { query: '{ viewer { id } }' } }),
        json({ type: 'subscribe', id: '1', payload: { query: '{ viewer { id } }', variables: 'x', operationName: 1 } }),
        json({ type: 'connection_init', payload: { authorization: 'Bearer \u0000\ud83c' } }),
      ]),
    ),
  pipelined: (random) =>
    Buffer.concat([line('GET /healthz HTTP/1.1', 'Host: localhost'), line('GET /healthz HTTP/1.1', 'Host: localhost'), noise(random, 80)]),
};

/** After these a connection stays open, so that many of them go by one; a frame or a header that is wrong ends it. */
const GO_ON = new Set(['target', 'body', 'encoding']);
const AT_ONCE = 12;

/** What somebody may send who may clone a repository: each costs a process of git's, so there are fewer of them. */
const SIGNED_IN: Record<string, Attack> = {
  'body for git': (random, { repository, authorization }) =>
    post(
      `/git/${repository}.git/git-upload-pack`,
      [
        'Content-Type: application/x-git-upload-pack-request',
        `Authorization: ${authorization}`,
        ...(random() < 0.8 ? ['Content-Encoding: gzip'] : []),
      ],
      pick(random, [
        SMALL_GZIP.subarray(0, 11),
        noise(random, 60),
        BOMB,
        BOMB.subarray(0, 1_000),
        Buffer.from('zzzz'),
        SMALL_GZIP,
        Buffer.alloc(0),
      ]),
    ),
  'length of a body for git': (random, { repository, authorization }) =>
    post(
      `/git/${repository}.git/git-upload-pack`,
      ['Content-Type: application/x-git-upload-pack-request', `Authorization: ${authorization}`, 'Content-Encoding: gzip'],
      SMALL_GZIP,
      pick(random, [1_000, 5]),
    ),
  'target for git': (random, { repository, authorization }) =>
    line(
      `GET /git/${repository}${pick(random, ['.git/info/refs?service=git-upload-pack%00', '.zip?generation=%00', '.zip?generation=x', '.git/info/refs?service[]=x', '%00.zip'])} HTTP/1.1`,
      'Host: localhost',
      `Authorization: ${authorization}`,
      'Git-Protocol: version=99',
    ),
  record: (random, { authorization }) =>
    post(
      '/records',
      ['Content-Type: application/gzip', `Authorization: ${authorization}`],
      pick(random, [SMALL_GZIP, SMALL_GZIP.subarray(0, 9), noise(random, 60)]),
    ),
};

const randomBytesOf = (random: Random): Buffer => noise(random, 20);

/**
 * Sends malformed requests and frames, each over a connection of its own, so many at a time; the same ones in each run.
 * Some end their side when all is sent, some break the connection.
 */
export async function sendHostile(
  base: string,
  options: { count: number; atOnce: number; seed: number; doors: Doors },
): Promise<Record<string, number>> {
  const url = new URL(base);
  const random = randomFrom(options.seed);
  const [strangers, signedIn] = [Object.entries(ATTACKS), Object.entries(SIGNED_IN)];
  const sent: Record<string, number> = {};
  let left = options.count;
  const sendOne = async (): Promise<void> => {
    // One in fifty knows the way in.
    const [kind, attack] = pick(random, left % 50 === 0 ? signedIn : strangers);
    const times = GO_ON.has(kind) ? AT_ONCE : 1;
    const bytes = Buffer.concat(Array.from({ length: times }, () => attack(random, options.doors)));
    const isBroken = random() < 0.2;
    left -= times - 1;
    sent[kind] = (sent[kind] ?? 0) + times;
    await new Promise<void>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: Number(url.port) }, () => {
        if (isBroken) socket.write(bytes, () => socket.resetAndDestroy());
        else socket.end(bytes);
      });
      // Nobody waits for ever for an answer to nonsense.
      socket.setTimeout(10_000, () => socket.destroy());
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.resume();
    });
  };
  const worker = async (): Promise<void> => {
    while (left-- > 0) await sendOne();
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  return sent;
}
