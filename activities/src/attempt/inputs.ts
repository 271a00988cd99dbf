import type { PerformStageInput } from '@millwright/contracts';
import type { Transaction } from '@millwright/persistence';
import type { Subject } from '../runtime/stage.js';
import type { Workbench } from './workbench.js';

/** What an attempt is made from: its generation, and what earlier stages made as it stands now, by "stage/path". */
export interface Inputs {
  subject: Subject;
  hashes: ReadonlyMap<string, string>;
}

export async function readInputs(tx: Transaction, bench: Workbench, input: PerformStageInput): Promise<Inputs> {
  const subject = await subjectOf(tx, bench, input);
  // What fans out is read by nobody.
  const read = subject.stages.filter(({ fansOut }) => !fansOut).map(({ name }) => name);
  const rows = await tx.artifacts.ofStages(input.generationId, read);
  return { subject, hashes: new Map(rows.map((row) => [`${row.stage}/${row.path}`, row.sha256])) };
}

/** It does not change while a generation runs: read once for all of its attempts on this worker. */
export async function subjectOf(tx: Transaction, { services, memory }: Workbench, input: PerformStageInput): Promise<Subject> {
  const known = memory.subjects.get(input.generationId);
  if (known) return known;
  const { projectId, description, engine, model, parentId, replay, input: started } = await tx.generations.get(input.generationId);
  const { name } = await tx.projects.get(projectId);
  // A replay asks what was asked, word for word.
  const recorded = replay ? (await services.openRecords.open(input.organizationId, replay)).record.generation : undefined;
  const subject = {
    projectId,
    projectName: recorded?.projectName ?? name,
    description,
    engine,
    model,
    stages: started.stages,
    parentId: recorded?.parentId ?? parentId,
    replay,
  };
  memory.subjects.set(input.generationId, subject);
  return subject;
}

export async function textOf({ services, memory }: Workbench, organizationId: string, sha256: string): Promise<string> {
  const key = `${organizationId}/${sha256}`;
  const known = memory.texts.get(key);
  if (known !== undefined) return known;
  const text = (await services.blobs.get(organizationId, sha256)).toString('utf8');
  memory.texts.set(key, text);
  return text;
}
