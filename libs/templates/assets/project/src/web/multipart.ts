import { Refusal } from '../shared/refusals.ts';
import type { Input } from '../shared/reader.ts';

export interface SentFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/** Reads a form with files (RFC 7578). A file that was not chosen has no name and is left out. */
export function readMultipart(bytes: Buffer, contentType: string): { body: Input; files: Record<string, SentFile> } {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) throw new Refusal(400, 'The form has no boundary');
  const body: Input = {};
  const files: Record<string, SentFile> = {};
  const mark = Buffer.from(`--${boundary}`);
  let at = bytes.indexOf(mark);
  while (at >= 0) {
    const next = bytes.indexOf(mark, at + mark.length);
    if (next < 0) break;
    // Between the line break after the mark and the one before the next.
    const part = bytes.subarray(at + mark.length + 2, next - 2);
    const end = part.indexOf('\r\n\r\n');
    if (end >= 0) readPart(part.subarray(0, end).toString(), part.subarray(end + 4), body, files);
    at = next;
  }
  return { body, files };
}

function readPart(head: string, content: Buffer, body: Input, files: Record<string, SentFile>): void {
  const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
  const fileName = /filename="([^"]*)"/i.exec(head)?.[1];
  if (!name) return;
  if (fileName === undefined) body[name] = content.toString();
  else if (fileName !== '') files[name] = { name: fileName, type: /content-type: *([^\s;]+)/i.exec(head)?.[1] ?? 'application/octet-stream', bytes: content };
}
