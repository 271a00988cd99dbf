/** A file of a commit; `content` by value, `mode` executable where it is a script. */
export interface CommitFile {
  path: string;
  content: Uint8Array;
  isExecutable?: boolean;
}

export interface CommitRequest {
  /** Subject and body. */
  message: string;
  files: readonly CommitFile[];
}

export const DEFAULT_BRANCH = 'main';
