import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { PackageSource } from '../port.js';
import { readAsked, type Asked } from './names.js';
import { PackageCache } from './package-cache.js';
import { getFrom, UpstreamRefused, type Upstream } from './upstream.js';

const MIB = 1024 ** 2;
const FULL = 'application/json';
/** What package managers need to install: a tenth of the whole description. */
const SHORT = 'application/vnd.npm.install-v1+json';

export interface PackageProxyOptions {
  upstream: Upstream;
  /** Folder of the cache; shared by all proxies of this host. */
  cacheFolder: string;
  /** Bytes that the sandbox may be sent in all. Default 512 MiB. */
  quotaBytes?: number;
  /** Bytes of one answer. Default 64 MiB. */
  maxBytes?: number;
  /** How long the versions of a package are believed. Default 10 minutes. */
  freshMs?: number;
  /** What an earlier proxy handed out: nothing else is, and each with the same bytes. Default none. */
  lock?: PackageLock;
}

/** SHA-512 of each archive, as `sha512-BASE64`, by `NAME/-/FILE`. */
export type PackageLock = Readonly<Record<string, string>>;

/**
 * A registry of packages for one sandbox, which reaches nothing but the configured one: it reads, it follows no
 * redirect, it hands on no header.
 */
export class PackageProxy implements PackageSource {
  private readonly server: Server;
  private readonly cache: PackageCache;
  private readonly given: Record<string, string> = {};
  private left: number;

  constructor(private readonly options: PackageProxyOptions) {
    this.cache = new PackageCache(options.cacheFolder);
    this.left = options.quotaBytes ?? 512 * MIB;
    this.server = createServer(
      { maxHeaderSize: 16 * 1024, requestTimeout: 30_000 },
      (request, response) => void this.answer(request, response),
    );
  }

  accept(socket: Duplex): void {
    this.server.emit('connection', socket);
  }

  /** What was handed out so far, as a lock for later. */
  get resolved(): PackageLock {
    return { ...this.given };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    const asked = request.method === 'GET' ? readAsked(request.url ?? '') : undefined;
    if (!asked) {
      refuse(response, 403, 'Only packages can be read here');
      return;
    }
    try {
      const wantsShort = (request.headers.accept ?? '').includes(SHORT);
      const content = asked.kind === 'names' ? await this.versions(asked.name, wantsShort) : await this.tarball(asked);
      if (content.length > this.left) throw new UpstreamRefused(403, 'The allowance for packages is used up');
      this.left -= content.length;
      if (asked.kind === 'tarball') this.given[`${asked.name}/-/${asked.file}`] = integrityOf(content);
      const type = asked.kind === 'tarball' ? 'application/octet-stream' : wantsShort ? SHORT : FULL;
      response.writeHead(200, { 'content-type': type, 'content-length': content.length });
      response.end(content);
    } catch (error) {
      refuse(response, error instanceof UpstreamRefused ? error.status : 502, (error as Error).message);
    }
  }

  /** The versions of a package, with addresses of tarballs that lead here. */
  private async versions(name: string, isShort: boolean): Promise<Buffer> {
    const accept = isShort ? `${SHORT}, ${FULL};q=0.8` : FULL;
    const content = await this.cached(
      `${isShort ? 'short' : 'full'} ${name}`,
      this.options.freshMs ?? 600_000,
      name.replace('/', '%2f'),
      accept,
    );
    return Buffer.from(JSON.stringify(withOwnTarballs(name, JSON.parse(content.toString()) as Packument, this.options.lock)));
  }

  private async tarball({ name, file }: Extract<Asked, { kind: 'tarball' }>): Promise<Buffer> {
    const path = `${name}/-/${file}`;
    const { lock } = this.options;
    if (lock && !Object.hasOwn(lock, path)) throw new UpstreamRefused(403, 'The package is not among those that were resolved');
    const content = await this.cached(`tarball ${name} ${file}`, Infinity, path, '*/*');
    if (lock && lock[path] !== integrityOf(content)) throw new UpstreamRefused(502, 'The package is not what was resolved');
    return content;
  }

  private async cached(what: string, freshMs: number, path: string, accept: string): Promise<Buffer> {
    const key = `${this.options.upstream.url.href} ${what}`;
    const kept = await this.cache.read(key, freshMs);
    if (kept) return kept;
    try {
      const content = await getFrom(this.options.upstream, path, accept, this.options.maxBytes ?? 64 * MIB);
      await this.cache.write(key, content);
      return content;
    } catch (error) {
      // Without the registry, what is known of it serves; what it refuses stays refused.
      const old = error instanceof UpstreamRefused && error.status >= 500 ? await this.cache.read(key, Infinity) : undefined;
      if (!old) throw error;
      return old;
    }
  }
}

const integrityOf = (content: Buffer): string => `sha512-${createHash('sha512').update(content).digest('base64')}`;

interface Packument {
  versions?: Record<string, { dist?: { tarball?: string } }>;
}

/** The registry inside, as the sandbox sees it. */
export const INNER_REGISTRY = 'http://127.0.0.1:4873/';

/** With a lock, versions that are not in it are not told: whoever resolves anew comes to the same. */
function withOwnTarballs(name: string, packument: Packument, lock: PackageLock | undefined): Packument {
  for (const [number, version] of Object.entries(packument.versions ?? {})) {
    const file = version.dist?.tarball?.split('/').at(-1);
    if (version.dist && file) version.dist.tarball = `${INNER_REGISTRY}${name}/-/${file}`;
    if (lock && !(file && Object.hasOwn(lock, `${name}/-/${file}`))) Reflect.deleteProperty(packument.versions!, number);
  }
  return packument;
}

function refuse(response: ServerResponse, status: number, why: string): void {
  const body = JSON.stringify({ error: why.slice(0, 300) });
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' });
  response.end(body);
}
