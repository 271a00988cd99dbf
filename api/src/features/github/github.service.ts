import type { ExportRepositoryInput } from '@millwright/contracts';
import { BadInput, EXPORT, InputCheck, LIMITS, PreconditionFailed } from '@millwright/domain';
import { GITHUB, GIT_TOKEN, GitHubError, GitHubHost, gitTokenOwner, type GitHubAccount } from '@millwright/integrations';
import type { RepositoryExport, UnitOfWork } from '@millwright/persistence';
import { encrypt, serverSecret, type Config } from '@millwright/platform';
import type { Viewer } from '../../security/viewer.js';
import type { GenerationService } from '../generation/generation.service.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import type { ExportToGithubInput, GithubConnectionType, GithubExportType } from './github.types.js';
import { faultOfRepositoryName } from './repository-name.js';

const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/;
const REMEMBER_MS = 60_000;

/** Gives the token of the GitHub account that a user linked by OAuth; undefined where they linked none. */
export type LinkedToken = (userId: string) => Promise<string | undefined>;

/** An organization's GitHub account, and exports with it. */
export class GithubService {
  private server: { at: number; account: Promise<GitHubAccount | undefined> } | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationService,
    private readonly temporal: TemporalGateway,
    private readonly config: Config,
    private readonly linkedToken: LinkedToken,
  ) {}

  /** The organization's own account, else the server's; null where there is neither. */
  async connection(viewer: Viewer, organizationId: string | null | undefined): Promise<GithubConnectionType | null> {
    const { organizationId: id } = viewer.in(organizationId, 'organization.read');
    const own = await this.unitOfWork.run({ organizationId: id, userId: viewer.userId }, (tx) => tx.exports.connection(GITHUB));
    if (own) return { login: own.login, scopes: own.scopes, connectedAt: own.createdAt };
    const account = await this.serverAccount();
    return account ? { ...account, connectedAt: null } : null;
  }

  /** Asks GitHub whose token it is, and keeps it encrypted. @throws BadInput · PreconditionFailed where no account is linked */
  async connect(viewer: Viewer, input: { organizationId?: string | null; token?: string | null }): Promise<GithubConnectionType> {
    const { organizationId } = viewer.in(input.organizationId, 'organization.manage');
    const token = await this.tokenToKeep(viewer, input.token);
    const account = await this.ask(token);
    if (account.scopes.length > 0 && !account.scopes.includes('repo'))
      throw new BadInput([
        { path: 'input.token', message: `lacks the scope repo (it has: ${account.scopes.join(', ')}); make one that has it` },
      ]);
    const sealed = encrypt(serverSecret(this.config), GIT_TOKEN, gitTokenOwner(organizationId, GITHUB), token);
    await this.unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      await tx.exports.setConnection({ host: GITHUB, sealed, ...account, createdBy: viewer.userId });
      await tx.organization.record({ type: 'GITHUB_CONNECTED', actor: viewer.actor, login: account.login });
    });
    return { ...account, connectedAt: new Date() };
  }

  async disconnect(viewer: Viewer, organizationId: string | null | undefined): Promise<GithubConnectionType | null> {
    const { organizationId: id } = viewer.in(organizationId, 'organization.manage');
    await this.unitOfWork.run({ organizationId: id, userId: viewer.userId }, async (tx) => {
      if (await tx.exports.removeConnection(GITHUB)) await tx.organization.record({ type: 'GITHUB_DISCONNECTED', actor: viewer.actor });
    });
    return await this.connection(viewer, id);
  }

  async find(organizationId: string, generationId: string): Promise<GithubExportType | null> {
    const row = await this.unitOfWork.run({ organizationId }, (tx) => tx.exports.find(generationId));
    return row ? toExport(row) : null;
  }

  /** @throws BadInput · PreconditionFailed · Unavailable */
  async export(viewer: Viewer, input: ExportToGithubInput): Promise<GithubExportType> {
    const generation = await this.generations.get(viewer, input.generationId, 'generation.run');
    const { organizationId, projectId } = generation;
    const scope = { organizationId, userId: viewer.userId };
    const project = await this.unitOfWork.run(scope, (tx) => tx.projects.get(projectId));
    const check = new InputCheck();
    const name = input.name?.trim() || project.slug;
    const fault = faultOfRepositoryName(name);
    check.that(!fault, 'input.name', fault ?? '');
    const owner = input.owner?.trim() || null;
    check.that(owner === null || OWNER.test(owner), 'input.owner', 'is no name of a GitHub account');
    check.done();
    if (!generation.headCommit) throw new PreconditionFailed('The generation made no repository', 'Export one that is complete.');
    if (!(await this.connection(viewer, organizationId)))
      throw new PreconditionFailed('No GitHub account is connected', 'Connect one under Settings, GitHub, then export again.');
    const before = await this.find(organizationId, generation.id);
    // One that has ended for people may have its last step before it: a new one would be taken for it.
    if (before && before.status !== 'RUNNING') await this.temporal.exportEnded(generation.id);
    const wanted = {
      generationId: generation.id,
      projectId,
      owner: owner ?? this.config.GITHUB_ORG ?? '',
      name,
      isPrivate: input.private ?? true,
    };
    const begun = await this.unitOfWork.run(scope, async (tx) => {
      await tx.projects.requireKept(projectId);
      return await tx.exports.begin(wanted, viewer.actor);
    });
    await this.start(organizationId, begun);
    return (await this.find(organizationId, generation.id))!;
  }

  /** Starts what a row tells of, or finds it running. @throws Unavailable */
  private async start(organizationId: string, row: RepositoryExport): Promise<void> {
    const { exportId, generationId, projectId, owner, name, isPrivate } = row;
    const identity = { ...(exportId ? { exportId } : {}), generationId, organizationId };
    const request: ExportRepositoryInput = { ...identity, projectId, owner: owner || null, name, isPrivate };
    try {
      await this.temporal.startExport(request);
    } catch (error) {
      const failure = { message: 'Temporal did not answer', hint: 'Export again in a moment.' };
      await this.unitOfWork.run({ organizationId }, async (tx) => {
        if (!exportId) return await tx.exports.fail(generationId, failure.message, failure.hint);
        await tx.streams(EXPORT).appendUnlessEnded(exportId, { type: 'EXPORT_FAILED', ...failure });
      });
      throw error;
    }
  }

  private async tokenToKeep(viewer: Viewer, given: string | null | undefined): Promise<string> {
    if (given) {
      const check = new InputCheck();
      const token = check.text('input.token', given, { max: LIMITS.engineKeyMax });
      check.that(/^[\x21-\x7e]*$/.test(token), 'input.token', 'holds characters that no token has; copy it again');
      check.done();
      return token;
    }
    const linked = await this.linkedToken(viewer.userId);
    if (!linked) throw new PreconditionFailed('You have linked no GitHub account', 'Link one first, or enter a personal access token.');
    return linked;
  }

  private async ask(token: string): Promise<GitHubAccount> {
    try {
      return await new GitHubHost({ apiUrl: this.config.GITHUB_API_URL, token }).account();
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      throw new BadInput([{ path: 'input.token', message: `could not be used: ${error.message}` }]);
    }
  }

  private async serverAccount(): Promise<GitHubAccount | undefined> {
    const token = this.config.GITHUB_TOKEN;
    if (!token) return undefined;
    if (!this.server || Date.now() - this.server.at > REMEMBER_MS)
      this.server = {
        at: Date.now(),
        account: new GitHubHost({ apiUrl: this.config.GITHUB_API_URL, token }).account().catch((error: unknown) => {
          if (error instanceof GitHubError) return undefined;
          throw error;
        }),
      };
    return await this.server.account;
  }
}

function toExport(row: RepositoryExport): GithubExportType {
  const { exportId, status, owner, name, isPrivate, url, commit, message, hint, createdAt, completedAt } = row;
  return { streamId: exportId, status, owner, name, private: isPrivate, url, commit, message, hint, createdAt, completedAt };
}
