import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;

export interface Upstream {
  /** The registry, with a slash at its end. */
  url: URL;
  /** Value of the header Authorization, where the registry asks for one. It never reaches a sandbox. */
  authorization?: string;
}

/** The registry that npm is configured with on this host. @throws where npm names none. */
export async function configuredRegistry(): Promise<Upstream> {
  // npm refuses the question inside a workspace.
  const { stdout } = await run('npm', ['config', 'get', 'registry'], { timeout: TIMEOUT_MS, cwd: '/' });
  const url = new URL(stdout.trim().replace(/\/*$/, '/'));
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error(`npm’s registry ${url.href} is no web address`);
  return { url };
}

/** Why a registry's answer is not handed on. */
export class UpstreamRefused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Gets one address of the registry. Redirects are not followed: they would lead wherever the answer says.
 *
 * @throws UpstreamRefused for every answer but 200, and past `maxBytes`.
 */
export async function getFrom(upstream: Upstream, path: string, accept: string, maxBytes: number): Promise<Buffer> {
  const url = new URL(path, upstream.url);
  if (url.origin !== upstream.url.origin || !url.pathname.startsWith(upstream.url.pathname))
    throw new UpstreamRefused(403, 'The address leaves the registry');
  const response = await send(url, { accept, ...(upstream.authorization ? { authorization: upstream.authorization } : {}) });
  if (response.statusCode !== 200) {
    response.destroy();
    const status = response.statusCode === 404 ? 404 : 502;
    throw new UpstreamRefused(status, `The registry answered ${response.statusCode}`);
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) {
      response.destroy();
      throw new UpstreamRefused(502, `The answer is larger than ${maxBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function send(url: URL, headers: Record<string, string>): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return await new Promise((resolve, reject) => {
    const call = request(url, { headers, timeout: TIMEOUT_MS }, resolve);
    call.once('timeout', () => call.destroy(new UpstreamRefused(504, 'The registry did not answer')));
    call.once('error', (cause) =>
      reject(cause instanceof UpstreamRefused ? cause : new UpstreamRefused(502, `The registry cannot be reached (${cause.message})`)),
    );
    call.end();
  });
}
