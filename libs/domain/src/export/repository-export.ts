import type { Actor } from '../generation/events/bodies.js';
import type { EventTable, StreamDefinition } from '../stream/stream.js';

export type ExportStatus = 'RUNNING' | 'COMPLETE' | 'FAILED';

export type ExportEventBody =
  | { type: 'EXPORT_REQUESTED'; actor: Actor; generationId: string; owner: string; name: string; isPrivate: boolean }
  | { type: 'EXPORT_COMPLETED'; url: string; commit: string }
  | { type: 'EXPORT_FAILED'; message: string; hint: string | null };

/** A generation's repository on its way to a git host, or there. */
export interface ExportState {
  seq: number;
  status: ExportStatus;
  /** Account on the git host; empty: that of the token. */
  owner: string;
  name: string;
  isPrivate: boolean;
  url: string | null;
  commit: string | null;
  /** Why it failed, and what to do about it. */
  message: string | null;
  hint: string | null;
  /** ISO 8601 */
  completedAt: string | null;
}

const EVENTS: EventTable<ExportState, ExportEventBody> = {
  EXPORT_REQUESTED: {
    apply: (state, { owner, name, isPrivate }) => ({ ...state, owner, name, isPrivate }),
    describe: ({ actor, owner, name, isPrivate }) =>
      `${actor.name} exports to GitHub as ${owner ? `${owner}/` : ''}${name}, ${isPrivate ? 'private' : 'public'}`,
  },
  EXPORT_COMPLETED: {
    apply: (state, { url, commit }, at) => ({ ...state, status: 'COMPLETE', url, commit, completedAt: at }),
    describe: ({ url }) => `It is at ${url}`,
  },
  EXPORT_FAILED: {
    apply: (state, { message, hint }, at) => ({ ...state, status: 'FAILED', message, hint, completedAt: at }),
    describe: ({ message }) => `It did not reach GitHub: ${message}`,
  },
};

/** One way of a repository to a git host; another try is another stream. */
export const EXPORT: StreamDefinition<ExportState, ExportEventBody> = {
  kind: 'export',
  reading: 'generation.read',
  empty: {
    seq: 0,
    status: 'RUNNING',
    owner: '',
    name: '',
    isPrivate: true,
    url: null,
    commit: null,
    message: null,
    hint: null,
    completedAt: null,
  },
  events: EVENTS,
  isFinal: ({ status }) => status !== 'RUNNING',
};
