import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Tree {
  [path: string]: { mode: string; sha: string };
}
interface Commit {
  message: string;
  tree: string;
  parents: string[];
  author: { name: string; email: string; date: string };
}
export interface FakeRepository {
  owner: string;
  name: string;
  isPrivate: boolean;
  description: string | null;
  homepage: string | null;
  topics: string[];
  branch: string;
  refs: Map<string, string>;
  objects: Map<string, Uint8Array | Tree | Commit>;
}
/** What the server does in place of an answer. */
export interface GitHubFault {
  status: number;
  headers?: Record<string, string>;
  message?: string;
}

/** A GitHub on this machine: repositories with git's own ids, over the part of the REST API that exports use. */
export class FakeGitHub {
  readonly repositories = new Map<string, FakeRepository>();
  readonly calls: string[] = [];
  login = 'ana';
  organizations = ['mill-works'];
  /** Of the token; empty for a fine-grained one, which tells none. */
  scopes = 'repo, workflow, read:org';
  /** What a fine-grained token may not do is answered the same way. */
  mayWriteWorkflows = true;
  token: string | undefined;
  /** Asked before each call; what it gives is answered instead. */
  fault: ((call: string, index: number) => GitHubFault | undefined) | undefined;
  /** Told of each call once it is done and before it is answered. */
  onDone: ((index: number) => void) | undefined;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => send(response, 500, { message: String(error) }));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Commits of a branch, newest first. */
  history(fullName: string): Commit[] {
    const repository = this.repositories.get(fullName)!;
    const commits: Commit[] = [];
    for (let sha = repository.refs.get(`heads/${repository.branch}`); sha;) {
      const commit = repository.objects.get(sha) as Commit;
      commits.push(commit);
      sha = commit.parents[0];
    }
    return commits;
  }

  /** For tests in another process. */
  private summary(): object {
    return Object.fromEntries(
      [...this.repositories].map(([key, repository]) => [key, { ...show(repository), history: this.history(key), files: this.files(key) }]),
    );
  }

  private files(fullName: string): Record<string, string> {
    const repository = this.repositories.get(fullName)!;
    const tree = repository.objects.get(this.history(fullName)[0]?.tree ?? '') as Tree | undefined;
    return Object.fromEntries(Object.entries(tree ?? {}).map(([path, { sha }]) => [path, sha]));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent((request.url ?? '').split('?')[0]!).replace(/^\/api\/v3/, '');
    if (path === '/fake/repositories') return send(response, 200, this.summary());
    const call = `${request.method} ${path}`;
    const index = this.calls.push(call) - 1;
    if (this.scopes !== '') response.setHeader('x-oauth-scopes', this.scopes);
    response.setHeader('x-accepted-oauth-scopes', request.method === 'GET' ? '' : 'repo');
    response.setHeader('x-ratelimit-limit', '5000');
    response.setHeader('x-ratelimit-remaining', '4999');
    const fault = this.fault?.(call, index);
    if (fault) {
      for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
      return send(response, fault.status, { message: fault.message ?? 'A fault', documentation_url: 'https://docs.github.com/rest' });
    }
    const token = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token || (this.token !== undefined && token !== this.token)) return send(response, 401, { message: 'Bad credentials' });
    const body = JSON.parse((await bodyOf(request)) || '{}') as Record<string, unknown>;
    const [status, answer] = this.answer(request.method ?? 'GET', path.split('/').filter(Boolean), body);
    this.onDone?.(index);
    send(response, status, answer);
  }

  private answer(method: string, path: string[], body: Record<string, unknown>): [number, object] {
    if (method === 'GET' && path[0] === 'user') return [200, { login: this.login, id: 1, type: 'User' }];
    if (method === 'POST' && path.join('/') === 'user/repos') return this.create(this.login, body);
    if (method === 'POST' && path[0] === 'orgs' && path[2] === 'repos')
      return this.organizations.includes(path[1]!) ? this.create(path[1]!, body) : [404, { message: 'Not Found' }];
    if (path[0] !== 'repos') return [404, { message: 'Not Found' }];
    const repository = this.repositories.get(`${path[1]}/${path[2]}`.toLowerCase());
    if (!repository) return [404, { message: 'Not Found' }];
    const rest = path.slice(3).join('/');
    if (method === 'GET' && rest === '') return [200, show(repository)];
    if (method === 'PUT' && rest === 'topics') {
      repository.topics = body.names as string[];
      return [200, { names: repository.topics }];
    }
    return this.git(method, rest, repository, body);
  }

  private create(owner: string, body: Record<string, unknown>): [number, object] {
    const name = String(body.name);
    const key = `${owner}/${name}`.toLowerCase();
    if (this.repositories.has(key))
      return [
        422,
        {
          message: 'Repository creation failed.',
          errors: [{ resource: 'Repository', code: 'custom', field: 'name', message: 'name already exists on this account' }],
        },
      ];
    const repository: FakeRepository = {
      owner,
      name,
      isPrivate: body.private === true,
      description: (body.description as string | undefined) ?? null,
      homepage: (body.homepage as string | undefined) ?? null,
      topics: [],
      branch: 'main',
      refs: new Map(),
      objects: new Map(),
    };
    this.repositories.set(key, repository);
    if (body.auto_init === true) {
      const blob = this.blob(repository, Buffer.from(`# ${name}`));
      const tree = this.tree(repository, { 'README.md': { mode: '100644', sha: blob } });
      // As GitHub does, with its own date: no two are the same.
      const author = {
        name: owner,
        email: `${owner}@users.noreply.github.com`,
        date: `2026-01-01T00:00:00Z ${randomBytes(4).toString('hex')}`,
      };
      repository.refs.set('heads/main', this.commit(repository, { message: 'Initial commit', tree, parents: [], author }));
    }
    return [201, show(repository)];
  }

  private git(method: string, rest: string, repository: FakeRepository, body: Record<string, unknown>): [number, object] {
    if (!rest.startsWith('git/')) return [404, { message: 'Not Found' }];
    if (repository.refs.size === 0) return [409, { message: 'Git Repository is empty.' }];
    if (method === 'POST' && rest === 'git/blobs') {
      const content = Buffer.from(String(body.content), body.encoding === 'base64' ? 'base64' : 'utf8');
      return [201, { sha: this.blob(repository, content) }];
    }
    if (method === 'POST' && rest === 'git/trees') {
      const base = body.base_tree ? (repository.objects.get(String(body.base_tree)) as Tree | undefined) : {};
      if (!base) return [422, { message: 'base_tree is not a valid tree' }];
      // As GitHub does: no word of the scope.
      const entries = body.tree as { path: string }[];
      const lacksScope = this.scopes !== '' && !/\bworkflow\b/.test(this.scopes);
      if ((lacksScope || !this.mayWriteWorkflows) && entries.some(({ path }) => path.startsWith('.github/workflows/')))
        return [404, { message: 'Not Found' }];
      const tree: Tree = { ...base };
      for (const entry of body.tree as { path: string; mode: string; sha?: string; content?: string }[]) {
        if (entry.sha && !repository.objects.has(entry.sha)) return [422, { message: `tree.sha ${entry.sha} is not a valid blob` }];
        tree[entry.path] = { mode: entry.mode, sha: entry.sha ?? this.blob(repository, Buffer.from(entry.content ?? '', 'utf8')) };
      }
      return [201, { sha: this.tree(repository, tree) }];
    }
    if (method === 'POST' && rest === 'git/commits') {
      if (!repository.objects.has(String(body.tree))) return [422, { message: 'Tree SHA does not exist' }];
      const author = (body.author as Commit['author'] | undefined) ?? {
        name: this.login,
        email: 'x@example.com',
        date: new Date().toISOString(),
      };
      const sha = this.commit(repository, {
        message: String(body.message),
        tree: String(body.tree),
        parents: body.parents as string[],
        author,
      });
      return [201, { sha, html_url: `https://github.example/${repository.owner}/${repository.name}/commit/${sha}` }];
    }
    const ref = /^git\/refs?\/(.+)$/.exec(rest)?.[1];
    if (!ref || !repository.refs.has(ref)) return [404, { message: 'Not Found' }];
    if (method === 'PATCH') {
      const commit = repository.objects.get(String(body.sha)) as Commit | undefined;
      if (!commit) return [422, { message: 'Object does not exist' }];
      if (body.force !== true && !commit.parents.includes(repository.refs.get(ref)!))
        return [422, { message: 'Update is not a fast forward' }];
      repository.refs.set(ref, String(body.sha));
    }
    return [200, { ref: `refs/${ref}`, object: { type: 'commit', sha: repository.refs.get(ref) } }];
  }

  private blob(repository: FakeRepository, content: Uint8Array): string {
    const sha = objectId('blob', content);
    repository.objects.set(sha, content);
    return sha;
  }

  /** A tree is kept flat under the id that git gives the nested one. */
  private tree(repository: FakeRepository, tree: Tree): string {
    const sha = treeId(tree);
    repository.objects.set(sha, tree);
    return sha;
  }

  private commit(repository: FakeRepository, commit: Commit): string {
    const sha = objectId('commit', Buffer.from(JSON.stringify(commit)));
    repository.objects.set(sha, commit);
    return sha;
  }
}

/** Source: "Git Internals: Git Objects", git-scm.com. */
function objectId(type: string, content: Uint8Array): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}

function treeId(tree: Tree): string {
  const entries = new Map<string, { mode: string; sha: string }>();
  const folders = new Map<string, Tree>();
  for (const [path, entry] of Object.entries(tree)) {
    const at = path.indexOf('/');
    if (at < 0) entries.set(path, entry);
    else folders.set(path.slice(0, at), { ...folders.get(path.slice(0, at)), [path.slice(at + 1)]: entry });
  }
  for (const [name, inner] of folders) entries.set(name, { mode: '40000', sha: treeId(inner) });
  // git sorts a folder as if its name ended in a slash.
  const keyOf = ([name, { mode }]: [string, { mode: string }]): Buffer => Buffer.from(mode === '40000' ? `${name}/` : name);
  const sorted = [...entries].sort((a, b) => Buffer.compare(keyOf(a), keyOf(b)));
  return objectId(
    'tree',
    Buffer.concat(sorted.flatMap(([name, { mode, sha }]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')])),
  );
}

const show = (repository: FakeRepository): object => ({
  id: 1,
  name: repository.name,
  full_name: `${repository.owner}/${repository.name}`,
  private: repository.isPrivate,
  owner: { login: repository.owner },
  html_url: `https://github.example/${repository.owner}/${repository.name}`,
  description: repository.description,
  homepage: repository.homepage,
  default_branch: repository.branch,
  topics: repository.topics,
});

function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
