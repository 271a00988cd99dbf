import type { ArtifactRef, GenerationEvent, StageVerification } from '../generation/events/bodies.js';
import type { StageName } from '../generation/stage.types.js';

/** Where the repository carries it. */
export const PROVENANCE_PATH = 'provenance.json';
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://slsa.dev/provenance/v1';
/** What kind of build it is; a name, not an address. */
export const BUILD_TYPE = 'urn:millwright:generation:v1';

/** How a file came to be. */
export interface FileOrigin {
  stage: StageName;
  attempt?: number;
  engine?: string;
  model?: string;
  promptSha256?: string;
  promptVersion?: string;
  /** Of the attempt that made it, in whole micro-dollars; the share of a file among several is not known. */
  costMicros?: number;
  /** The generation that it was taken from as it was. */
  reusedFrom?: string;
  /** Who changed it by hand, before a gate or in a fork. */
  editedBy?: string;
  /** Who said yes to the stage. */
  approvedBy?: string;
  /** Of what tells of a verification: what it came to. */
  verification?: StageVerification;
}

/**
 * An in-toto statement with SLSA provenance.
 * Source: in-toto Attestation Framework v1; SLSA v1.0, "Provenance".
 */
export interface ProvenanceStatement {
  _type: typeof STATEMENT_TYPE;
  subject: { name: string; digest: { sha256: string } }[];
  predicateType: typeof PREDICATE_TYPE;
  predicate: {
    buildDefinition: {
      buildType: typeof BUILD_TYPE;
      externalParameters: Record<string, unknown>;
      resolvedDependencies: { name: string; digest: { sha256: string }; annotations: Record<string, unknown> }[];
    };
    runDetails: {
      builder: { id: string };
      metadata: { invocationId: string; startedOn: string; finishedOn: string };
      byproducts: { name: string; annotations: FileOrigin }[];
    };
  };
}

export interface ProvenanceOf {
  generationId: string;
  projectId: string;
  descriptionSha256: string;
  builder: string;
  /** All entries of the ledger up to the last that it vouches for, in order. */
  events: readonly GenerationEvent[];
  /** Hash of the last of them. */
  headHash: string;
  /** Every file as it stands. */
  files: readonly { path: string; sha256: string }[];
  /** Files that hold what people wrote in a repository that was there already: path -> who. */
  editedBy?: ReadonlyMap<string, string>;
}

/** What a repository says of its own making. The same ledger gives the same statement. */
export function provenanceStatement(of: ProvenanceOf): ProvenanceStatement {
  const { events } = of;
  const first = events[0]!;
  const last = events.at(-1)!;
  const queued = first.body.type === 'GENERATION_QUEUED' ? first.body : undefined;
  const origins = originsOf(events);
  const files = [...of.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    _type: STATEMENT_TYPE,
    subject: files.map(({ path, sha256 }) => ({ name: path, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: {
          generationId: of.generationId,
          projectId: of.projectId,
          descriptionSha256: of.descriptionSha256,
          ...(queued
            ? {
                engine: queued.engine,
                model: queued.model,
                budgetMicros: queued.budgetMicros,
                approveAfter: queued.approveAfter ?? [],
                ...(queued.actor ? { startedBy: queued.actor.name } : {}),
                ...(queued.parent ? { parent: queued.parent } : {}),
              }
            : {}),
        },
        resolvedDependencies: [{ name: 'ledger', digest: { sha256: of.headHash }, annotations: { entries: last.seq } }],
      },
      runDetails: {
        builder: { id: of.builder },
        metadata: { invocationId: `gen-${of.generationId}`, startedOn: first.at, finishedOn: last.at },
        byproducts: files.flatMap(({ path }) => {
          const editedBy = of.editedBy?.get(path);
          const origin = origins.get(path) ?? (editedBy ? { stage: 'REPOSITORY' as const } : undefined);
          return origin ? [{ name: path, annotations: { ...origin, ...(editedBy ? { editedBy } : {}) } }] : [];
        }),
      },
    },
  };
}

/** How each file came to be, by path; the last that happened to it counts. */
function originsOf(events: readonly GenerationEvent[]): Map<string, FileOrigin> {
  const origins = new Map<string, FileOrigin>();
  const engines = new Map<string, { engine?: string; model?: string }>();
  const put = (artifacts: readonly ArtifactRef[], origin: FileOrigin): void => {
    for (const { path } of artifacts) origins.set(path, origin);
  };
  const touch = (paths: readonly string[], change: Partial<FileOrigin>): void => {
    for (const path of paths) origins.set(path, { ...origins.get(path)!, ...change });
  };
  const queued = events[0]?.body.type === 'GENERATION_QUEUED' ? events[0].body : undefined;
  for (const { body } of events) {
    switch (body.type) {
      case 'ATTEMPT_STARTED':
        engines.set(`${body.stage}/${body.item ?? ''}`, {
          ...(body.engine ? { engine: body.engine } : {}),
          ...(body.model ? { model: body.model } : {}),
        });
        break;
      case 'ITEM_COMPLETED':
      case 'STAGE_COMPLETED': {
        const { stage, attempt, usage, promptSha256, promptVersion } = body;
        put(body.artifacts, {
          stage,
          ...(attempt === undefined ? {} : { attempt }),
          ...engines.get(`${stage}/${'item' in body ? body.item : ''}`),
          ...(promptSha256 ? { promptSha256 } : {}),
          ...(promptVersion ? { promptVersion } : {}),
          ...(usage ? { costMicros: usage.costMicros } : {}),
          ...(body.type === 'STAGE_COMPLETED' && body.verification ? { verification: body.verification } : {}),
        });
        break;
      }
      case 'STAGE_REUSED':
      case 'ITEMS_REUSED':
        put(body.artifacts, { stage: body.stage, reusedFrom: body.from });
        if (body.type === 'STAGE_REUSED' && queued?.actor)
          touch(
            (body.edits ?? []).map(({ artifact }) => artifact.path),
            { editedBy: queued.actor.name },
          );
        break;
      case 'STAGE_APPROVED': {
        const paths = [...origins].filter(([, origin]) => origin.stage === body.stage).map(([path]) => path);
        touch(paths, { approvedBy: body.actor.name });
        touch(
          (body.edits ?? []).map(({ artifact }) => artifact.path),
          { editedBy: body.actor.name },
        );
        break;
      }
    }
  }
  return origins;
}
