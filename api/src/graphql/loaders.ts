import type {
  GenerationRow,
  GenerationStarterRow,
  GenerationVerification,
  ProjectRow,
  ProjectUsage,
  UnitOfWork,
} from '@millwright/persistence';
import DataLoader from 'dataloader';

interface Key {
  organizationId: string;
  id: string;
}
const keyText = ({ organizationId, id }: Key): string => `${organizationId}/${id}`;

/** Batches the look-ups of one operation: a list of projects asks once for all their generations. */
export class Loaders {
  readonly project: DataLoader<Key, ProjectRow | undefined, string>;
  readonly latestGeneration: DataLoader<Key, GenerationRow | undefined, string>;
  readonly repository: DataLoader<Key, { generationId: string; headCommit: string } | undefined, string>;

  readonly generation: DataLoader<Key, GenerationRow | undefined, string>;
  /** Who started a generation, by the generation. */
  readonly starter: DataLoader<Key, GenerationStarterRow | undefined, string>;
  /** The latest verification of a generation, by the generation. */
  readonly verification: DataLoader<Key, GenerationVerification | undefined, string>;
  readonly projectUsage: DataLoader<Key, ProjectUsage | undefined, string>;
  readonly githubUrl: DataLoader<Key, string | undefined, string>;

  constructor(unitOfWork: UnitOfWork) {
    this.project = loader(async (organizationId, ids) => {
      const rows = await unitOfWork.run({ organizationId }, (tx) => tx.projects.getMany(ids));
      return new Map(rows.map((row) => [row.id, row]));
    });
    this.generation = loader(async (organizationId, ids) => {
      const rows = await unitOfWork.run({ organizationId }, (tx) => tx.generations.getMany(ids));
      return new Map(rows.map((row) => [row.id, row]));
    });
    this.latestGeneration = loader(async (organizationId, ids) => {
      const rows = await unitOfWork.run({ organizationId }, (tx) => tx.generations.latestOf(ids));
      return new Map(rows.map((row) => [row.projectId, row]));
    });
    this.repository = loader(async (organizationId, ids) => {
      const rows = await unitOfWork.run({ organizationId }, (tx) => tx.generations.repositoryHeads(ids));
      return new Map(rows.map((row) => [row.projectId, row]));
    });
    this.starter = loader(async (organizationId, ids) => {
      const rows = await unitOfWork.run({ organizationId }, (tx) => tx.generations.starters(ids));
      return new Map(rows.map((row) => [row.generationId, row]));
    });
    this.verification = loader(async (organizationId, ids) => {
      const rows = await unitOfWork.run({ organizationId }, (tx) => tx.verifications.latestOf(ids));
      return new Map(rows.map((row) => [row.generationId, row]));
    });
    this.projectUsage = loader(async (organizationId, ids) => {
      const rows = await unitOfWork.run({ organizationId }, (tx) => tx.usage.ofProjects(ids));
      return new Map(rows.map((row) => [row.projectId, row]));
    });
    this.githubUrl = loader(async (organizationId, ids) => {
      const rows = await unitOfWork.run({ organizationId }, (tx) => tx.exports.latestOf(ids));
      return new Map(rows.flatMap((row) => (row.url ? [[row.projectId, row.url]] : [])));
    });
  }
}

function loader<T>(load: (organizationId: string, ids: string[]) => Promise<Map<string, T>>): DataLoader<Key, T | undefined, string> {
  return new DataLoader<Key, T | undefined, string>(
    async (keys) => {
      const byOrganization = Map.groupBy(keys, (key) => key.organizationId);
      const found = new Map<string, Map<string, T>>();
      for (const [organizationId, group] of byOrganization)
        found.set(
          organizationId,
          await load(
            organizationId,
            group.map((key) => key.id),
          ),
        );
      return keys.map((key) => found.get(key.organizationId)?.get(key.id));
    },
    { cacheKeyFn: keyText },
  );
}
