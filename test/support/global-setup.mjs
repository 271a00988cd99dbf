// A stack for each of jest's workers: what the tests of one file find there, no other file changes at the same time.
// Settings behind its address make another one beside it, for tests that need a stack of their own kind.
import { createServer } from 'node:http';
import { startTestStack } from './stacks.mjs';

const settingsOf = (address) => Object.fromEntries(new URL(address, 'http://localhost').searchParams);

export default async function setup() {
  // Started when a worker asks for it: tests that need none do not wait for one, and a run in one process has one.
  const stacks = new Map();
  const stackOf = (worker) => stacks.get(worker) ?? stacks.set(worker, startTestStack(settingsOf(worker))).get(worker);
  const server = createServer((request, response) => {
    stackOf(request.url).then(
      ({ env }) => response.end(JSON.stringify(env)),
      (error) => response.writeHead(500).end(String(error?.stack ?? error)),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.MILLWRIGHT_TEST_STACKS = `http://127.0.0.1:${server.address().port}`;
  globalThis.__millwrightStacks = { server, stacks };
}
