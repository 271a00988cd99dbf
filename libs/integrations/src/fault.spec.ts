import { BlobDamaged, BlobMissing } from './blob-store/port.js';
import { FAULTS, codeOfKind, faultOf, kindOfCode, type FaultCode } from './fault.js';
import { GitFailed } from './git-host/local-repositories.js';
import { GitHubError } from './git-host/github/github-error.js';
import { MailFailed } from './mail/port.js';
import { NotAStream } from './models/http/watched-body.js';
import { ModelError } from './models/port.js';
import { SignerFailed } from './signer/port.js';

it.each<[string, Error]>([
  ['GitFailed', new GitFailed('push', 'no')],
  ['MailFailed', new MailFailed(new Error('No such mailbox'))],
  ['SignerFailed', new SignerFailed('away')],
  ['BlobMissing', new BlobMissing('ab')],
  ['BlobDamaged', new BlobDamaged('ab')],
  ['NotAStream', new NotAStream('<html>')],
  ['ModelError', new ModelError('CUT', 'It broke')],
  ['GitHubError', new GitHubError('GONE', 'It is gone', 'Make it again.')],
])('lets %s say what it is, with a code of the table', (name, error) => {
  const fault = faultOf(error)!;
  expect(error.name).toBe(name);
  expect(Object.keys(FAULTS)).toContain(fault.code);
  expect(fault.isRetryable).toBe(FAULTS[fault.code].isRetryable);
});

it('takes nothing else for one, whatever code it has', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect([refused, new Error('x'), 'thrown', undefined, { code: 'CUT', isRetryable: true }].map(faultOf)).toEqual(Array(5).fill(undefined));
});

it('spells a code for records and back', () => {
  for (const code of Object.keys(FAULTS) as FaultCode[]) expect(codeOfKind(kindOfCode(code))).toBe(code);
  expect(new ModelError('RATE_LIMITED', 'Slow down').kind).toBe('rate-limited');
});

it('takes a code of a later version for one that time does not heal', () => {
  expect(new ModelError(codeOfKind('from-tomorrow') as 'CUT', 'New')).toMatchObject({ code: 'FROM_TOMORROW', isRetryable: false, hint: '' });
});
