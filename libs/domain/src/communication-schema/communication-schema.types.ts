/** What COMMUNICATION_SCHEMA makes. Property names are those of the published JSON Schema. */
export interface CommunicationSchema {
  version: string;
  project_name: string;
  global_protocols: Record<string, { used_for: string; connections: number }>;
  /** Directory path -> what it holds; the root is ".". */
  directory_structure: Record<string, DirectoryConfig>;
  event_flows: Record<string, EventFlow>;
  communication_matrix: CommunicationMatrix;
  dependency_priority: DependencyPriority;
}

export interface DirectoryConfig {
  /** 1 to 10: that of its most critical file, or of a directory in it. */
  criticality: number;
  description: string;
  /** File name -> configuration. */
  files: Record<string, FileConfig>;
  /** Name of each directory directly in it. */
  directories: Record<string, { criticality: number; description: string }>;
  receives_from: string[];
  sends_to: string[];
  protocols: string[];
}

export interface FileConfig {
  /** 1 to 10; see `criticalityOf` for the method. */
  criticality: number;
  file_type: string;
  dependencies: string[];
  /** Path of the other file -> how this one reaches it. */
  communicates: Record<string, { protocol: string; purpose: string }>;
  /** Names of the events that it emits. */
  triggers: string[];
  /** Entities whose data it changes. */
  modifies: string[];
  /** Why it has this criticality: each reason with its points, the largest first. */
  why: { reason: string; points: number }[];
}

export interface EventFlow {
  emitted_by: string;
  handled_by: string[];
  payload: string[];
}

export interface CommunicationMatrix {
  /** Components, in the order of rows and columns. */
  components: string[];
  /** rows[i][j]: number of connections from component i to component j. */
  rows: number[][];
}

export interface DependencyPriority {
  /** Every file once, dependencies first; files of one cycle stand together. */
  order: { path: string; priority: number; criticality: number }[];
  /** Groups of files that depend on each other in a circle. */
  cycles: string[][];
}
