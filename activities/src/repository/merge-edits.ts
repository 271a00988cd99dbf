import { MERGE_CONFLICT, type FailureDetails } from '@millwright/contracts';
import type { Actor, EditConflict, GenerationEvent, StageName } from '@millwright/domain';
import { isStageDocument } from '@millwright/domain';
import { FAULTS, threeWayMerge, type Fault } from '@millwright/integrations';
import type { FileEdit, StoredFileEdit } from '@millwright/persistence';

/** Files that were changed by hand and generated anew: a person has to decide. */
export class MergeConflict extends Error implements Fault {
  readonly code = MERGE_CONFLICT;
  readonly isRetryable = FAULTS[MERGE_CONFLICT].isRetryable;
  constructor(readonly conflicts: EditConflict[]) {
    super(`${conflicts.length} ${conflicts.length === 1 ? 'file was' : 'files were'} changed by hand and generated anew`);
    this.name = 'MergeConflict';
  }

  get details(): Pick<FailureDetails, 'conflicts'> {
    return { conflicts: this.conflicts };
  }
}

export interface ToMerge {
  /** What people changed in the project's repository so far. */
  live: readonly StoredFileEdit[];
  /** What this generation made: path -> hash. */
  made: ReadonlyMap<string, string>;
  /** What people changed in it before its gates, with what it was before. */
  atGates: readonly FileEdit[];
  /** What was decided on conflicts of this generation. */
  decided: readonly StoredFileEdit[];
  read(sha256: string): Promise<string>;
  /** @returns the hash of a text, now stored. */
  write(text: string): Promise<string>;
}

export interface MergedEdits {
  /** Files that are not as they were generated: path -> hash, null where the file is not to be there. */
  changed: Map<string, string | null>;
  /** Who wrote in them by hand. */
  editedBy: Map<string, string>;
  /** From now on the edits of the project. */
  edits: FileEdit[];
}

/**
 * Puts people's edits over what was generated anew.
 * @throws MergeConflict with all files on which somebody has to decide
 */
export async function mergeEdits({ live, made, atGates, decided, read, write }: ToMerge): Promise<MergedEdits> {
  const merged: MergedEdits = { changed: new Map(), editedBy: new Map(), edits: [] };
  const conflicts: EditConflict[] = [];
  const gates = new Map(atGates.map((edit) => [edit.path, edit]));
  const put = (path: string, sha256: string | null, by: Actor): void => {
    const gate = gates.get(path);
    merged.edits.push({ kind: 'MERGE', path, baseSha256: gate ? gate.baseSha256 : (made.get(path) ?? null), sha256, editedBy: by });
    if (sha256 !== null) merged.editedBy.set(path, by.name);
    if (sha256 !== (made.get(path) ?? null)) merged.changed.set(path, sha256);
  };
  for (const { path, baseSha256: base, sha256: ours, editedBy } of live) {
    const theirs = made.get(path) ?? null;
    const decision = decided.findLast((one) => one.path === path && one.baseSha256 === theirs);
    if (decision) put(path, decision.sha256, decision.editedBy);
    else if (theirs === base || theirs === ours) put(path, ours, editedBy);
    else if (theirs === null || ours === null || base === null)
      conflicts.push({ path, baseSha256: base, oursSha256: ours, theirsSha256: theirs });
    else {
      const [a, o, b] = await Promise.all([read(base), read(ours), read(theirs)]);
      const { text, conflicts: count } = threeWayMerge(a, o, b);
      if (count > 0) conflicts.push({ path, baseSha256: base, oursSha256: ours, theirsSha256: theirs });
      else put(path, await write(text), editedBy);
    }
  }
  if (conflicts.length > 0) throw new MergeConflict(conflicts);
  const known = new Set(live.map(({ path }) => path));
  for (const edit of atGates) if (!known.has(edit.path)) merged.edits.push(edit);
  return merged;
}

/** What people changed before the gates of a generation, or in what it began with; documents of stages are not among it. */
export function editsAtGates(events: readonly GenerationEvent[]): FileEdit[] {
  const edits = new Map<string, FileEdit>();
  const queued = events[0]?.body.type === 'GENERATION_QUEUED' ? events[0].body : undefined;
  const stages: readonly StageName[] = ['MAIN_README', 'DIRECTORY_TREE', 'CODE'];
  for (const { body } of events) {
    if ((body.type !== 'STAGE_APPROVED' && body.type !== 'STAGE_REUSED') || !stages.includes(body.stage)) continue;
    const editedBy = body.type === 'STAGE_APPROVED' ? body.actor : queued?.actor;
    for (const { beforeSha256, artifact } of body.edits ?? [])
      if (editedBy && !isStageDocument(artifact.path))
        edits.set(artifact.path, { kind: 'GATE', path: artifact.path, baseSha256: beforeSha256, sha256: artifact.sha256, editedBy });
  }
  return [...edits.values()];
}
