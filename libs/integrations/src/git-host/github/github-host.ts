import { Octokit } from '@octokit/rest';
import type { CommitFile } from '../port.js';
import { GitHubError, missingWorkflowScope, toGitHubError } from './github-error.js';

export interface GitHubAccount {
  login: string;
  /** Empty for fine-grained tokens, which tell none. */
  scopes: string[];
}

export interface GitHubExport {
  /** User or organization on GitHub; null: the token's own account. */
  owner: string | null;
  name: string;
  isPrivate: boolean;
  description: string;
  /** Address of the generation. It tells our repository from another one of the same name, also after a crash. */
  homepage: string;
  topics: string[];
  message: string;
  files: readonly CommitFile[];
  /** What the tree has to be, as git names it. */
  tree: string;
}

export interface GitHubRepository {
  owner: string;
  name: string;
  url: string;
  commit: string;
}

// One request holds this much text at most, so that none is refused for its size.
const TREE_BYTES = 700_000;
const TREE_ENTRIES = 200;
const IDENTITY = { name: 'Millwright', email: 'millwright@localhost', date: '2000-01-01T00:00:00Z' };
const DESCRIPTION_MAX = 350;
// Turned directions, half characters and the like; what joins the parts of an emoji or of a word stays.
const UNSEEN = /(?![\u200c\u200d])\p{Cf}|\p{Cs}|\p{Co}|\p{Cn}/gu;

/** GitHub by its REST API: makes a repository and fills it with one commit. Each step may be made again without effect. */
export class GitHubHost {
  private readonly api: Octokit;

  constructor(options: { apiUrl: string; token: string }) {
    const quiet = (): void => undefined;
    this.api = new Octokit({
      auth: options.token,
      baseUrl: options.apiUrl.replace(/\/+$/, ''),
      userAgent: 'millwright',
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
  }

  /** Whose token it is. @throws GitHubError */
  async account(): Promise<GitHubAccount> {
    const { data, headers } = await this.call(() => this.api.users.getAuthenticated());
    const scopes = String(headers['x-oauth-scopes'] ?? '');
    return {
      login: data.login,
      scopes: scopes
        .split(',')
        .map((scope) => scope.trim())
        .filter(Boolean),
    };
  }

  /**
   * Finds or makes the repository and brings its one commit in place.
   * @param alive called between the steps.
   * @throws GitHubError
   */
  async export(request: GitHubExport, alive: (step: string) => void = () => undefined): Promise<GitHubRepository> {
    const { login, scopes } = await this.account();
    // Before anything is made: GitHub itself would only say, after it, that there is no such thing.
    if (scopes.length > 0 && !scopes.includes('workflow') && request.files.some(isWorkflow)) throw missingWorkflowScope(scopes);
    const owner = request.owner ?? login;
    alive('repository');
    const repository = await this.findOrCreate(request, owner, login);
    const place = { owner: repository.owner, repo: repository.name };
    const ref = `heads/${repository.branch}`;
    alive('tree');
    const tree = await this.makeTree(place, request.files, alive);
    if (tree !== request.tree)
      throw new GitHubError('REFUSED', `GitHub’s tree ${tree} is not ours, ${request.tree}`, 'Export again; if it stays so, report this.');
    alive('commit');
    // Author, date and message are the same each time, so GitHub gives the same commit.
    const { data: commit } = await this.call(() =>
      this.api.git.createCommit({ ...place, message: request.message, tree, parents: [], author: IDENTITY, committer: IDENTITY }),
    );
    await this.call(() => this.api.git.updateRef({ ...place, ref, sha: commit.sha, force: true }));
    alive('topics');
    await this.call(() => this.api.repos.replaceAllTopics({ ...place, names: request.topics }));
    return { owner: repository.owner, name: repository.name, url: repository.url, commit: commit.sha };
  }

  private async findOrCreate(
    request: GitHubExport,
    owner: string,
    login: string,
  ): Promise<{ owner: string; name: string; url: string; branch: string }> {
    const found = await this.find(owner, request.name);
    if (found) return this.requireOurs(found, request);
    const settings = {
      name: request.name,
      description: descriptionOf(request.description),
      homepage: request.homepage,
      private: request.isPrivate,
      has_wiki: false,
      // The git data API works on no empty repository; its first commit is replaced by ours.
      auto_init: true,
    };
    try {
      const { data } =
        owner.toLowerCase() === login.toLowerCase()
          ? await this.api.repos.createForAuthenticatedUser(settings)
          : await this.api.repos.createInOrg({ org: owner, ...settings });
      return describe(data);
    } catch (error) {
      const { status, response } = error as { status?: number; response?: { data?: { errors?: { message?: string }[] } } };
      if (status === 422 && response?.data?.errors?.some(({ message }) => /already exists/i.test(message ?? ''))) {
        // Made in between, perhaps by an attempt of ours that was thought dead.
        const made = await this.find(owner, request.name);
        if (made) return this.requireOurs(made, request);
      }
      const known = toGitHubError(error);
      if (known.code === 'GONE')
        throw new GitHubError(
          'NO_OWNER',
          `There is no account ${owner} on GitHub that this token may create repositories in`,
          'Choose another owner, or leave it empty for the token’s own account.',
          { cause: error },
        );
      throw known;
    }
  }

  private async find(owner: string, repo: string): Promise<Repository | undefined> {
    try {
      return (await this.api.repos.get({ owner, repo })).data;
    } catch (error) {
      if ((error as { status?: number }).status === 404) return undefined;
      throw toGitHubError(error);
    }
  }

  private requireOurs(found: Repository, request: GitHubExport): { owner: string; name: string; url: string; branch: string } {
    if (found.homepage === request.homepage) return describe(found);
    throw new GitHubError(
      'NAME_TAKEN',
      `${found.full_name} exists on GitHub already, and is another repository`,
      `Choose another name, such as ${nextName(request.name)}.`,
    );
  }

  /** A tree with all files, in as few requests as their size allows. @returns its id */
  private async makeTree(
    place: { owner: string; repo: string },
    files: readonly CommitFile[],
    alive: (step: string) => void,
  ): Promise<string> {
    let base: string | undefined;
    for (const part of inParts(files)) {
      const tree = await Promise.all(
        part.map(async ({ path, content, isExecutable }) => {
          const entry = { path, mode: isExecutable ? ('100755' as const) : ('100644' as const), type: 'blob' as const };
          const text = asText(content);
          return text === undefined ? { ...entry, sha: await this.makeBlob(place, content) } : { ...entry, content: text };
        }),
      );
      base = await this.createTree(place, part, { tree, ...(base ? { base_tree: base } : {}) });
      alive('tree');
    }
    return base ?? '';
  }

  private async createTree(place: { owner: string; repo: string }, part: readonly CommitFile[], request: TreeRequest): Promise<string> {
    try {
      return (await this.api.git.createTree({ ...place, ...request })).data.sha;
    } catch (error) {
      const known = toGitHubError(error);
      // A token that may not write workflows is answered as if the repository were not there; it is, so that is why.
      if ((known.code === 'GONE' || known.code === 'REFUSED') && part.some(isWorkflow) && (await this.find(place.owner, place.repo)))
        throw missingWorkflowScope([], known);
      throw known;
    }
  }

  private async makeBlob(place: { owner: string; repo: string }, content: Uint8Array): Promise<string> {
    const { data } = await this.call(() =>
      this.api.git.createBlob({ ...place, content: Buffer.from(content).toString('base64'), encoding: 'base64' }),
    );
    return data.sha;
  }

  private async call<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toGitHubError(error);
    }
  }
}

type TreeRequest = Pick<Parameters<Octokit['git']['createTree']>[0] & object, 'tree' | 'base_tree'>;

const isWorkflow = ({ path }: CommitFile): boolean => path.startsWith('.github/workflows/');

/** What stands on GitHub's page: one line, whole characters, none that cannot be seen; GitHub refuses controls and counts characters. */
export function descriptionOf(text: string): string {
  const line = text
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}]+/gu, ' ')
    .replace(UNSEEN, '')
    .trim();
  const cut = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line.slice(0, 4 * DESCRIPTION_MAX))];
  let kept = '';
  for (const { segment } of cut) {
    if (kept.length + segment.length > DESCRIPTION_MAX) break;
    kept += segment;
  }
  return kept.trim();
}

interface Repository {
  name: string;
  full_name: string;
  html_url: string;
  homepage: string | null;
  default_branch: string;
  owner: { login: string };
}

const describe = (repository: Repository): { owner: string; name: string; url: string; branch: string } => ({
  owner: repository.owner.login,
  name: repository.name,
  url: repository.html_url,
  branch: repository.default_branch,
});

/** `mill` -> `mill-2`, `mill-2` -> `mill-3`. */
export function nextName(name: string): string {
  const match = /^(.*)-(\d{1,4})$/.exec(name);
  return match ? `${match[1]}-${Number(match[2]) + 1}` : `${name}-2`;
}

function asText(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

function inParts(files: readonly CommitFile[]): CommitFile[][] {
  const parts: CommitFile[][] = [[]];
  let bytes = 0;
  for (const file of files) {
    const last = parts.at(-1)!;
    if (last.length > 0 && (last.length >= TREE_ENTRIES || bytes + file.content.length > TREE_BYTES)) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)!.push(file);
    bytes += file.content.length;
  }
  return parts.filter((part) => part.length > 0);
}
