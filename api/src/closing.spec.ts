import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CLOSING } from './closing.js';
import * as t from './tokens.js';

const order: string[] = [];
/** Notes when it begins to close and when it has: the next one waits for that. */
const opened = (token: symbol, name: string) => {
  const close = async (): Promise<void> => {
    order.push(`${name} closes`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`${name} is closed`);
  };
  return { provide: token, useValue: { close, destroy: close, end: close } };
};

@Module({
  providers: [
    opened(t.PASSWORDS, 'passwords'),
    opened(t.AUTH_POOL, 'auth pool'),
    opened(t.LIMIT_POOL, 'limit pool'),
    opened(t.LOOKUP_POOL, 'lookup pool'),
    opened(t.DATA_SOURCE, 'data source'),
    opened(t.TEMPORAL, 'temporal'),
    opened(t.VIEWER_MEMORY, 'viewer memory'),
    opened(t.RIGHTS, 'rights'),
    opened(t.EVENTS, 'event bridge'),
    CLOSING,
  ],
})
class Opened {}

it('closes one resource after another, each after those who use it', async () => {
  const app = await NestFactory.createApplicationContext(Opened, { logger: false });
  await app.close();
  const names = [
    'event bridge',
    'rights',
    'viewer memory',
    'temporal',
    'data source',
    'auth pool',
    'lookup pool',
    'limit pool',
    'passwords',
  ];
  expect(order).toEqual(names.flatMap((name) => [`${name} closes`, `${name} is closed`]));
});
