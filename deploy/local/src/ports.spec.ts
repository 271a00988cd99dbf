import { createServer } from 'node:net';
import { freePort, isFree } from './ports.ts';

it('finds a port that no outgoing connection takes before it is used', async () => {
  const port = await freePort();
  expect(port).toBeLessThan(32_768);
  expect(await isFree(port)).toBe(true);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await isFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});
