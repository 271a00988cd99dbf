import { RESOLVE_CONFLICTS, type ResolveRequest } from '@millwright/contracts';
import {
  BadInput,
  Conflict,
  InputCheck,
  LIMITS,
  PROVENANCE_PATH,
  PreconditionFailed,
  hasConflictMarks,
  isStageDocument,
  pathFault,
  type EditConflict,
} from '@millwright/domain';
import { signProvenance, threeWayMerge, writeTree, type BlobStore, type LocalRepositories, type Signer } from '@millwright/integrations';
import {
  withEdit,
  type FileEdit,
  type GenerationRow,
  type RepositoryTree,
  type Transaction,
  type UnitOfWork,
} from '@millwright/persistence';
import type { Viewer } from '../../security/viewer.js';
import type { GenerationService } from './generation.service.js';

export interface EditFileInput {
  generationId: string;
  path: string;
  text: string;
  baseSha256: string;
}

/** A conflict with its texts. */
export interface OpenConflict {
  path: string;
  base: string | null;
  ours: string | null;
  theirs: string | null;
  /** Both, with marks where they meet; null where one of them is gone. */
  merged: string | null;
}

export interface ResolvedFile {
  path: string;
  /** null: the file is to go. */
  text: string | null;
}

/** What people change in generated files, and what they decide where that meets what is generated anew. */
export class EditService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationService,
    private readonly blobs: BlobStore,
    private readonly repositories: LocalRepositories,
    private readonly signer: Signer,
    private readonly publicUrl: string,
  ) {}

  /** The files of a repository as they stand, edits by hand among them. @throws NotFound · Forbidden */
  async files(row: GenerationRow): Promise<RepositoryTree['files']> {
    return await this.unitOfWork.run(row, async (tx) => await tx.repositoryTree(row.id));
  }

  /**
   * Changes a file of the project's repository: one more commit. Later generations keep the change.
   * @throws NotFound · Forbidden · BadInput · PreconditionFailed · Conflict where it is not what the person saw
   */
  async edit(viewer: Viewer, input: EditFileInput): Promise<GenerationRow> {
    const row = await this.generations.get(viewer, input.generationId, 'generation.run');
    check(input);
    await this.unitOfWork.run(row, (tx) => tx.projects.requireKept(row.projectId));
    const content = Buffer.from(input.text, 'utf8');
    const sha256 = await this.blobs.put(row.organizationId, content);
    const { last, live, ledger } = await this.unitOfWork.run(row, async (tx) => ({
      last: await this.lastOf(tx, row),
      live: await tx.fileEdits.live(row.projectId),
      ledger: await tx.ledger.export(row.id),
    }));
    const { files } = last;
    const known = live.find((edit) => edit.path === input.path);
    const edit: FileEdit = {
      kind: 'EDIT',
      path: input.path,
      baseSha256: known ? known.baseSha256 : input.baseSha256,
      sha256,
      editedBy: viewer.actor,
    };
    requireCurrent(files, input);
    if (sha256 === input.baseSha256) return row;
    const editors = new Map(live.map(({ path, editedBy }) => [path, editedBy.name])).set(input.path, viewer.actor.name);
    const provenance = await signProvenance(this.signer, ledger, {
      projectId: row.projectId,
      description: row.description,
      builder: this.publicUrl,
      files: withEdit(files, edit).filter(({ path }) => path !== PROVENANCE_PATH),
      editedBy: editors,
    });
    edit.provenanceSha256 = await this.blobs.put(row.organizationId, Buffer.from(provenance, 'utf8'));
    const tree = { files: withEdit(files, edit), message: `Edit ${edit.path}\n\nBy ${edit.editedBy.name}\n` };
    // The repository first: where the row does not follow, it is made again as the rows have it.
    const headCommit = await writeTree(this.repositories, {
      organizationId: row.organizationId,
      projectId: row.projectId,
      last,
      tree,
      history: async () => await this.unitOfWork.run(row, (tx) => tx.repositoryTrees(row.projectId)),
      read: (hash) => this.blobs.get(row.organizationId, hash),
    });
    await this.unitOfWork.run(row, async (tx) => {
      await tx.fileEdits.lock(row.projectId);
      requireCurrent((await this.lastOf(tx, row)).files, input);
      await tx.fileEdits.add(row.projectId, row.id, [edit]);
      await tx.generations.recordHeadCommit(row.id, headCommit);
      const { projectId, id: generationId } = row;
      const { path } = edit;
      await tx.organization.record({ type: 'FILE_EDITED', actor: viewer.actor, projectId, generationId, path, sha256, commit: headCommit });
    });
    return await this.generations.get(viewer, row.id);
  }

  /** What waits for a decision, with its texts; empty where nothing does. @throws NotFound · Forbidden */
  async conflicts(viewer: Viewer, generationId: string): Promise<OpenConflict[]> {
    const row = await this.generations.get(viewer, generationId);
    const read = async (sha256: string | null): Promise<string | null> =>
      sha256 === null ? null : (await this.blobs.get(row.organizationId, sha256)).toString('utf8');
    return await Promise.all(
      (await this.open(row)).map(async ({ path, baseSha256, oursSha256, theirsSha256 }) => {
        const [base, ours, theirs] = await Promise.all([baseSha256, oursSha256, theirsSha256].map(read));
        return {
          path,
          base: base ?? null,
          ours: ours ?? null,
          theirs: theirs ?? null,
          merged: base == null || ours == null || theirs == null ? null : threeWayMerge(base, ours, theirs).text,
        };
      }),
    );
  }

  /** @throws NotFound · Forbidden · BadInput · PreconditionFailed in the workflow's words */
  async resolve(viewer: Viewer, generationId: string, files: readonly ResolvedFile[]): Promise<GenerationRow> {
    const row = await this.generations.get(viewer, generationId, 'generation.approve');
    const open = await this.open(row);
    if (open.length === 0) throw new PreconditionFailed('No files wait for a decision');
    const inputs = new InputCheck();
    for (const [i, { path, text }] of files.entries()) {
      inputs.that(
        open.some((one) => one.path === path),
        `input.files.${i}.path`,
        'does not wait for a decision',
      );
      if (text === null) continue;
      checkText(inputs, `input.files.${i}.text`, text, 'still holds');
    }
    inputs.done();
    const request: ResolveRequest = {
      actor: viewer.actor,
      files: await Promise.all(
        files.map(async ({ path, text }) => ({
          path,
          theirsSha256: open.find((one) => one.path === path)!.theirsSha256,
          sha256: text === null ? null : await this.blobs.put(row.organizationId, Buffer.from(text, 'utf8')),
        })),
      ),
    };
    return await this.generations.control(viewer, row.id, RESOLVE_CONFLICTS, request, 'generation.approve');
  }

  private async open(row: GenerationRow): Promise<EditConflict[]> {
    if (!row.state.stages.some((stage) => stage.conflicts?.length)) return [];
    const events = await this.unitOfWork.run(row, (tx) => tx.ledger.all(row.id));
    const last = events.findLast(({ body }) => body.type === 'CONFLICTS_FOUND')?.body;
    return last?.type === 'CONFLICTS_FOUND' ? last.conflicts : [];
  }

  private async lastOf(tx: Transaction, row: GenerationRow): Promise<{ headCommit: string; files: RepositoryTree['files'] }> {
    const last = await tx.lastCommit(row.projectId);
    if (!last) throw new PreconditionFailed('The project has no repository yet', 'Wait until a generation is complete.');
    if (last.generationId !== row.id)
      throw new PreconditionFailed('A later generation made the repository that stands now', 'Edit the file there.');
    return last;
  }
}

/** @throws BadInput */
function check({ path, text }: EditFileInput): void {
  const inputs = new InputCheck();
  checkText(inputs, 'input.text', text, 'holds');
  const fault = pathFault(path);
  inputs.that(!fault, 'input.path', fault ?? '');
  inputs.that(!isStageDocument(path), 'input.path', 'is a document that stages make and read: fork the generation and edit it there');
  inputs.done();
}

function checkText(inputs: InputCheck, path: string, text: string, holds: string): void {
  inputs.that(text.length <= LIMITS.editMax, path, `must have at most ${LIMITS.editMax.toLocaleString('en')} characters`);
  inputs.that(!text.includes('\0'), path, 'holds a NUL character; remove it');
  inputs.that(!hasConflictMarks(text), path, `${holds} the marks of a conflict; decide on each of them`);
}

/** @throws BadInput · Conflict */
function requireCurrent(files: RepositoryTree['files'], { path, baseSha256 }: EditFileInput): void {
  const now = files.find((file) => file.path === path);
  if (!now) throw new BadInput([{ path: 'input.path', message: 'is no file of the repository' }]);
  if (now.sha256 !== baseSha256)
    throw new Conflict('The file is not as it was when you opened it', 'Copy what you wrote, load the file again, and put it in.');
}
