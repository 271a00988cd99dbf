import {
  BadInput,
  LIMITS,
  countLines,
  sourceOfRendered,
  stageDocument,
  type ArtifactEdit,
  type ArtifactRef,
  type StageName,
} from '@millwright/domain';
import { ModelError, schemaFaults, type BlobStore, type ModelEngine, type ModelRegistry } from '@millwright/integrations';
import type { ArtifactRow } from '@millwright/persistence';
import { parseBounded } from '@millwright/platform';
import { randomUUID } from 'node:crypto';

/** What a document that a person edits may come to: far deeper than one that its schema takes. */
const EDIT = { bytes: 16 * 1_024 * 1_024, depth: 100, values: 200_000 };

export interface EditInput {
  path: string;
  text: string;
}

/** An edit whose content is stored, with what its row has to say. */
export type StoredEdit = ArtifactEdit & { lines: number };

/**
 * Puts people's edits of artifacts into the blob store, once all of them are found fit: a document keeps the form that the
 * stages after it need, and what is rendered from it follows.
 *
 * @param rows what may be edited.
 * @param follower stands for the engines of the stages after it: what of a document they could not follow, and what follows.
 * @returns those that change anything. @throws BadInput naming each edit that does not fit, and why.
 */
export async function storeEdits(
  blobs: BlobStore,
  organizationId: string,
  rows: readonly ArtifactRow[],
  edits: readonly EditInput[],
  projectName: string,
  follower?: Follower,
): Promise<StoredEdit[]> {
  const wanted = new Map<ArtifactRow, string>();
  const faults = edits.flatMap((edit, i) => faultsOf(edit, rows, edits, i, follower));
  if (faults.length > 0) throw new BadInput(faults);
  for (const { path, text: written } of edits) {
    const row = rows.find((one) => one.path === path)!;
    const document = stageDocument(row.stage, path);
    const text = document && follower ? completed(written, (value) => follower.complete(row.stage, path, value)) : written;
    wanted.set(row, text);
    const rendered = document?.rendered;
    const renderedRow = rows.find((one) => one.stage === row.stage && one.path === rendered?.path);
    if (rendered && renderedRow) wanted.set(renderedRow, rendered.render(JSON.parse(text), projectName));
  }
  const stored = await Promise.all(
    [...wanted].map(async ([row, text]): Promise<StoredEdit> => {
      const content = Buffer.from(text, 'utf8');
      const artifact: ArtifactRef = {
        id: randomUUID(),
        stage: row.stage,
        path: row.path,
        mediaType: row.mediaType,
        bytes: content.length,
        sha256: await blobs.put(organizationId, content),
      };
      return { beforeSha256: row.sha256, artifact, lines: countLines(text) };
    }),
  );
  return stored.filter(({ beforeSha256, artifact }) => beforeSha256 !== artifact.sha256);
}

function faultsOf(
  { path, text }: EditInput,
  rows: readonly ArtifactRow[],
  edits: readonly EditInput[],
  i: number,
  follower?: Follower,
): { path: string; message: string }[] {
  const at = `input.edits.${i}`;
  const row = rows.find((one) => one.path === path);
  if (!row) {
    const some = rows.slice(0, 8).map((one) => one.path);
    return [
      { path: `${at}.path`, message: `is none of what may be edited here, which is ${some.join(', ')}${rows.length > 8 ? ', …' : ''}` },
    ];
  }
  if (edits.findIndex((other) => other.path === path) !== i) return [{ path: `${at}.path`, message: 'is edited twice; send one edit' }];
  const source = sourceOfRendered(path);
  if (source) return [{ path: `${at}.path`, message: `is written from ${source}; edit that one, and this one follows` }];
  if (text.length > LIMITS.editMax)
    return [{ path: `${at}.text`, message: `must have at most ${LIMITS.editMax.toLocaleString('en')} characters` }];
  if (text.includes('\0')) return [{ path: `${at}.text`, message: 'holds a NUL character; remove it' }];
  const document = stageDocument(row.stage, path);
  if (!document && !path.endsWith('.json')) return [];
  try {
    const value = parseBounded(text, EDIT);
    const wrong = document ? [...schemaFaults(document.schema, value)] : [];
    if (wrong.length === 0) wrong.push(...(document?.check?.(value) ?? []));
    if (wrong.length === 0 && document) wrong.push(...(follower?.faults(row.stage, path, value) ?? []));
    return wrong.slice(0, 5).map((message) => ({ path: `${at}.text`, message }));
  } catch (error) {
    return [{ path: `${at}.text`, message: `is not JSON: ${(error as Error).message}` }];
  }
}

/** Which stage writes what a person's edit of a document is to be found in. */
const FOLLOWED_BY: Readonly<Partial<Record<StageName, StageName>>> = { DEV_PLAN: 'BLUEPRINT', BLUEPRINT: 'CODE' };

/** The document with what follows from an edit put in; one from which nothing follows stays as it was written. */
function completed(text: string, complete: (value: unknown) => unknown): string {
  const value: unknown = JSON.parse(text);
  const whole = complete(value);
  return JSON.stringify(whole) === JSON.stringify(value) ? text : `${JSON.stringify(whole, null, 2)}\n`;
}

/** The engines that will read an edited document. */
export interface Follower {
  /** What of it they would pass over, one sentence each. */
  faults(stage: StageName, path: string, value: unknown): string[];
  /** The document with what follows from the edit. */
  complete(stage: StageName, path: string, value: unknown): unknown;
}

/** Asks the engine that will read an edited document whether it can follow it: what it would pass over is refused. */
export function followedBy(
  models: ModelRegistry,
  engineOf: (stage: StageName) => string,
  about: { projectName: string; description: string },
): Follower {
  const ask = <T>(stage: StageName, otherwise: T, work: (engine: ModelEngine) => T): T => {
    const next = FOLLOWED_BY[stage];
    if (!next) return otherwise;
    try {
      return work(models.get(engineOf(next)));
    } catch (error) {
      // One that cannot read the description says so when it is asked to write.
      if (error instanceof ModelError) return otherwise;
      throw error;
    }
  };
  return {
    faults: (stage, path, value) => ask(stage, [] as string[], (engine) => engine.editFaults?.({ path, value, ...about }) ?? []),
    complete: (stage, path, value) =>
      ask(stage, value, (engine) => (engine.completeEdit ? engine.completeEdit({ path, value, ...about }) : value)),
  };
}
