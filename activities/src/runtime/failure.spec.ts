import { BadInput, Conflict, NotFound, PreconditionFailed, RateLimited, Unavailable } from '@millwright/domain';
import { BlobMissing, GitFailed, GitHubError, ModelError, SignerFailed } from '@millwright/integrations';
import { DecryptionFailed } from '@millwright/platform';
import type { ApplicationFailure } from '@temporalio/common';
import { MergeConflict } from '../repository/merge-edits.js';
import { AllowanceUsed } from './engine-call.js';
import { Held, describeError, isCancelled, toFailure } from './failure.js';

it('gives an engine in trouble up after a few attempts where another one waits, and nothing else', () => {
  const down = new ModelError('UNAVAILABLE', 'gone');
  expect(toFailure(down, 2, 0, 3)).toMatchObject({ type: 'UNAVAILABLE', nonRetryable: false });
  expect(toFailure(down, 3, 0, 3)).toMatchObject({ type: 'UNAVAILABLE', nonRetryable: true });
  expect(toFailure(down, 3, 0)).toMatchObject({ nonRetryable: false });
  // A database that starts again has nothing to do with the engine.
  expect(toFailure(new Error('the database system is starting up'), 5, 0, 3)).toMatchObject({ type: 'INTERNAL', nonRetryable: false });
});

it('leaves what a provider said beyond its message out of the history', () => {
  const error = new ModelError('BAD_KEY', 'OpenAI answered 401', { cause: new Error('Incorrect API key provided: sk-secret') });
  expect(JSON.stringify(toFailure(error, 1, 0), Object.getOwnPropertyNames(error).concat('cause', 'message', 'details'))).not.toContain(
    'sk-secret',
  );
  expect(toFailure(error, 1, 0)).toMatchObject({ cause: undefined });
});

const KEY = 'Check the key of this engine: the organization’s own under Settings, Engines, else the server’s in its configuration.';
const conflict = { path: 'a.ts', baseSha256: 'a', oursSha256: 'b', theirsSha256: 'c' };

// To the letter: entries of ledgers are hashed as they stand.
it.each<[string, unknown, string]>([
  [
    'a provider that limits calls',
    new ModelError('RATE_LIMITED', 'Slow down', { retryAfterMs: 400 }),
    '{"code":"RATE_LIMITED","message":"Slow down","hint":"The provider limits requests; it is tried again when the provider allows it.","isRetryable":true,"nextRetryDelayMs":400}',
  ],
  ['a refused key', new ModelError('BAD_KEY', 'No'), `{"code":"BAD_KEY","message":"No","hint":"${KEY}","isRetryable":false}`],
  [
    'an error of a record that had no hint',
    new ModelError('UNAVAILABLE', 'Gone', { hint: '' }),
    '{"code":"UNAVAILABLE","message":"Gone","hint":"","isRetryable":true}',
  ],
  [
    'an answer that a record does not hold',
    new ModelError('NOT_RECORDED', 'Nothing'),
    '{"code":"NOT_RECORDED","message":"Nothing","hint":"A replay goes as far as its record does. Where another release recorded it, replay it with today’s code.","isRetryable":false}',
  ],
  [
    'a token without single sign-on',
    new GitHubError('SSO_REQUIRED', 'It wants more', 'Authorise it.'),
    '{"code":"SSO_REQUIRED","message":"It wants more","hint":"Authorise it.","isRetryable":false}',
  ],
  [
    'GitHub’s own limit',
    new GitHubError('RATE_LIMITED', 'Slow down', 'It is tried again.', { retryAfterMs: 7_000 }),
    '{"code":"RATE_LIMITED","message":"Slow down","hint":"It is tried again.","isRetryable":true,"nextRetryDelayMs":7000}',
  ],
  ['a failed git', new GitFailed('push', 'no'), '{"code":"INTERNAL","message":"git push failed: no","isRetryable":true}'],
  ['a lost blob', new BlobMissing('ab'), '{"code":"INTERNAL","message":"The blob ab is missing from the store","isRetryable":true}'],
  ['a signer that is away', new SignerFailed('Away'), '{"code":"INTERNAL","message":"Away","isRetryable":true}'],
  [
    'something encrypted with another secret',
    new DecryptionFailed(undefined),
    '{"code":"BAD_KEY","message":"What is stored cannot be decrypted; MILLWRIGHT_SECRET, or secret.key in DATA_DIR, is not the one it was stored with","hint":"Enter the key of this engine again under Settings, Engines.","isRetryable":false}',
  ],
  [
    'edits that contradict what was made',
    new MergeConflict([conflict]),
    '{"code":"MERGE_CONFLICT","message":"1 file was changed by hand and generated anew","isRetryable":false}',
  ],
  ['a pause', new Held(), '{"code":"HELD","message":"It was paused before the reset; resume it to go on","isRetryable":false}'],
  [
    'a used allowance',
    new AllowanceUsed(5, 3),
    '{"code":"ALLOWANCE_USED","message":"It needs more of the ceiling than was set aside for it","isRetryable":false}',
  ],
  [
    'what is not there',
    new NotFound('The file a.ts'),
    '{"code":"NOT_FOUND","message":"The file a.ts was not found","hint":"Check the id, and that you belong to its organization.","isRetryable":false}',
  ],
  ['bad input', new BadInput([{ path: 'p', message: 'is bad' }]), '{"code":"BAD_INPUT","message":"p: is bad","isRetryable":false}'],
  ['a race', new Conflict('Twice', 'Again.'), '{"code":"CONFLICT","message":"Twice","hint":"Again.","isRetryable":true}'],
  ['an outage', new Unavailable('Away'), '{"code":"UNAVAILABLE","message":"Away","isRetryable":true}'],
  ['what is too early', new PreconditionFailed('No'), '{"code":"PRECONDITION_FAILED","message":"No","isRetryable":false}'],
  [
    'a limit of our own',
    new RateLimited(2_000),
    '{"code":"RATE_LIMITED","message":"Too many requests","hint":"Try again in 2 s.","isRetryable":false}',
  ],
  ['a bug', new TypeError('x is not a function'), '{"code":"INTERNAL","message":"x is not a function","isRetryable":true}'],
  ['what is no error', 'thrown', '{"code":"INTERNAL","message":"thrown","isRetryable":true}'],
  ['a text that cannot be stored', new Error('\0 \ud83d'), '{"code":"INTERNAL","message":"\uFFFD \uFFFD","isRetryable":true}'],
])('writes %s down as it always has', (_, error, written) => expect(JSON.stringify(describeError(error))).toBe(written));

it('tells the workflow what it needs to go on', () => {
  const detailsOf = (error: unknown): unknown => (toFailure(error, 2, 7) as ApplicationFailure).details![0];
  expect(JSON.stringify(detailsOf(new AllowanceUsed(5, 3)))).toBe(
    '{"code":"ALLOWANCE_USED","attempts":2,"costMicros":7,"needs":{"worstMicros":5,"leastMicros":3}}',
  );
  expect(JSON.stringify(detailsOf(new MergeConflict([conflict])))).toBe(
    `{"code":"MERGE_CONFLICT","attempts":2,"costMicros":7,"conflicts":[${JSON.stringify(conflict)}]}`,
  );
  expect(JSON.stringify(detailsOf(new BlobMissing('ab')))).toBe('{"code":"INTERNAL","attempts":2,"costMicros":7}');
  expect(toFailure(new BlobMissing('ab'), 2, 7)).toMatchObject({ cause: { name: 'BlobMissing' } });
});

it('knows what was stopped from what failed', () => {
  const stopped = new ModelError('CANCELLED', 'The call was cancelled');
  expect([stopped, new DOMException('', 'AbortError'), new GitFailed('push', '')].map(isCancelled)).toEqual([true, true, false]);
  expect(JSON.stringify((toFailure(stopped, 2, 7) as ApplicationFailure).details)).toBe(
    '[{"code":"CANCELLED","attempts":2,"costMicros":7}]',
  );
});
