import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reader } from '../src/shared/reader.ts';

type Kind = 'text' | 'number' | 'integer' | 'money' | 'boolean' | 'id' | 'date' | 'dateTime' | 'time' | 'email' | 'phone' | 'url' | 'colour' | 'file';

/** What a value is read as, or "fault". */
function read(kind: Kind, value: unknown): unknown {
  const reader = new Reader({ value });
  const result = reader[kind]('value');
  return Object.keys(reader.faults).length > 0 ? 'fault' : result;
}

function all(kind: Kind, cases: [unknown, unknown][]): void {
  for (const [value, expected] of cases) assert.equal(read(kind, value), expected, `${kind} of ${JSON.stringify(value)}`);
}

test('given a text, it is trimmed; what is empty or no text is at fault', () => {
  all('text', [[' a ', 'a'], ['', 'fault'], [undefined, 'fault'], [null, 'fault'], [{}, 'fault'], [7, '7'], ['x'.repeat(200), 'x'.repeat(200)], ['x'.repeat(201), 'fault']]);
});

test('given a number as text or number, it is read; anything else is at fault', () => {
  all('number', [['1.5', 1.5], [2, 2], ['', 'fault'], ['a', 'fault'], [true, 'fault'], [Infinity, 'fault'], ['1e3', 1000]]);
  all('integer', [['3', 3], ['3.5', 'fault'], [-1, -1]]);
  all('money', [['12.50', 12.5], [0.1, 0.1], ['1.005', 'fault'], [19.99, 19.99]]);
});

test('given the ways in which browsers and programs say yes and no, they are read', () => {
  all('boolean', [['on', true], ['yes', true], [true, true], ['1', true], [undefined, false], ['off', false], [false, false], ['0', false], ['maybe', 'fault']]);
});

test('given a number of something that is kept, it is a whole one above zero', () => {
  all('id', [['1', 1], [12, 12], ['0', 'fault'], ['-1', 'fault'], ['1.5', 'fault'], ['', 'fault'], ['x', 'fault']]);
});

test('given a day, it has to exist', () => {
  all('date', [['2026-02-28', '2026-02-28'], ['2024-02-29', '2024-02-29'], ['2026-02-29', 'fault'], ['2026-13-01', 'fault'], ['1 May', 'fault'], ['', 'fault']]);
  all('dateTime', [
    ['2026-05-01T10:30', '2026-05-01T10:30:00.000Z'],
    ['2026-05-01T10:30:00.000Z', '2026-05-01T10:30:00.000Z'],
    ['2026-02-30T10:30', 'fault'],
    ['2026-05-01T24:00', 'fault'],
    ['2026-05-01', 'fault'],
    ['', 'fault'],
  ]);
  all('time', [['08:05', '08:05'], ['23:59:59', '23:59'], ['24:00', 'fault'], ['8:05', 'fault'], ['', 'fault']]);
});

test('given addresses, numbers and colours, their form has to be right', () => {
  all('email', [['Ana@Example.org', 'ana@example.org'], ['ana', 'fault'], ['a b@c.de', 'fault'], ['', 'fault']]);
  all('phone', [['+44 (0)20 7946-0001', '+44 (0)20 7946-0001'], ['12', 'fault'], ['call me', 'fault']]);
  all('url', [['https://example.org', 'https://example.org'], ['javascript:alert(1)', 'fault'], ['example.org', 'fault']]);
  all('colour', [['#AABBCC', '#aabbcc'], ['red', 'fault'], ['#abc', 'fault']]);
  all('file', [['/uploads/1', '/uploads/1'], ['https://example.org/a.png', 'https://example.org/a.png'], ['/etc/passwd', 'fault'], ['http://example.org/a.png', 'fault']]);
});

test('given a choice, it is one of the values', () => {
  const reader = new Reader({ a: 'one', b: 'three' });
  assert.equal(reader.choice('a', ['one', 'two']), 'one');
  reader.choice('b', ['one', 'two']);
  reader.choice('c', ['one', 'two']);
  assert.deepEqual(Object.keys(reader.faults), ['b', 'c']);
});

test('given limits, both ends belong to them', () => {
  const faults = (value: unknown) => {
    const reader = new Reader({ value });
    reader.number('value', { min: 2, max: 4 });
    return Object.keys(reader.faults).length;
  };
  assert.deepEqual([1.9, 2, 4, 4.1].map(faults), [1, 0, 0, 1]);
});
