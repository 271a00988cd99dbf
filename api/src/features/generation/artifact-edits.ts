import { BadInput, LIMITS, countLines, sourceOfRendered, stageDocument, type ArtifactEdit, type ArtifactRef } from '@millwright/domain';
import { schemaFaults, type BlobStore } from '@millwright/integrations';
import type { ArtifactRow } from '@millwright/persistence';
import { randomUUID } from 'node:crypto';

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
 * @returns those that change anything. @throws BadInput naming each edit that does not fit, and why.
 */
export async function storeEdits(
  blobs: BlobStore,
  organizationId: string,
  rows: readonly ArtifactRow[],
  edits: readonly EditInput[],
  projectName: string,
): Promise<StoredEdit[]> {
  const wanted = new Map<ArtifactRow, string>();
  const faults = edits.flatMap((edit, i) => faultsOf(edit, rows, edits, i));
  if (faults.length > 0) throw new BadInput(faults);
  for (const { path, text } of edits) {
    const row = rows.find((one) => one.path === path)!;
    wanted.set(row, text);
    const rendered = stageDocument(row.stage, path)?.rendered;
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
    const value: unknown = JSON.parse(text);
    const wrong = document ? [...schemaFaults(document.schema, value)] : [];
    if (wrong.length === 0) wrong.push(...(document?.check?.(value) ?? []));
    return wrong.slice(0, 5).map((message) => ({ path: `${at}.text`, message }));
  } catch (error) {
    return [{ path: `${at}.text`, message: `is not JSON: ${(error as Error).message}` }];
  }
}
