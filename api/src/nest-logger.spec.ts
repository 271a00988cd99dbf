import { createLogger } from '@millwright/platform';
import { NestLogger } from './nest-logger.js';

const written: string[] = [];
const log = createLogger('test', 'info');
const write = process.stdout.write.bind(process.stdout);
beforeEach(() => {
  written.length = 0;
  process.stdout.write = (line) => (written.push(String(line)), true);
});
afterEach(() => void (process.stdout.write = write));

it('writes what the framework says as lines of our own log', () => {
  new NestLogger(log).error(new Error('no such table'), 'ExceptionsHandler');
  expect(JSON.parse(written[0]!)).toMatchObject({ level: 50, context: 'ExceptionsHandler', msg: 'no such table' });
});

it('leaves out that somebody has left', () => {
  new NestLogger(log).error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
  expect(written).toEqual([]);
});
