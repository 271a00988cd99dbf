import type { Actor } from '../generation/events/bodies.js';
import { stageDescriptor } from '../generation/stages.js';
import type { StageName } from '../generation/stage.types.js';
import type { EventTable, StreamDefinition } from '../stream/stream.js';

/** Who is meant by what somebody did to a member. */
export interface Member {
  id: string;
  name: string;
}

/**
 * What somebody may be asked about later: who may do what, with which keys, under which rules, and what was changed by hand.
 * Keys are named, never told.
 */
export type OrganizationEventBody =
  | { type: 'ORGANIZATION_CREATED'; actor: Actor; name: string }
  | { type: 'ORGANIZATION_DELETED'; actor: Actor; name: string }
  | { type: 'MEMBER_INVITED'; actor: Actor; email: string; role: string }
  | { type: 'INVITATION_CANCELLED'; actor: Actor; email: string }
  | { type: 'INVITATION_DECLINED'; actor: Actor; email: string }
  | { type: 'MEMBER_JOINED'; actor: Actor; role: string }
  | { type: 'MEMBER_ROLE_CHANGED'; actor: Actor; member: Member; from: string; to: string }
  | { type: 'MEMBER_REMOVED'; actor: Actor; member: Member }
  | { type: 'API_KEY_CREATED'; actor: Actor; name: string; startsWith: string; role: string; expiresAt: string | null }
  | { type: 'API_KEY_REVOKED'; actor: Actor; name: string; startsWith: string }
  | { type: 'ENGINE_KEY_SET'; actor: Actor; engine: string; endsWith: string }
  | { type: 'ENGINE_KEY_REMOVED'; actor: Actor; engine: string }
  | { type: 'ENGINE_SETTINGS_CHANGED'; actor: Actor; defaultEngine: string | null; fallbacks: { engine: string; model: string | null }[] }
  | { type: 'RECORD_DAYS_CHANGED'; actor: Actor; days: number | null }
  | { type: 'GITHUB_CONNECTED'; actor: Actor; login: string }
  | { type: 'GITHUB_DISCONNECTED'; actor: Actor }
  | { type: 'GATES_CHANGED'; actor: Actor; projectId: string; project: string; stages: StageName[]; criticality: number | null }
  | { type: 'PROJECT_ARCHIVED'; actor: Actor; projectId: string; project: string }
  | { type: 'PROJECT_RESTORED'; actor: Actor; projectId: string; project: string }
  | { type: 'PROJECT_DELETED'; actor: Actor; projectId: string; project: string; dueAt: string }
  | { type: 'PROJECT_PURGED'; actor: Actor; projectId: string; project: string; generations: number }
  | { type: 'FILE_EDITED'; actor: Actor; projectId: string; generationId: string; path: string; sha256: string | null; commit: string };

export interface OrganizationState {
  seq: number;
  status: 'OPEN';
}

const titles = (stages: readonly StageName[]): string => stages.map((name) => stageDescriptor(name).title).join(', ') || 'nothing';

/** None of it changes what there is: the rows of today say that. */
const kept = (state: OrganizationState): OrganizationState => state;

const EVENTS: EventTable<OrganizationState, OrganizationEventBody> = {
  ORGANIZATION_CREATED: { apply: kept, describe: ({ actor, name }) => `${actor.name} created ${name}` },
  ORGANIZATION_DELETED: { apply: kept, describe: ({ actor, name }) => `${actor.name} deleted ${name}` },
  MEMBER_INVITED: { apply: kept, describe: ({ actor, email, role }) => `${actor.name} invited ${email} as ${role}` },
  INVITATION_CANCELLED: { apply: kept, describe: ({ actor, email }) => `${actor.name} cancelled the invitation of ${email}` },
  INVITATION_DECLINED: { apply: kept, describe: ({ actor, email }) => `${actor.name} declined the invitation of ${email}` },
  MEMBER_JOINED: { apply: kept, describe: ({ actor, role }) => `${actor.name} joined as ${role}` },
  MEMBER_ROLE_CHANGED: {
    apply: kept,
    describe: ({ actor, member, from, to }) => `${actor.name} changed the role of ${member.name} from ${from} to ${to}`,
  },
  MEMBER_REMOVED: {
    apply: kept,
    describe: ({ actor, member }) => (actor.id === member.id ? `${actor.name} left` : `${actor.name} removed ${member.name}`),
  },
  API_KEY_CREATED: {
    apply: kept,
    describe: ({ actor, name, startsWith, role, expiresAt }) =>
      `${actor.name} made the API key ${name} (${startsWith}…) as ${role}${expiresAt ? `, which ends on ${expiresAt.slice(0, 10)}` : ''}`,
  },
  API_KEY_REVOKED: { apply: kept, describe: ({ actor, name, startsWith }) => `${actor.name} revoked the API key ${name} (${startsWith}…)` },
  ENGINE_KEY_SET: { apply: kept, describe: ({ actor, engine, endsWith }) => `${actor.name} entered a key for ${engine} (…${endsWith})` },
  ENGINE_KEY_REMOVED: { apply: kept, describe: ({ actor, engine }) => `${actor.name} removed the key for ${engine}` },
  ENGINE_SETTINGS_CHANGED: {
    apply: kept,
    describe: ({ actor, defaultEngine, fallbacks }) =>
      `${actor.name} chose ${defaultEngine ?? 'the server’s default engine'}${fallbacks.length > 0 ? `, then ${fallbacks.map(({ engine }) => engine).join(', ')}` : ''}`,
  },
  RECORD_DAYS_CHANGED: {
    apply: kept,
    describe: ({ actor, days }) =>
      `${actor.name} has records kept ${days === null ? 'as long as the server does' : days === 0 ? 'no more' : `for ${days} days`}`,
  },
  GITHUB_CONNECTED: { apply: kept, describe: ({ actor, login }) => `${actor.name} connected the GitHub account ${login}` },
  GITHUB_DISCONNECTED: { apply: kept, describe: ({ actor }) => `${actor.name} disconnected GitHub` },
  GATES_CHANGED: {
    apply: kept,
    describe: ({ actor, project, stages, criticality }) =>
      `${actor.name} has ${titles(stages)} of ${project} wait for approval${criticality === null ? '' : `, and files of criticality ${criticality} or more`}`,
  },
  PROJECT_ARCHIVED: { apply: kept, describe: ({ actor, project }) => `${actor.name} archived ${project}` },
  PROJECT_RESTORED: { apply: kept, describe: ({ actor, project }) => `${actor.name} brought ${project} back` },
  PROJECT_DELETED: {
    apply: kept,
    describe: ({ actor, project, dueAt }) => `${actor.name} deleted ${project}, which goes with everything on ${dueAt.slice(0, 10)}`,
  },
  PROJECT_PURGED: {
    apply: kept,
    describe: ({ project, generations }) =>
      `${project} is gone, with ${generations === 1 ? 'its generation' : `all of its ${generations} generations`}`,
  },
  FILE_EDITED: {
    apply: kept,
    describe: ({ actor, path, sha256, commit }) =>
      `${actor.name} ${sha256 === null ? 'removed' : 'edited'} ${path} (commit ${commit.slice(0, 7)})`,
  },
};

/** An organization: it has no end, as long as it is there. */
export const ORGANIZATION: StreamDefinition<OrganizationState, OrganizationEventBody> = {
  kind: 'organization',
  reading: 'organization.manage',
  empty: { seq: 0, status: 'OPEN' },
  events: EVENTS,
  isFinal: () => false,
};
