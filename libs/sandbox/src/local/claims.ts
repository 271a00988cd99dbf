import { FRAME, type Frame } from '../agent/frames.js';
import { faultOf } from '../plain-path.js';
import type { SandboxEntry, SandboxFile, Snapshot } from '../port.js';
import { BadFrame } from '../problems.js';
import { readClaim } from './channel.js';

const KINDS = ['file', 'folder', 'link', 'other'] as const;
const MAX_BATCH = 200;
const MAX_REFUSED = 200;

export interface ClaimedEntry extends SandboxEntry {
  isExecutable: boolean;
}

/** @throws BadFrame where a claim about entries has another form; their paths are not judged here. */
export function readEntries(frame: Frame): ClaimedEntry[] {
  const claim = frame.kind === FRAME.entry ? readClaim(frame.payload) : undefined;
  if (!Array.isArray(claim) || claim.length > MAX_BATCH) throw new BadFrame('A frame holds no entries');
  return claim.map((entry: Record<string, unknown> | null) => {
    const kind = KINDS.find((name) => name === entry?.['kind']);
    const bytes = entry?.['bytes'];
    if (!entry || !kind || typeof entry['path'] !== 'string' || !Number.isSafeInteger(bytes) || (bytes as number) < 0)
      throw new BadFrame('An entry has an unknown form');
    return { path: entry['path'], kind, bytes: bytes as number, isExecutable: entry['isExecutable'] === true };
  });
}

/** Files out of a stream of entries, each followed by its bytes, within bounds that the host counts itself. */
export class SnapshotReader {
  private readonly files = new Map<string, { parts: Buffer[]; isExecutable: boolean }>();
  private readonly refused: Snapshot['refused'] = [];
  private current: { parts: Buffer[] } | undefined;
  private bytes = 0;
  private count = 0;

  constructor(
    private readonly maxFiles: number,
    private readonly maxBytes: number,
  ) {}

  /** @throws BadFrame */
  take(frame: Frame): void {
    if (frame.kind !== FRAME.data) {
      for (const entry of readEntries(frame)) this.begin(entry);
      return;
    }
    this.bytes += frame.payload.length;
    if (!this.current || this.bytes > this.maxBytes) throw new BadFrame('More bytes than were asked for');
    this.current.parts.push(frame.payload);
  }

  finish(): Snapshot {
    const files = [...this.files].map(([path, { parts, isExecutable }]): SandboxFile => ({
      path,
      bytes: Buffer.concat(parts),
      isExecutable,
    }));
    // A file below a name that is itself a file cannot be written anywhere.
    const isBelowFile = ({ path }: SandboxFile): boolean =>
      path.split('/').some((_, i, all) => i > 0 && this.files.has(all.slice(0, i).join('/')));
    if (files.some(isBelowFile)) throw new BadFrame('A file stands below a file');
    return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), refused: this.refused };
  }

  private begin({ path, kind, isExecutable }: ClaimedEntry): void {
    if (++this.count > this.maxFiles) throw new BadFrame('More files than were asked for');
    const reason = kind === 'file' ? faultOf(path) : kind === 'link' ? 'it is a link' : 'it is no ordinary file';
    this.current = { parts: [] };
    if (reason) {
      if (this.refused.length < MAX_REFUSED) this.refused.push({ path: path.slice(0, 200), reason });
      return;
    }
    if (this.files.has(path)) throw new BadFrame('A file comes twice');
    const file = { parts: this.current.parts, isExecutable };
    this.files.set(path, file);
  }
}
