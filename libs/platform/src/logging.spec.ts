import { jest } from '@jest/globals';
import { createLogger } from './logging.js';

it('logs an error of the database without the texts that people gave it', () => {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const driver = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(her secret) already exists.' });
  const error = Object.assign(new Error('duplicate key'), {
    query: `INSERT INTO a VALUES ('her secret')`,
    parameters: ['her secret'],
    driverError: driver,
    code: '23505',
    detail: driver.detail,
    where: 'unnamed portal parameter $1 = her secret',
  });
  createLogger('test', 'info').error({ err: new Error('outer', { cause: error }) }, 'Unexpected error');
  createLogger('test', 'info').error({ err: error }, 'Unexpected error');
  write.mockRestore();
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('23505');
  expect(lines.join('')).not.toContain('her secret');
});
