import { ModelError } from '@millwright/integrations';
import { toFailure } from './failure.js';

it('gives an engine in trouble up after a few attempts where another one waits, and nothing else', () => {
  const down = new ModelError('unavailable', 'gone');
  expect(toFailure(down, 2, 0, 3)).toMatchObject({ type: 'UNAVAILABLE', nonRetryable: false });
  expect(toFailure(down, 3, 0, 3)).toMatchObject({ type: 'UNAVAILABLE', nonRetryable: true });
  expect(toFailure(down, 3, 0)).toMatchObject({ nonRetryable: false });
  // A database that starts again has nothing to do with the engine.
  expect(toFailure(new Error('the database system is starting up'), 5, 0, 3)).toMatchObject({ type: 'INTERNAL', nonRetryable: false });
});

it('leaves what a provider said beyond its message out of the history', () => {
  const error = new ModelError('bad-key', 'OpenAI answered 401', { cause: new Error('Incorrect API key provided: sk-secret') });
  expect(JSON.stringify(toFailure(error, 1, 0), Object.getOwnPropertyNames(error).concat('cause', 'message', 'details'))).not.toContain(
    'sk-secret',
  );
  expect(toFailure(error, 1, 0)).toMatchObject({ cause: undefined });
});
