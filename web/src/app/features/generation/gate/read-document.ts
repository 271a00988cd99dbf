import {
  PATHS,
  PROVENANCE_PATH,
  type CommunicationSchema,
  type DirectoryTree,
  type ProvenanceStatement,
  type TechnicalArchitecture,
  type TreeNode,
} from '@millwright/domain';
import { readBlueprint } from './read-blueprint';
import { readPlan } from './plan-questions';

/** What people read as a page, and as JSON where they want it. */
export type DocumentKind = 'PLAN' | 'ARCHITECTURE' | 'BLUEPRINT' | 'SCHEMA' | 'TREE' | 'PROVENANCE';

type Text = string | null | undefined;

/** Which kind of document a file of a stage is; undefined for other files, and for text that is none. */
export function documentKind(path: string, text: Text): DocumentKind | undefined {
  const found = KINDS[path];
  return found?.read(text) === undefined ? undefined : found.kind;
}

/** An architecture from its JSON; undefined where it is not one. */
export function readArchitecture(text: Text): TechnicalArchitecture | undefined {
  const one = parsed<TechnicalArchitecture>(text);
  const lists = [one?.components, one?.stack, one?.data_stores, one?.protocols, one?.security, one?.deployment];
  const links = Array.isArray(one?.components) ? one.components.map((part) => part?.talks_to) : [];
  return typeof one?.overview === 'string' && [...lists, ...links].every(Array.isArray) ? (one as TechnicalArchitecture) : undefined;
}

/** A communication schema from its JSON; undefined where it is not one. */
export function readSchema(text: Text): CommunicationSchema | undefined {
  const one = parsed<CommunicationSchema>(text);
  const maps = [one?.global_protocols, one?.directory_structure, one?.event_flows];
  const lists = [
    one?.communication_matrix?.components,
    one?.communication_matrix?.rows,
    one?.dependency_priority?.order,
    one?.dependency_priority?.cycles,
  ];
  return maps.every(isMap) && lists.every(Array.isArray) ? (one as CommunicationSchema) : undefined;
}

/** A directory tree from its JSON; undefined where it is not one. */
export function readTree(text: Text): DirectoryTree | undefined {
  const one = parsed<DirectoryTree>(text);
  return isNode(one?.root) && isMap(one?.readmes) ? (one as DirectoryTree) : undefined;
}

/** What a repository says of its making, out of its signed envelope; undefined where it is none. Whether the signature holds is not asked here. */
export function readProvenance(text: Text): { statement: ProvenanceStatement; keyId: string } | undefined {
  const envelope = parsed<{ payload: string; signatures: { keyid?: string }[] }>(text);
  if (typeof envelope?.payload !== 'string') return undefined;
  const statement = parsed<ProvenanceStatement>(decoded(envelope.payload));
  const details = statement?.predicate?.runDetails;
  return Array.isArray(statement?.subject) && Array.isArray(details?.byproducts)
    ? { statement: statement as ProvenanceStatement, keyId: envelope.signatures?.[0]?.keyid ?? '' }
    : undefined;
}

const KINDS: Record<string, { kind: DocumentKind; read(text: Text): unknown }> = {
  [PATHS.planJson]: { kind: 'PLAN', read: readPlan },
  [PATHS.architectureJson]: { kind: 'ARCHITECTURE', read: readArchitecture },
  [PATHS.blueprint]: { kind: 'BLUEPRINT', read: readBlueprint },
  [PATHS.communicationSchema]: { kind: 'SCHEMA', read: readSchema },
  [PATHS.directoryTree]: { kind: 'TREE', read: readTree },
  [PROVENANCE_PATH]: { kind: 'PROVENANCE', read: readProvenance },
};

/** JSON of whatever shape; undefined where it is no JSON, or nothing. */
function parsed<T>(text: Text): Partial<T> | undefined {
  try {
    return (JSON.parse(text ?? '') as Partial<T> | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function decoded(base64: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNode = (value: unknown): value is TreeNode => {
  const node = value as Partial<TreeNode> | undefined;
  return typeof node?.name === 'string' && Array.isArray(node.children) && node.children.every(isNode);
};
