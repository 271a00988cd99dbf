import { describeIn, reduceStream } from '../stream/stream.js';
import { streamDefinition } from '../stream/kinds.js';
import { ORGANIZATION, type OrganizationEventBody } from './organization.js';

const actor = { kind: 'user', id: 'u', name: 'Ana' } as const;
const member = { id: 'm', name: 'Ben' };
const ids = { projectId: 'p', generationId: 'g' };

/** One of each type, with what people read of it. */
const SAID: { [Type in OrganizationEventBody['type']]: [Extract<OrganizationEventBody, { type: Type }>, string] } = {
  ORGANIZATION_CREATED: [{ type: 'ORGANIZATION_CREATED', actor, name: 'Mill' }, 'Ana created Mill'],
  ORGANIZATION_DELETED: [{ type: 'ORGANIZATION_DELETED', actor, name: 'Mill' }, 'Ana deleted Mill'],
  MEMBER_INVITED: [{ type: 'MEMBER_INVITED', actor, email: 'b@example.com', role: 'editor' }, 'Ana invited b@example.com as editor'],
  INVITATION_CANCELLED: [{ type: 'INVITATION_CANCELLED', actor, email: 'b@example.com' }, 'Ana cancelled the invitation of b@example.com'],
  INVITATION_DECLINED: [{ type: 'INVITATION_DECLINED', actor, email: 'b@example.com' }, 'Ana declined the invitation of b@example.com'],
  MEMBER_JOINED: [{ type: 'MEMBER_JOINED', actor, role: 'editor' }, 'Ana joined as editor'],
  MEMBER_ROLE_CHANGED: [
    { type: 'MEMBER_ROLE_CHANGED', actor, member, from: 'viewer', to: 'admin' },
    'Ana changed the role of Ben from viewer to admin',
  ],
  MEMBER_REMOVED: [{ type: 'MEMBER_REMOVED', actor, member }, 'Ana removed Ben'],
  API_KEY_CREATED: [
    { type: 'API_KEY_CREATED', actor, name: 'ci', startsWith: 'mw_abc', role: 'editor', expiresAt: '2027-01-02T03:04:05.000Z' },
    'Ana made the API key ci (mw_abc…) as editor, which ends on 2027-01-02',
  ],
  API_KEY_REVOKED: [{ type: 'API_KEY_REVOKED', actor, name: 'ci', startsWith: 'mw_abc' }, 'Ana revoked the API key ci (mw_abc…)'],
  ENGINE_KEY_SET: [{ type: 'ENGINE_KEY_SET', actor, engine: 'openai', endsWith: 'wxyz' }, 'Ana entered a key for openai (…wxyz)'],
  ENGINE_KEY_REMOVED: [{ type: 'ENGINE_KEY_REMOVED', actor, engine: 'openai' }, 'Ana removed the key for openai'],
  ENGINE_SETTINGS_CHANGED: [
    { type: 'ENGINE_SETTINGS_CHANGED', actor, defaultEngine: 'openai', fallbacks: [{ engine: 'gemini', model: null }] },
    'Ana chose openai, then gemini',
  ],
  RECORD_DAYS_CHANGED: [{ type: 'RECORD_DAYS_CHANGED', actor, days: 7 }, 'Ana has records kept for 7 days'],
  GITHUB_CONNECTED: [{ type: 'GITHUB_CONNECTED', actor, login: 'ana' }, 'Ana connected the GitHub account ana'],
  GITHUB_DISCONNECTED: [{ type: 'GITHUB_DISCONNECTED', actor }, 'Ana disconnected GitHub'],
  GATES_CHANGED: [
    { type: 'GATES_CHANGED', actor, projectId: 'p', project: 'Clinic', stages: ['BLUEPRINT'], criticality: 8 },
    'Ana has Blueprint of Clinic wait for approval, and files of criticality 8 or more',
  ],
  PROJECT_ARCHIVED: [{ type: 'PROJECT_ARCHIVED', actor, projectId: 'p', project: 'Clinic' }, 'Ana archived Clinic'],
  PROJECT_RESTORED: [{ type: 'PROJECT_RESTORED', actor, projectId: 'p', project: 'Clinic' }, 'Ana brought Clinic back'],
  PROJECT_DELETED: [
    { type: 'PROJECT_DELETED', actor, projectId: 'p', project: 'Clinic', dueAt: '2027-01-02T03:04:05.000Z' },
    'Ana deleted Clinic, which goes with everything on 2027-01-02',
  ],
  PROJECT_PURGED: [
    { type: 'PROJECT_PURGED', actor, projectId: 'p', project: 'Clinic', generations: 3 },
    'Clinic is gone, with all of its 3 generations',
  ],
  FILE_EDITED: [
    { type: 'FILE_EDITED', actor, ...ids, path: 'src/a.ts', sha256: 'f'.repeat(64), commit: '0123456789' },
    'Ana edited src/a.ts (commit 0123456)',
  ],
};

it.each(Object.entries(SAID))('says %s in one sentence', (_type, [body, sentence]) =>
  expect(describeIn(ORGANIZATION, body)).toBe(sentence),
);

it('says who left by themselves, what was removed, and what is no longer kept or asked', () => {
  const say = (body: OrganizationEventBody): string => describeIn(ORGANIZATION, body);
  expect(say({ type: 'MEMBER_REMOVED', actor, member: { id: 'u', name: 'Ana' } })).toBe('Ana left');
  expect(say({ type: 'FILE_EDITED', actor, ...ids, path: 'a', sha256: null, commit: '0123456789' })).toBe('Ana removed a (commit 0123456)');
  expect(say({ type: 'RECORD_DAYS_CHANGED', actor, days: 0 })).toBe('Ana has records kept no more');
  expect(say({ type: 'RECORD_DAYS_CHANGED', actor, days: null })).toBe('Ana has records kept as long as the server does');
  expect(say({ type: 'GATES_CHANGED', actor, projectId: 'p', project: 'Clinic', stages: [], criticality: null })).toBe(
    'Ana has nothing of Clinic wait for approval',
  );
});

it('is counted and never ends, and is known by its kind', () => {
  expect(streamDefinition('organization')).toBe(ORGANIZATION);
  const state = reduceStream(ORGANIZATION, ORGANIZATION.empty, { seq: 1, at: '', body: SAID.MEMBER_JOINED[0] });
  expect(state).toEqual({ seq: 1, status: 'OPEN' });
  expect(ORGANIZATION.isFinal(state)).toBe(false);
});
