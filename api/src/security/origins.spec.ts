import type { Logger } from '@millwright/platform';
import { Origins } from './origins.js';

function origins(): { said: string[]; of: Origins } {
  const said: string[] = [];
  const log = { warn: (_fields: unknown, message: string) => said.push(message) } as unknown as Logger;
  return { said, of: new Origins({ PUBLIC_URL: 'http://localhost:3000', PORT: 3000 }, log) };
}

it('names both addresses and the setting, and says it once to whoever runs the server', () => {
  const { said, of } = origins();
  const message = of.refusalOf('http://192.0.2.7:3000');
  expect(message).toBe(
    'This page was opened at http://192.0.2.7:3000, but the server knows itself as http://localhost:3000 and takes requests from there only. Open http://localhost:3000, or start the server with PUBLIC_URL=http://192.0.2.7:3000.',
  );
  of.refusalOf('http://192.0.2.7:3000');
  expect(said).toEqual([message]);
});

it('repeats nothing that is no address, and lets nobody fill the log', () => {
  const { said, of } = origins();
  for (const made of ['', 'null', '//[', '<script>', 'x'.repeat(9_000)]) expect(of.refusalOf(made)).toMatch(/^The request does not say/);
  for (let i = 0; i < 1_000; i++) of.refusalOf(`http://${i}.example`);
  expect(said).toHaveLength(100);
  expect([of.allows('http://127.0.0.1:3000'), of.allows('http://192.0.2.7:3000'), of.allows('null')]).toEqual([true, false, false]);
});
