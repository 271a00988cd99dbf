import { stageDescriptor, type GenerationEvent, type GenerationState, type StageName, STAGE_NAMES } from '@millwright/domain';
import type { BlobStore } from '@millwright/integrations';
import type { ArtifactRow, GenerationRow, UnitOfWork } from '@millwright/persistence';
import { diffLines } from 'diff';
import type { Viewer } from '../../security/viewer.js';
import type { GenerationService } from './generation.service.js';

export type Change = 'SAME' | 'ADDED' | 'REMOVED' | 'CHANGED';

export interface FileChange {
  organizationId: string;
  path: string;
  mediaType: string;
  change: Change;
  leftSha256: string | null;
  rightSha256: string | null;
  /** Lines that only the right, or only the left one has. */
  addedLines: number;
  removedLines: number;
}

export interface StageComparison {
  stage: StageName;
  title: string;
  left: GenerationState['stages'][number] | null;
  right: GenerationState['stages'][number] | null;
  /** Versions of the prompts that were asked with. */
  leftPrompts: string[];
  rightPrompts: string[];
  /** Prompts that differ, by what they were to make. */
  changedPrompts: number;
  files: FileChange[];
}

export interface Comparison {
  left: GenerationRow;
  right: GenerationRow;
  stages: StageComparison[];
}

// Beyond it a line count says nothing that "it is another text" does not.
const COUNTED_BYTES = 200_000;
const DIFF_MS = 200;

/** Two generations beside each other: what each made, of what, with what, for how much. */
export class CompareService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationService,
    private readonly blobs: BlobStore,
  ) {}

  /** @throws NotFound · Forbidden */
  async compare(viewer: Viewer, leftId: string, rightId: string): Promise<Comparison> {
    const [left, right] = await Promise.all([this.side(viewer, leftId), this.side(viewer, rightId)]);
    const names = STAGE_NAMES.filter((name) => [left, right].some(({ row }) => row.state.stages.some((stage) => stage.name === name)));
    const stages = await Promise.all(
      names.map(async (name): Promise<StageComparison> => {
        const [ours, theirs] = [left, right].map(({ row }) => row.state.stages.find((stage) => stage.name === name) ?? null);
        const [asked, askedThen] = [promptsOf(left.events, name), promptsOf(right.events, name)];
        return {
          stage: name,
          title: stageDescriptor(name).title,
          left: ours ?? null,
          right: theirs ?? null,
          leftPrompts: versionsOf(asked),
          rightPrompts: versionsOf(askedThen),
          // What one of them reused it did not ask for at all.
          changedPrompts: [...asked].filter(([item, { sha256 }]) => (askedThen.get(item)?.sha256 ?? sha256) !== sha256).length,
          files: await this.files(
            left.artifacts.filter((row) => row.stage === name),
            right.artifacts.filter((row) => row.stage === name),
          ),
        };
      }),
    );
    return { left: left.row, right: right.row, stages };
  }

  private async side(viewer: Viewer, id: string): Promise<{ row: GenerationRow; artifacts: ArtifactRow[]; events: GenerationEvent[] }> {
    const row = await this.generations.get(viewer, id);
    return await this.unitOfWork.run(row, async (tx) => ({
      row,
      artifacts: await tx.artifacts.all(id),
      events: await tx.ledger.all(id),
    }));
  }

  private async files(left: readonly ArtifactRow[], right: readonly ArtifactRow[]): Promise<FileChange[]> {
    const paths = [...new Set([...left, ...right].map(({ path }) => path))].sort();
    return await Promise.all(
      paths.map(async (path) => {
        const [a, b] = [left, right].map((rows) => rows.find((row) => row.path === path));
        const change: Change = !a ? 'ADDED' : !b ? 'REMOVED' : a.sha256 === b.sha256 ? 'SAME' : 'CHANGED';
        const row = (b ?? a)!;
        const lines = change === 'CHANGED' ? await this.lines(a!, b!) : { added: a ? 0 : row.lines, removed: b ? 0 : row.lines };
        return {
          organizationId: row.organizationId,
          path,
          mediaType: row.mediaType,
          change,
          leftSha256: a?.sha256 ?? null,
          rightSha256: b?.sha256 ?? null,
          addedLines: change === 'SAME' ? 0 : lines.added,
          removedLines: change === 'SAME' ? 0 : lines.removed,
        };
      }),
    );
  }

  private async lines(a: ArtifactRow, b: ArtifactRow): Promise<{ added: number; removed: number }> {
    const whole = { added: b.lines, removed: a.lines };
    if (Math.max(a.bytes, b.bytes) > COUNTED_BYTES) return whole;
    const [before, after] = await Promise.all(
      [a, b].map(async (row) => (await this.blobs.get(row.organizationId, row.sha256)).toString('utf8')),
    );
    const parts = diffLines(before!, after!, { timeout: DIFF_MS });
    if (!parts) return whole;
    const count = (which: 'added' | 'removed'): number => parts.filter((part) => part[which]).reduce((sum, part) => sum + part.count, 0);
    return { added: count('added'), removed: count('removed') };
  }
}

interface Asked {
  version: string;
  sha256: string;
}

/** What was asked at a stage, by what it was to make; the last attempt counts. */
function promptsOf(events: readonly GenerationEvent[], stage: StageName): Map<string, Asked> {
  const prompts = new Map<string, Asked>();
  for (const { body } of events)
    if ((body.type === 'STAGE_COMPLETED' || body.type === 'ITEM_COMPLETED') && body.stage === stage && body.promptSha256)
      prompts.set('item' in body ? body.item : '', { version: body.promptVersion ?? '', sha256: body.promptSha256 });
  return prompts;
}

const versionsOf = (prompts: ReadonlyMap<string, Asked>): string[] =>
  [...new Set([...prompts.values()].map(({ version }) => version))].sort();
