import { PATHS, type CommunicationSchema } from '@millwright/domain';
import type { BlobStore } from '@millwright/integrations';
import type { Transaction } from '@millwright/persistence';

/**
 * Files of at least a criticality that are not as they were in the last generation of the project that made a repository;
 * in its first one, all of them.
 */
export async function criticalChanges(
  tx: Transaction,
  blobs: BlobStore,
  { generationId, organizationId }: { generationId: string; organizationId: string },
  criticality: number,
): Promise<string[]> {
  const { projectId } = await tx.generations.get(generationId);
  const { sha256 } = await tx.artifacts.get(generationId, 'COMMUNICATION_SCHEMA', PATHS.communicationSchema);
  const schema = JSON.parse((await blobs.get(organizationId, sha256)).toString('utf8')) as CommunicationSchema;
  const critical = new Set(schema.dependency_priority.order.filter((file) => file.criticality >= criticality).map((file) => file.path));
  const last = await tx.generations.lastWithRepository(projectId, generationId);
  const before = new Map(last ? (await tx.artifacts.all(last.id, 'CODE')).map((row) => [row.path, row.sha256]) : []);
  const now = await tx.artifacts.all(generationId, 'CODE');
  return now.filter(({ path, sha256: hash }) => critical.has(path) && before.get(path) !== hash).map(({ path }) => path);
}
