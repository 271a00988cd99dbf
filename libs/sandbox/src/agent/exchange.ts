export interface CommandRequest {
  argv?: string[];
  cwd?: string;
  env?: Record<string, string>;
  hasInput?: boolean;
  timeoutMs?: number;
  outputBytes?: number;
}

export interface FileRequest {
  path?: string;
  isExecutable?: boolean;
  maxBytes?: number;
  maxEntries?: number;
  without?: string[];
}

export type AgentRequest = { op: string } & CommandRequest & FileRequest & { port?: number };

/** One request, as the operations see it. */
export interface Exchange {
  request: AgentRequest;
  /** What the host sends behind the request; undefined at its end. */
  onData?: (bytes: Buffer | undefined) => void;
  onCancel?: () => void;
  /** @returns a promise where the host reads more slowly than this writes. */
  send(kind: number, payload: Uint8Array | string): Promise<void> | undefined;
}
