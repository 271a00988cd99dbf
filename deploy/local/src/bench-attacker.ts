// A process of its own for `npm run bench -- attack`: whoever attacks is somewhere else, so it takes the machine's time last.
import { setPriority } from 'node:os';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { WebSocket } from 'ws';

const [SIGN_UPS, UPLOADS, SOCKETS] = [15, 10, 300];
const UPLOAD_BYTES = 60_000_000;
/** 250 MB of empty objects, in 255 kB. */
const GROWS = gzipSync(Buffer.alloc(250_000_000, '{},').fill('[', 0, 1), { level: 9 });
const LEVELS = 26;
const EXPONENTIAL = `{ ...f0 } ${Array.from({ length: LEVELS }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f${LEVELS} on Query { __typename }`;

type Answers = Record<string, Record<string, number>>;
const answers: Answers = {};
const note = (attack: string, answer: string | number): void => {
  const of = (answers[attack] ??= {});
  of[answer] = (of[answer] ?? 0) + 1;
};

async function post(
  attack: string,
  address: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<void> {
  await fetch(address, { method: 'POST', body, headers }).then(
    async (response) => {
      await response.arrayBuffer();
      note(attack, response.status);
    },
    () => note(attack, 'connection ended'),
  );
}

/** Sent as fast as it is taken, whatever comes back, until the connection ends. */
async function upload(url: string): Promise<void> {
  await new Promise<void>((resolve) => {
    let answer = 'connection ended';
    const chunk = Buffer.alloc(1_000_000);
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) }, () => {
      socket.write(
        `POST /records HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/gzip\r\nContent-Length: ${UPLOAD_BYTES}\r\n\r\n`,
      );
      let left = UPLOAD_BYTES / chunk.length;
      const go = (): void => {
        while (left-- > 0) if (!socket.write(chunk)) return void socket.once('drain', go);
      };
      go();
    });
    socket.on('data', (data) => (answer = /^HTTP\/1.1 (\d+)/.exec(data.toString('latin1'))?.[1] ?? answer));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      note('upload of 60 MB', answer);
      resolve();
    });
  });
}

async function socket(url: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const opened = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const end = (answer: string | number): void => {
      note('socket', answer);
      resolve();
    };
    opened.on('open', () => opened.send('{"type":"connection_init"}'));
    opened.on('unexpected-response', (_request, { statusCode }) => end(statusCode ?? 0));
    opened.on('error', () => undefined);
    opened.on('close', (code) => end(`closed with ${code}`));
  });
}

process.once('message', ({ url, token }: { url: string; token: string }) => {
  setPriority(19);
  const json = { 'content-type': 'application/json', origin: url };
  const many = (count: number, work: (i: number) => Promise<void>): Promise<void>[] => Array.from({ length: count }, (_, i) => work(i));
  const all = [
    ...many(SIGN_UPS, async (i) => {
      const body = JSON.stringify({ name: 'Crowd', email: `crowd-${i}@example.com`, password: 'correct horse battery' });
      await post('sign-up', `${url}/api/auth/sign-up/email`, body, json);
    }),
    ...many(UPLOADS, async () => await upload(url)),
    post('gzip that grows', `${url}/records`, new Uint8Array(GROWS), {
      'content-type': 'application/gzip',
      authorization: `Bearer ${token}`,
    }),
    post('exponential document', `${url}/graphql`, JSON.stringify({ query: EXPONENTIAL }), json),
    ...many(SOCKETS, async () => await socket(url)),
  ];
  process.send!('begun');
  void Promise.all(all).then(() => process.send!({ answers }, () => process.exit(0)));
});
