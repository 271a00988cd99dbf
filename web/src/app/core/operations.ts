// Written by codegen.mjs from the *.graphql files and api/schema.graphql; do not edit.
import { Operation } from './operation';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AddAdministratorInput = {
  /** of an account that exists */
  email: string;
};

export type ApproveStageInput = {
  approved: boolean;
  /** needed with a no: it goes into the prompt of the next attempt */
  comment?: string | null | undefined;
  /** replaces the stage’s artifact of that path before the next stage reads it */
  edits?: Array<ArtifactEditInput> | null | undefined;
  generationId: string;
  /** with a no, of a stage that writes many files: those to write again; default: all */
  paths?: Array<string> | null | undefined;
  /** the round that was looked at: a decision on an earlier one is refused. Default: the latest */
  round?: number | null | undefined;
  stage: StageName;
};

export type ArchiveProjectInput = {
  /** false: it is listed again */
  isArchived: boolean;
  projectId: string;
};

export type ArtifactEditInput = {
  path: string;
  text: string;
};

/** What a generation does where its ceiling does not cover the next call. */
export type AtCeiling =
  /** it waits until somebody raises the ceiling */
  | 'ASK'
  /** it ends with a clear failure */
  | 'FAIL';

export type CallOutcome =
  /** nothing came */
  | 'FAILED'
  /** the beginning of an answer came, and is gone on from */
  | 'PARTIAL'
  /** it runs, or its worker died before it ended */
  | 'RUNNING'
  /** the answer came whole */
  | 'WHOLE';

export type CancelGenerationInput = {
  generationId: string;
  reason?: string | null | undefined;
};

/** What became of a file from the left to the right one. */
export type Change =
  | 'ADDED'
  | 'CHANGED'
  | 'REMOVED'
  | 'SAME';

export type ClaimServerInput = {
  /** from the setup link that the server prints at its start */
  token: string;
};

export type ConnectGithubInput = {
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
  /** a personal access token of up to 500 characters; default: the GitHub account that the caller linked by OAuth */
  token?: string | null | undefined;
};

export type CreateApiKeyInput = {
  /** 1 to 365; default: it does not expire */
  expiresInDays?: number | null | undefined;
  name: string;
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
  /** default: EDITOR */
  role?: Role | null | undefined;
};

export type CreateProjectInput = {
  /** 10 to 20,000 characters */
  description: string;
  name: string;
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
};

export type DeleteProjectInput = {
  /** the name of the project, so that it is this one that is meant */
  name: string;
  projectId: string;
};

export type DisconnectGithubInput = {
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
};

export type EditFileInput = {
  /** hash of the file as it was when it was opened; where it is another one by now, the edit is refused */
  baseSha256: string;
  /** the generation that made the repository which stands now */
  generationId: string;
  path: string;
  text: string;
};

export type EngineFallbackInput = {
  engine: string;
  /** default: the engine’s default */
  model?: string | null | undefined;
};

/** Where answers are made: by rules within Millwright, on machines of one’s own, or at a provider. */
export type EngineHost =
  | 'BUILT_IN'
  | 'OWN'
  | 'PROVIDER';

export type EvidenceKind =
  | 'ENTITY'
  | 'FIELD'
  | 'PAGE'
  | 'RELATION'
  | 'ROLE'
  | 'RULE'
  | 'STYLE'
  | 'TEST';

export type ExportStatus =
  | 'COMPLETE'
  | 'FAILED'
  | 'RUNNING';

export type ExportToGithubInput = {
  generationId: string;
  /** default: the project’s name in addresses */
  name?: string | null | undefined;
  /** a user or organization on GitHub; default: the connected account */
  owner?: string | null | undefined;
  private?: boolean | null | undefined;
};

export type ForkGenerationInput = {
  /** default: the ceiling of the generation that is forked */
  budgetUsd?: number | null | undefined;
  /** edited artifacts of the stages before `fromStage` */
  edits?: Array<ArtifactEditInput> | null | undefined;
  /** default: the one of the generation that is forked */
  engine?: string | null | undefined;
  /** everything before this stage is reused as it is, without a provider call; this one and all after it run anew */
  fromStage: StageName;
  generationId: string;
  /** the same key from the same organization gives the same generation, for ever */
  idempotencyKey?: string | null | undefined;
  model?: string | null | undefined;
};

export type GenerationIdInput = {
  generationId: string;
};

/** Where a generation stands as a whole. */
export type GenerationStatus =
  | 'AWAITING_INPUT'
  | 'CANCELLED'
  | 'COMPLETE'
  | 'FAILED'
  | 'PAUSED'
  | 'QUEUED'
  | 'RUNNING';

export type LogLevel =
  /** what is done */
  | 'INFO'
  /** what is not as it should be */
  | 'WARN';

export type NameGenerationInput = {
  generationId: string;
  /** at most 80 characters; null: it has its number alone */
  name?: string | null | undefined;
};

export type ParentKind =
  | 'FORK'
  | 'RETRY';

/** What becomes of the work in flight when a generation is paused. */
export type PauseMode =
  /** it is stopped, and goes on from where it stood once the generation is resumed */
  | 'ABORT'
  /** it ends, and no new work begins */
  | 'FINISH';

export type PhraseOutcome =
  /** stands for something that the description leaves open */
  | 'ASSUMED'
  /** it is in the repository, and a test proves it */
  | 'BUILT'
  /** no wish: courtesy, context, wrapper */
  | 'IGNORED'
  | 'NOT_BUILT';

/** Where a project is listed. */
export type ProjectState =
  /** among those that are worked on */
  | 'ACTIVE'
  /** among those that were put away */
  | 'ARCHIVED'
  /** among those that are about to go; each can be had back until then */
  | 'DELETED';

export type RaiseBudgetInput = {
  /** the new ceiling, above the one before */
  budgetUsd: number;
  generationId: string;
  reason?: string | null | undefined;
};

export type RemoveAdministratorInput = {
  userId: string;
};

export type RemoveEngineKeyInput = {
  engine: string;
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
};

export type ReplayGenerationInput = {
  /** replays this one from its own record */
  generationId?: string | null | undefined;
  /** that it was uploaded to; default: the viewer’s only one */
  organizationId?: string | null | undefined;
  /** replays a record that was uploaded to `/records` */
  record?: string | null | undefined;
  /** the last stage to do again; default: all */
  until?: StageName | null | undefined;
  /** whether today’s code may ask otherwise than was recorded; it gets the answer to the same question of the same file */
  withCode?: boolean | null | undefined;
};

export type ReplayVerdict =
  /** it ended in another way, or made something else */
  | 'DIFFERENT'
  /** what failed when it was recorded does not fail now */
  | 'PASSED'
  /** it ended as recorded, and made the same to the byte */
  | 'SAME';

export type ResolveConflictsInput = {
  /** all files that wait for a decision */
  files: Array<ResolvedFileInput>;
  generationId: string;
};

export type ResolvedFileInput = {
  path: string;
  /** null: the file is to go */
  text?: string | null | undefined;
};

export type RestoreProjectInput = {
  projectId: string;
};

export type RetryFailuresInput = {
  /** the cause, as `failures` names it */
  code: string;
  /** only those of this engine */
  engine?: string | null | undefined;
  /** only those that failed then or later */
  failedSince?: string | null | undefined;
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
};

/** at any time; what is absent stays as it is */
export type ReviseProjectInput = {
  /** 10 to 20,000 characters; of the next generation on */
  description?: string | null | undefined;
  /** its name in addresses stays */
  name?: string | null | undefined;
  projectId: string;
};

export type RevokeApiKeyInput = {
  id: string;
};

/** What a member may do: OWNER all; ADMIN create, manage the team; EDITOR create, edit; MEMBER comment; VIEWER view. */
export type Role =
  | 'ADMIN'
  | 'EDITOR'
  | 'MEMBER'
  | 'OWNER'
  | 'VIEWER';

export type SetApprovalInput = {
  approveAfter: Array<StageName>;
  /** 1 to 10; null: files do not matter */
  approveCriticality?: number | null | undefined;
  projectId: string;
};

export type SetEngineKeyInput = {
  engine: string;
  /** up to 500 characters; asked of the provider before it is kept */
  key: string;
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
};

export type SetEngineSettingsInput = {
  defaultEngine?: string | null | undefined;
  fallbacks: Array<EngineFallbackInput>;
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
};

export type SetRecordPolicyInput = {
  /** 0 to 3,650; 0: what is kept now goes too; null: as the server has it */
  days?: number | null | undefined;
  organizationId?: string | null | undefined;
};

/** The stages, in pipeline order. Each is one or more retryable Temporal activities. */
export type StageName =
  | 'BLUEPRINT'
  | 'CODE'
  | 'COMMUNICATION_SCHEMA'
  | 'DEV_PLAN'
  | 'DIRECTORY_TREE'
  | 'MAIN_README'
  | 'REPOSITORY'
  | 'TECH_ARCHITECTURE'
  | 'VERIFY';

export type StageStatus =
  | 'AWAITING_INPUT'
  | 'CANCELLED'
  | 'COMPLETE'
  | 'FAILED'
  | 'PENDING'
  | 'RETRYING'
  | 'REUSED'
  | 'RUNNING';

export type StartGenerationInput = {
  /** pause for approval after these stages; default: the project’s */
  approveAfter?: Array<StageName> | null | undefined;
  /** 1 to 10: pause for approval after the code where a file of this criticality or more is not as in the last repository; default: the project’s */
  approveCriticality?: number | null | undefined;
  atCeiling?: AtCeiling | null | undefined;
  /** the generation stops with a clear failure before a call that could take it past this */
  budgetUsd?: number | null | undefined;
  /** an id of `engines`; default: the organization’s, else the first that is configured, else the built-in offline one */
  engine?: string | null | undefined;
  /** the same key from the same organization gives the same generation, for ever */
  idempotencyKey?: string | null | undefined;
  model?: string | null | undefined;
  projectId: string;
  /** whether answers to the same questions from earlier generations of the organization serve again, at no cost */
  useCache?: boolean | null | undefined;
};

/** before the project’s first generation; what is absent stays as it is */
export type UpdateProjectInput = {
  /** 10 to 20,000 characters */
  description?: string | null | undefined;
  /** its name in addresses follows it */
  name?: string | null | undefined;
  projectId: string;
};

export type VerificationCheckName =
  | 'BUILD'
  | 'INSTALL'
  | 'LINT'
  /** its health and its documented routes answer */
  | 'PROBE'
  | 'START'
  | 'TEST'
  | 'TYPECHECK'
  /** a browser walks its links, as each role */
  | 'WALK';

export type VerifyGenerationInput = {
  generationId: string;
  /** asked again with the same one, it is the verification that was begun with it */
  idempotencyKey?: string | null | undefined;
};

export type WaitReason =
  /** somebody who approves a stage */
  | 'APPROVAL'
  /** somebody who raises its ceiling */
  | 'CEILING'
  /** somebody who decides on edits by hand */
  | 'CONFLICT'
  /** the limit of calls or tokens a minute that all share */
  | 'ENGINE_LIMIT'
  /** the organization’s own limit of calls or tokens a minute */
  | 'ORGANIZATION_LIMIT'
  /** somebody who resumes it */
  | 'PAUSED'
  /** the provider, which says that it is asked too often */
  | 'PROVIDER_LIMIT'
  /** the time of its next attempt */
  | 'RETRY'
  /** Temporal, which is to begin with it */
  | 'START'
  /** a worker that has room; organizations take turns */
  | 'WORKER';

export type WorkerState =
  /** it ended in good order */
  | 'ENDED'
  /** it says so every few seconds */
  | 'RUNNING'
  /** it was killed, or its machine is away; it takes no tasks */
  | 'SILENT'
  /** it takes tasks and is no process that runs: each of them waits until its time is over; end it */
  | 'STRAY';

export type WorkflowVersionStatus =
  /** new generations begin on it */
  | 'CURRENT'
  /** nothing runs on it any more: its workers can go */
  | 'DRAINED'
  /** generations that began on it go on */
  | 'DRAINING'
  /** nothing was ever begun on it */
  | 'INACTIVE'
  /** some of the new generations begin on it */
  | 'RAMPING';

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, name: string, email: string, isAdministrator: boolean, homeOrganizationId: string | null, memberships: Array<{ organizationId: string, organizationName: string, organizationSlug: string, role: Role }> } | null };

export type SignInOptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SignInOptionsQuery = { signInOptions: { github: boolean, google: boolean, invitedOnly: boolean, confirmsEmail: boolean } };

export type ClaimServerMutationVariables = Exact<{
  input: ClaimServerInput;
}>;


export type ClaimServerMutation = { claimServer: { isAdministrator: boolean } };

export type OutboxQueryVariables = Exact<{ [key: string]: never; }>;


export type OutboxQuery = { outbox: Array<{ id: string, recipient: string, subject: string, text: string, createdAt: string, sentAt: string | null, error: string | null }> };

export type WorkerProcessesQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkerProcessesQuery = { workerProcesses: Array<{ identity: string, state: WorkerState, queues: Array<string>, startedAt: string | null, seenAt: string }> };

export type WorkflowVersionsQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkflowVersionsQuery = { workflowVersions: Array<{ buildId: string, status: WorkflowVersionStatus, firstSeenAt: string, open: number }> };

export type AdministratorsQueryVariables = Exact<{ [key: string]: never; }>;


export type AdministratorsQuery = { administrators: Array<{ userId: string, name: string, email: string, since: string, grantedBy: string }> };

export type AddAdministratorMutationVariables = Exact<{
  input: AddAdministratorInput;
}>;


export type AddAdministratorMutation = { addAdministrator: { administrators: Array<{ userId: string }> } };

export type RemoveAdministratorMutationVariables = Exact<{
  input: RemoveAdministratorInput;
}>;


export type RemoveAdministratorMutation = { removeAdministrator: { administrators: Array<{ userId: string }> } };

export type AuditEventFragment = { cursor: string, at: string, type: string, actor: string, message: string };

export type AuditLogQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { organizationEvents: { edges: Array<{ node: { cursor: string, at: string, type: string, actor: string, message: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FollowAuditLogSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowAuditLogSubscription = { organizationEvents: { cursor: string, at: string, type: string, actor: string, message: string } };

export type StageReviewQueryVariables = Exact<{
  generationId: string;
  stage: StageName;
}>;


export type StageReviewQuery = { stageReview: { stage: StageName, round: number, requestedAt: string, reason: string | null, cannotSendBack: string | null, files: Array<{ cannotEdit: string | null, artifact: { path: string, sha256: string, lines: number, text: string | null }, base: { sha256: string, from: string, text: string } | null }> } | null };

export type ApproveStageMutationVariables = Exact<{
  input: ApproveStageInput;
}>;


export type ApproveStageMutation = { approveStage: { generation: { id: string } } };

export type RaiseBudgetMutationVariables = Exact<{
  input: RaiseBudgetInput;
}>;


export type RaiseBudgetMutation = { raiseBudget: { generation: { id: string, budgetUsd: number | null } } };

export type ForkGenerationMutationVariables = Exact<{
  input: ForkGenerationInput;
}>;


export type ForkGenerationMutation = { forkGeneration: { generation: { id: string } } };

export type RetryGenerationMutationVariables = Exact<{
  input: GenerationIdInput;
  engine?: string | null | undefined;
  model?: string | null | undefined;
  budgetUsd?: number | null | undefined;
}>;


export type RetryGenerationMutation = { retryGeneration: { generation: { id: string } } };

export type CompareGenerationsQueryVariables = Exact<{
  leftId: string;
  rightId: string;
}>;


export type CompareGenerationsQuery = { compareGenerations: { left: { id: string, number: number, name: string | null, status: GenerationStatus, engine: string, model: string, createdAt: string, completedAt: string | null, isPriced: boolean, project: { id: string, name: string }, usage: { inputTokens: number, outputTokens: number, costUsd: number, requests: number, cachedRequests: number } }, right: { id: string, number: number, name: string | null, status: GenerationStatus, engine: string, model: string, createdAt: string, completedAt: string | null, isPriced: boolean, project: { id: string, name: string }, usage: { inputTokens: number, outputTokens: number, costUsd: number, requests: number, cachedRequests: number } }, stages: Array<{ stage: StageName, title: string, leftPrompts: Array<string>, rightPrompts: Array<string>, changedPrompts: number, left: { status: StageStatus, startedAt: string | null, finishedAt: string | null, provider: string | null, model: string | null, attempts: number, usage: { inputTokens: number, outputTokens: number, costUsd: number } } | null, right: { status: StageStatus, startedAt: string | null, finishedAt: string | null, provider: string | null, model: string | null, attempts: number, usage: { inputTokens: number, outputTokens: number, costUsd: number } } | null, files: Array<{ path: string, change: Change, addedLines: number, removedLines: number }> }> } };

export type SideFragment = { id: string, number: number, name: string | null, status: GenerationStatus, engine: string, model: string, createdAt: string, completedAt: string | null, isPriced: boolean, project: { id: string, name: string }, usage: { inputTokens: number, outputTokens: number, costUsd: number, requests: number, cachedRequests: number } };

export type SideStageFragment = { status: StageStatus, startedAt: string | null, finishedAt: string | null, provider: string | null, model: string | null, attempts: number, usage: { inputTokens: number, outputTokens: number, costUsd: number } };

export type FailuresQueryVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type FailuresQuery = { failures: Array<{ code: string, engine: string, count: number, lastAt: string }> };

export type RetryFailuresMutationVariables = Exact<{
  input: RetryFailuresInput;
}>;


export type RetryFailuresMutation = { retryFailures: { left: number, generations: Array<{ id: string }> } };

export type SetApprovalMutationVariables = Exact<{
  input: SetApprovalInput;
}>;


export type SetApprovalMutation = { setApproval: { project: { id: string } } };

export type RepositoryFilesQueryVariables = Exact<{
  id: string;
}>;


export type RepositoryFilesQuery = { repositoryFiles: Array<{ path: string, sha256: string }> };

export type RepositoryFileTextQueryVariables = Exact<{
  id: string;
  path: string;
}>;


export type RepositoryFileTextQuery = { repositoryFiles: Array<{ sha256: string, text: string }> };

export type EditFileMutationVariables = Exact<{
  input: EditFileInput;
}>;


export type EditFileMutation = { editFile: { generation: { headCommit: string | null } } };

export type EditConflictsQueryVariables = Exact<{
  id: string;
}>;


export type EditConflictsQuery = { editConflicts: Array<{ path: string, base: string | null, ours: string | null, theirs: string | null, merged: string | null }> };

export type ResolveConflictsMutationVariables = Exact<{
  input: ResolveConflictsInput;
}>;


export type ResolveConflictsMutation = { resolveConflicts: { generation: { id: string } } };

export type ProjectQueryVariables = Exact<{
  id: string;
}>;


export type ProjectQuery = { project: { id: string, name: string, slug: string, description: string, isArchived: boolean, approveAfter: Array<StageName>, approveCriticality: number | null, deletion: { deletedBy: string, dueAt: string } | null, repository: { cloneUrl: string, archiveUrl: string, headCommit: string, defaultBranch: string } | null, generations: { edges: Array<{ node: { id: string, number: number, name: string | null, status: GenerationStatus, engine: string, model: string, budgetUsd: number | null, approveAfter: Array<StageName>, isPriced: boolean, createdAt: string, completedAt: string | null, temporalUrl: string | null, parentKind: ParentKind | null, forkedAt: StageName | null, startedBy: { id: string, name: string } | null, parent: { id: string } | null, usage: { costUsd: number } } }> } } | null };

export type ShownFragment = { id: string, number: number, name: string | null, status: GenerationStatus, engine: string, model: string, budgetUsd: number | null, approveAfter: Array<StageName>, isPriced: boolean, createdAt: string, completedAt: string | null, temporalUrl: string | null, parentKind: ParentKind | null, forkedAt: StageName | null, startedBy: { id: string, name: string } | null, parent: { id: string } | null, usage: { costUsd: number } };

export type GenerationQueryVariables = Exact<{
  id: string;
}>;


export type GenerationQuery = { generation: { id: string, number: number, name: string | null, status: GenerationStatus, engine: string, model: string, budgetUsd: number | null, approveAfter: Array<StageName>, isPriced: boolean, createdAt: string, completedAt: string | null, temporalUrl: string | null, parentKind: ParentKind | null, forkedAt: StageName | null, project: { id: string }, startedBy: { id: string, name: string } | null, parent: { id: string } | null, usage: { costUsd: number } } | null };

export type ReviseProjectMutationVariables = Exact<{
  input: ReviseProjectInput;
}>;


export type ReviseProjectMutation = { reviseProject: { project: { id: string, name: string, description: string } } };

export type NameGenerationMutationVariables = Exact<{
  input: NameGenerationInput;
}>;


export type NameGenerationMutation = { nameGeneration: { generation: { id: string, name: string | null } } };

export type ArchiveProjectMutationVariables = Exact<{
  input: ArchiveProjectInput;
}>;


export type ArchiveProjectMutation = { archiveProject: { project: { id: string, isArchived: boolean } } };

export type DeleteProjectMutationVariables = Exact<{
  input: DeleteProjectInput;
}>;


export type DeleteProjectMutation = { deleteProject: { project: { id: string, isArchived: boolean, deletion: { deletedBy: string, dueAt: string } | null } } };

export type RestoreProjectMutationVariables = Exact<{
  input: RestoreProjectInput;
}>;


export type RestoreProjectMutation = { restoreProject: { project: { id: string, isArchived: boolean } } };

export type GenerationEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type GenerationEventsSubscription = { generationEvents: { cursor: string, at: string, data: unknown } };

export type StageOutputSubscriptionVariables = Exact<{
  id: string;
}>;


export type StageOutputSubscription = { stageOutput: { stage: StageName, path: string | null, offset: number, text: string } };

export type ArtifactsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type ArtifactsQuery = { generation: { artifacts: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, stage: StageName, path: string, mediaType: string, bytes: number, lines: number, sha256: string } }> } } | null };

export type ArtifactTextQueryVariables = Exact<{
  id: string;
  stage: StageName;
  path: string;
}>;


export type ArtifactTextQuery = { generation: { artifact: { text: string | null } | null } | null };

export type CancelGenerationMutationVariables = Exact<{
  input: CancelGenerationInput;
}>;


export type CancelGenerationMutation = { cancelGeneration: { generation: { id: string } } };

export type PauseGenerationMutationVariables = Exact<{
  input: GenerationIdInput;
  inFlight?: PauseMode | null | undefined;
}>;


export type PauseGenerationMutation = { pauseGeneration: { generation: { id: string } } };

export type ResumeGenerationMutationVariables = Exact<{
  input: GenerationIdInput;
}>;


export type ResumeGenerationMutation = { resumeGeneration: { generation: { id: string } } };

export type GithubExportQueryVariables = Exact<{
  id: string;
  organizationId?: string | null | undefined;
}>;


export type GithubExportQuery = { generation: { githubExport: { streamId: string | null, status: ExportStatus, owner: string, name: string, private: boolean, url: string | null, message: string | null, hint: string | null } | null } | null, githubConnection: { login: string } | null };

export type FollowStreamSubscriptionVariables = Exact<{
  streamId: string;
  after?: string | null | undefined;
}>;


export type FollowStreamSubscription = { streamEvents: { cursor: string, status: string } };

export type GenerationVerificationQueryVariables = Exact<{
  id: string;
}>;


export type GenerationVerificationQuery = { generation: { verification: { id: string, commit: string | null } | null } | null };

export type VerificationOutputsQueryVariables = Exact<{
  id: string;
}>;


export type VerificationOutputsQuery = { generation: { verification: { checks: Array<{ name: VerificationCheckName, output: string | null }> } | null } | null };

export type VerifyGenerationMutationVariables = Exact<{
  input: VerifyGenerationInput;
}>;


export type VerifyGenerationMutation = { verifyGeneration: { verification: { id: string } } };

export type FollowVerificationSubscriptionVariables = Exact<{
  streamId: string;
  after?: string | null | undefined;
}>;


export type FollowVerificationSubscription = { streamEvents: { cursor: string, at: string, data: unknown } };

export type ExportToGithubMutationVariables = Exact<{
  input: ExportToGithubInput;
}>;


export type ExportToGithubMutation = { exportToGithub: { export: { status: ExportStatus } } };

export type AttemptDetailsQueryVariables = Exact<{
  id: string;
  stage: StageName;
  item?: string | null | undefined;
}>;


export type AttemptDetailsQuery = { generation: { modelCalls: Array<{ id: string, engine: string, model: string, outcome: CallOutcome, startedAt: string, endedAt: string | null, usage: { inputTokens: number, outputTokens: number, costUsd: number } | null }>, attemptLog: Array<{ id: string, attempt: number, at: string, level: LogLevel, message: string }> } | null };

export type ReplayQueryVariables = Exact<{
  id: string;
}>;


export type ReplayQuery = { generation: { id: string, replay: { generationId: string, projectName: string, status: GenerationStatus, recordedAt: string, version: string, redactions: number, withCode: boolean, until: StageName | null, verdict: ReplayVerdict | null, failure: { stage: StageName, code: string, message: string } | null, differences: Array<{ stage: StageName, path: string | null, was: string, is: string }> } | null } | null };

export type ReplayGenerationMutationVariables = Exact<{
  input: ReplayGenerationInput;
}>;


export type ReplayGenerationMutation = { replayGeneration: { generation: { id: string, project: { id: string } } } };

export type RecordPolicyQueryVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type RecordPolicyQuery = { recordPolicy: { days: number, isDefault: boolean } };

export type SetRecordPolicyMutationVariables = Exact<{
  input: SetRecordPolicyInput;
}>;


export type SetRecordPolicyMutation = { setRecordPolicy: { policy: { days: number, isDefault: boolean } } };

export type ApprovalsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type ApprovalsQuery = { generations: { edges: Array<{ node: { id: string, number: number, name: string | null, engine: string, budgetUsd: number | null, isPriced: boolean, createdAt: string, raiseAwaitedSince: string | null, usage: { costUsd: number }, startedBy: { id: string, name: string } | null, project: { id: string, name: string }, stages: Array<{ name: StageName, title: string, status: StageStatus, round: number, finishedAt: string | null, conflicts: Array<string>, conflictsSince: string | null, approval: { requestedAt: string, reason: string | null } | null }> } }> } };

export type GenerationsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  status?: Array<GenerationStatus> | GenerationStatus | null | undefined;
  after?: string | null | undefined;
}>;


export type GenerationsQuery = { generations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, number: number, name: string | null, status: GenerationStatus, currentStage: StageName | null, engine: string, model: string, createdAt: string, completedAt: string | null, temporalUrl: string | null, usage: { costUsd: number }, failure: { stage: StageName, message: string } | null, project: { id: string, name: string } } }> } };

export type WaitingQueryVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type WaitingQuery = { waiting: Array<{ generation: { id: string, number: number, name: string | null, engine: string, project: { id: string, name: string } }, waits: Array<{ reason: WaitReason, stage: StageName | null, item: string | null, since: string, until: string | null }> }> };

export type ProjectsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  state: ProjectState;
  search?: string | null | undefined;
  after?: string | null | undefined;
  counts: boolean;
}>;


export type ProjectsQuery = { archived: { totalCount: number }, deleted: { totalCount: number }, projects: { totalCount?: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, description: string, createdAt: string, deletion: { deletedBy: string, dueAt: string } | null, latestGeneration: { id: string, status: GenerationStatus, progress: number } | null, used: { costUsd: number } } }> } };

export type EnginesQueryVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type EnginesQuery = { engines: Array<{ id: string, name: string, about: string, configured: boolean, offline: boolean, host: EngineHost, takesKey: boolean, models: Array<string>, prices: Array<{ model: string, inputUsdPerMTok: number | null, cachedInputUsdPerMTok: number | null, outputUsdPerMTok: number | null }>, ownKey: { endsWith: string, createdAt: string } | null, problem: { message: string, hint: string } | null }>, engineSettings: { defaultEngine: string | null, pricesAsOf: string, fallbacks: Array<{ engine: string, model: string | null }> } };

export type GenerationEstimateQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  engine: string;
  model: string;
}>;


export type GenerationEstimateQuery = { generationEstimate: { generations: number, durationMs: number, costUsd: number, stages: Array<{ stage: StageName, durationMs: number }> } | null };

export type CreateProjectMutationVariables = Exact<{
  input: CreateProjectInput;
}>;


export type CreateProjectMutation = { createProject: { project: { id: string } } };

export type UpdateProjectMutationVariables = Exact<{
  input: UpdateProjectInput;
}>;


export type UpdateProjectMutation = { updateProject: { project: { id: string } } };

export type StartGenerationMutationVariables = Exact<{
  input: StartGenerationInput;
}>;


export type StartGenerationMutation = { startGeneration: { generation: { id: string } } };

export type OrganizationQueryVariables = Exact<{
  id?: string | null | undefined;
}>;


export type OrganizationQuery = { organization: { id: string, name: string, slug: string, members: Array<{ id: string, userId: string, name: string, email: string, role: Role, since: string }>, invitations: Array<{ id: string, email: string, role: Role, expiresAt: string }> } };

export type ApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeysQuery = { apiKeys: Array<{ id: string, name: string, start: string, role: Role, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, organizationId: string }> };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string } };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { id: string } };

export type SetEngineKeyMutationVariables = Exact<{
  input: SetEngineKeyInput;
}>;


export type SetEngineKeyMutation = { setEngineKey: { engine: { id: string } } };

export type RemoveEngineKeyMutationVariables = Exact<{
  input: RemoveEngineKeyInput;
}>;


export type RemoveEngineKeyMutation = { removeEngineKey: { engine: { id: string } } };

export type SetEngineSettingsMutationVariables = Exact<{
  input: SetEngineSettingsInput;
}>;


export type SetEngineSettingsMutation = { setEngineSettings: { settings: { defaultEngine: string | null } } };

export type GithubConnectionQueryVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type GithubConnectionQuery = { githubConnection: { login: string, scopes: Array<string>, connectedAt: string | null } | null, signInOptions: { github: boolean } };

export type ConnectGithubMutationVariables = Exact<{
  input: ConnectGithubInput;
}>;


export type ConnectGithubMutation = { connectGithub: { connection: { login: string } | null } };

export type DisconnectGithubMutationVariables = Exact<{
  input: DisconnectGithubInput;
}>;


export type DisconnectGithubMutation = { disconnectGithub: { connection: { login: string } | null } };

export type PreviewCorrectionQueryVariables = Exact<{
  generationId: string;
  corrections: Array<unknown> | unknown;
  blueprint?: string | null | undefined;
}>;


export type PreviewCorrectionQuery = { previewCorrection: { design: unknown, text: string, changes: Array<{ correction: number, text: string }>, faults: Array<{ correction: number, place: string, message: string, remedy: string }> } };

export type PreviewUnderstandingQueryVariables = Exact<{
  description: string;
  name?: string | null | undefined;
}>;


export type PreviewUnderstandingQuery = { previewUnderstanding: { projectKind: string | null, warnings: Array<string>, phrases: Array<{ from: number, to: number, text: string, outcome: PhraseOutcome, reason: string | null, evidence: Array<{ kind: EvidenceKind, target: string, label: string }> }> } };

export type GenerationUnderstandingQueryVariables = Exact<{
  id: string;
}>;


export type GenerationUnderstandingQuery = { generation: { understanding: { projectKind: string | null, warnings: Array<string>, phrases: Array<{ from: number, to: number, text: string, outcome: PhraseOutcome, reason: string | null, evidence: Array<{ kind: EvidenceKind, target: string, label: string }> }> } | null } | null };

export type SumFragment = { costUsd: number, inputTokens: number, outputTokens: number, requests: number, cachedRequests: number };

export type UsageQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  from: string;
  to: string;
  projectId?: string | null | undefined;
  memberId?: string | null | undefined;
  engine?: string | null | undefined;
  model?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type UsageQuery = { usage: { total: { costUsd: number, inputTokens: number, outputTokens: number, requests: number, cachedRequests: number }, replays: { costUsd: number, inputTokens: number, outputTokens: number, requests: number, cachedRequests: number }, deletedProjects: { costUsd: number, inputTokens: number, outputTokens: number, requests: number, cachedRequests: number }, months: Array<{ month: string, used: { costUsd: number, inputTokens: number, outputTokens: number, requests: number, cachedRequests: number } }>, members: Array<{ userId: string, name: string | null, isMember: boolean, used: { costUsd: number, inputTokens: number, outputTokens: number, requests: number, cachedRequests: number } }>, models: Array<{ engine: string, model: string, used: { costUsd: number, inputTokens: number, outputTokens: number, requests: number, cachedRequests: number } }>, projects: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { project: { id: string, name: string }, used: { costUsd: number, inputTokens: number, outputTokens: number, requests: number, cachedRequests: number } } }> } } };

export type UsageChoicesQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  from: string;
  to: string;
}>;


export type UsageChoicesQuery = { usage: { members: Array<{ userId: string, name: string | null }>, models: Array<{ engine: string, model: string }> } };

export type UsageProjectQueryVariables = Exact<{
  id: string;
}>;


export type UsageProjectQuery = { project: { id: string, name: string } | null };

export type ActivityChangedSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type ActivityChangedSubscription = { activityChanged: { running: number, waiting: number, open: Array<{ id: string, status: GenerationStatus, progress: number, currentStage: StageName | null, project: { id: string, name: string } }> } };

export type FindProjectsQueryVariables = Exact<{
  search?: string | null | undefined;
  organizationId?: string | null | undefined;
}>;


export type FindProjectsQuery = { projects: { edges: Array<{ node: { id: string, name: string, latestGeneration: { status: GenerationStatus } | null } }> } };

export const ViewerDocument = new Operation<ViewerQuery, ViewerQueryVariables>('Viewer', "query Viewer{viewer{id name email isAdministrator homeOrganizationId memberships{organizationId organizationName organizationSlug role}}}");
export const SignInOptionsDocument = new Operation<SignInOptionsQuery, SignInOptionsQueryVariables>('SignInOptions', "query SignInOptions{signInOptions{github google invitedOnly confirmsEmail}}");
export const ClaimServerDocument = new Operation<ClaimServerMutation, ClaimServerMutationVariables>('ClaimServer', "mutation ClaimServer($input:ClaimServerInput!){claimServer(input:$input){isAdministrator}}");
export const OutboxDocument = new Operation<OutboxQuery, OutboxQueryVariables>('Outbox', "query Outbox{outbox{id recipient subject text createdAt sentAt error}}");
export const WorkerProcessesDocument = new Operation<WorkerProcessesQuery, WorkerProcessesQueryVariables>('WorkerProcesses', "query WorkerProcesses{workerProcesses{identity state queues startedAt seenAt}}");
export const WorkflowVersionsDocument = new Operation<WorkflowVersionsQuery, WorkflowVersionsQueryVariables>('WorkflowVersions', "query WorkflowVersions{workflowVersions{buildId status firstSeenAt open}}");
export const AdministratorsDocument = new Operation<AdministratorsQuery, AdministratorsQueryVariables>('Administrators', "query Administrators{administrators{userId name email since grantedBy}}");
export const AddAdministratorDocument = new Operation<AddAdministratorMutation, AddAdministratorMutationVariables>('AddAdministrator', "mutation AddAdministrator($input:AddAdministratorInput!){addAdministrator(input:$input){administrators{userId}}}");
export const RemoveAdministratorDocument = new Operation<RemoveAdministratorMutation, RemoveAdministratorMutationVariables>('RemoveAdministrator', "mutation RemoveAdministrator($input:RemoveAdministratorInput!){removeAdministrator(input:$input){administrators{userId}}}");
export const AuditLogDocument = new Operation<AuditLogQuery, AuditLogQueryVariables>('AuditLog', "query AuditLog($organizationId:ID$after:String){organizationEvents(organizationId:$organizationId first:50 after:$after){edges{node{...AuditEvent}}pageInfo{hasNextPage endCursor}}}fragment AuditEvent on OrganizationEvent{cursor at type actor message}");
export const FollowAuditLogDocument = new Operation<FollowAuditLogSubscription, FollowAuditLogSubscriptionVariables>('FollowAuditLog', "subscription FollowAuditLog($organizationId:ID$after:String){organizationEvents(organizationId:$organizationId after:$after){...AuditEvent}}fragment AuditEvent on OrganizationEvent{cursor at type actor message}");
export const StageReviewDocument = new Operation<StageReviewQuery, StageReviewQueryVariables>('StageReview', "query StageReview($generationId:ID!$stage:StageName!){stageReview(generationId:$generationId stage:$stage){stage round requestedAt reason cannotSendBack files{artifact{path sha256 lines text}base{sha256 from text}cannotEdit}}}");
export const ApproveStageDocument = new Operation<ApproveStageMutation, ApproveStageMutationVariables>('ApproveStage', "mutation ApproveStage($input:ApproveStageInput!){approveStage(input:$input){generation{id}}}");
export const RaiseBudgetDocument = new Operation<RaiseBudgetMutation, RaiseBudgetMutationVariables>('RaiseBudget', "mutation RaiseBudget($input:RaiseBudgetInput!){raiseBudget(input:$input){generation{id budgetUsd}}}");
export const ForkGenerationDocument = new Operation<ForkGenerationMutation, ForkGenerationMutationVariables>('ForkGeneration', "mutation ForkGeneration($input:ForkGenerationInput!){forkGeneration(input:$input){generation{id}}}");
export const RetryGenerationDocument = new Operation<RetryGenerationMutation, RetryGenerationMutationVariables>('RetryGeneration', "mutation RetryGeneration($input:GenerationIdInput!$engine:String$model:String$budgetUsd:Float){retryGeneration(input:$input engine:$engine model:$model budgetUsd:$budgetUsd){generation{id}}}");
export const CompareGenerationsDocument = new Operation<CompareGenerationsQuery, CompareGenerationsQueryVariables>('CompareGenerations', "query CompareGenerations($leftId:ID!$rightId:ID!){compareGenerations(leftId:$leftId rightId:$rightId){left{...Side}right{...Side}stages{stage title left{...SideStage}right{...SideStage}leftPrompts rightPrompts changedPrompts files{path change addedLines removedLines}}}}fragment Side on Generation{id number name status engine model createdAt completedAt isPriced project{id name}usage{inputTokens outputTokens costUsd requests cachedRequests}}fragment SideStage on Stage{status startedAt finishedAt provider model attempts usage{inputTokens outputTokens costUsd}}");
export const FailuresDocument = new Operation<FailuresQuery, FailuresQueryVariables>('Failures', "query Failures($organizationId:ID){failures(organizationId:$organizationId){code engine count lastAt}}");
export const RetryFailuresDocument = new Operation<RetryFailuresMutation, RetryFailuresMutationVariables>('RetryFailures', "mutation RetryFailures($input:RetryFailuresInput!){retryFailures(input:$input){left generations{id}}}");
export const SetApprovalDocument = new Operation<SetApprovalMutation, SetApprovalMutationVariables>('SetApproval', "mutation SetApproval($input:SetApprovalInput!){setApproval(input:$input){project{id}}}");
export const RepositoryFilesDocument = new Operation<RepositoryFilesQuery, RepositoryFilesQueryVariables>('RepositoryFiles', "query RepositoryFiles($id:ID!){repositoryFiles(generationId:$id){path sha256}}");
export const RepositoryFileTextDocument = new Operation<RepositoryFileTextQuery, RepositoryFileTextQueryVariables>('RepositoryFileText', "query RepositoryFileText($id:ID!$path:String!){repositoryFiles(generationId:$id paths:[$path]){sha256 text}}");
export const EditFileDocument = new Operation<EditFileMutation, EditFileMutationVariables>('EditFile', "mutation EditFile($input:EditFileInput!){editFile(input:$input){generation{headCommit}}}");
export const EditConflictsDocument = new Operation<EditConflictsQuery, EditConflictsQueryVariables>('EditConflicts', "query EditConflicts($id:ID!){editConflicts(generationId:$id){path base ours theirs merged}}");
export const ResolveConflictsDocument = new Operation<ResolveConflictsMutation, ResolveConflictsMutationVariables>('ResolveConflicts', "mutation ResolveConflicts($input:ResolveConflictsInput!){resolveConflicts(input:$input){generation{id}}}");
export const ProjectDocument = new Operation<ProjectQuery, ProjectQueryVariables>('Project', "query Project($id:ID!){project(id:$id){id name slug description isArchived deletion{deletedBy dueAt}approveAfter approveCriticality repository{cloneUrl archiveUrl headCommit defaultBranch}generations(first:100){edges{node{...Shown}}}}}fragment Shown on Generation{id number name status engine model budgetUsd approveAfter isPriced createdAt completedAt temporalUrl parentKind forkedAt startedBy{id name}parent{id}usage{costUsd}}");
export const GenerationDocument = new Operation<GenerationQuery, GenerationQueryVariables>('Generation', "query Generation($id:ID!){generation(id:$id){...Shown project{id}}}fragment Shown on Generation{id number name status engine model budgetUsd approveAfter isPriced createdAt completedAt temporalUrl parentKind forkedAt startedBy{id name}parent{id}usage{costUsd}}");
export const ReviseProjectDocument = new Operation<ReviseProjectMutation, ReviseProjectMutationVariables>('ReviseProject', "mutation ReviseProject($input:ReviseProjectInput!){reviseProject(input:$input){project{id name description}}}");
export const NameGenerationDocument = new Operation<NameGenerationMutation, NameGenerationMutationVariables>('NameGeneration', "mutation NameGeneration($input:NameGenerationInput!){nameGeneration(input:$input){generation{id name}}}");
export const ArchiveProjectDocument = new Operation<ArchiveProjectMutation, ArchiveProjectMutationVariables>('ArchiveProject', "mutation ArchiveProject($input:ArchiveProjectInput!){archiveProject(input:$input){project{id isArchived}}}");
export const DeleteProjectDocument = new Operation<DeleteProjectMutation, DeleteProjectMutationVariables>('DeleteProject', "mutation DeleteProject($input:DeleteProjectInput!){deleteProject(input:$input){project{id isArchived deletion{deletedBy dueAt}}}}");
export const RestoreProjectDocument = new Operation<RestoreProjectMutation, RestoreProjectMutationVariables>('RestoreProject', "mutation RestoreProject($input:RestoreProjectInput!){restoreProject(input:$input){project{id isArchived}}}");
export const GenerationEventsDocument = new Operation<GenerationEventsSubscription, GenerationEventsSubscriptionVariables>('GenerationEvents', "subscription GenerationEvents($id:ID!$after:String){generationEvents(generationId:$id after:$after){cursor at data}}");
export const StageOutputDocument = new Operation<StageOutputSubscription, StageOutputSubscriptionVariables>('StageOutput', "subscription StageOutput($id:ID!){stageOutput(generationId:$id){stage path offset text}}");
export const ArtifactsDocument = new Operation<ArtifactsQuery, ArtifactsQueryVariables>('Artifacts', "query Artifacts($id:ID!$after:String){generation(id:$id){artifacts(first:100 after:$after){pageInfo{hasNextPage endCursor}edges{node{id stage path mediaType bytes lines sha256}}}}}");
export const ArtifactTextDocument = new Operation<ArtifactTextQuery, ArtifactTextQueryVariables>('ArtifactText', "query ArtifactText($id:ID!$stage:StageName!$path:String!){generation(id:$id){artifact(stage:$stage path:$path){text}}}");
export const CancelGenerationDocument = new Operation<CancelGenerationMutation, CancelGenerationMutationVariables>('CancelGeneration', "mutation CancelGeneration($input:CancelGenerationInput!){cancelGeneration(input:$input){generation{id}}}");
export const PauseGenerationDocument = new Operation<PauseGenerationMutation, PauseGenerationMutationVariables>('PauseGeneration', "mutation PauseGeneration($input:GenerationIdInput!$inFlight:PauseMode){pauseGeneration(input:$input inFlight:$inFlight){generation{id}}}");
export const ResumeGenerationDocument = new Operation<ResumeGenerationMutation, ResumeGenerationMutationVariables>('ResumeGeneration', "mutation ResumeGeneration($input:GenerationIdInput!){resumeGeneration(input:$input){generation{id}}}");
export const GithubExportDocument = new Operation<GithubExportQuery, GithubExportQueryVariables>('GithubExport', "query GithubExport($id:ID!$organizationId:ID){generation(id:$id){githubExport{streamId status owner name private url message hint}}githubConnection(organizationId:$organizationId){login}}");
export const FollowStreamDocument = new Operation<FollowStreamSubscription, FollowStreamSubscriptionVariables>('FollowStream', "subscription FollowStream($streamId:ID!$after:String){streamEvents(streamId:$streamId after:$after){cursor status}}");
export const GenerationVerificationDocument = new Operation<GenerationVerificationQuery, GenerationVerificationQueryVariables>('GenerationVerification', "query GenerationVerification($id:ID!){generation(id:$id){verification{id commit}}}");
export const VerificationOutputsDocument = new Operation<VerificationOutputsQuery, VerificationOutputsQueryVariables>('VerificationOutputs', "query VerificationOutputs($id:ID!){generation(id:$id){verification{checks{name output}}}}");
export const VerifyGenerationDocument = new Operation<VerifyGenerationMutation, VerifyGenerationMutationVariables>('VerifyGeneration', "mutation VerifyGeneration($input:VerifyGenerationInput!){verifyGeneration(input:$input){verification{id}}}");
export const FollowVerificationDocument = new Operation<FollowVerificationSubscription, FollowVerificationSubscriptionVariables>('FollowVerification', "subscription FollowVerification($streamId:ID!$after:String){streamEvents(streamId:$streamId after:$after){cursor at data}}");
export const ExportToGithubDocument = new Operation<ExportToGithubMutation, ExportToGithubMutationVariables>('ExportToGithub', "mutation ExportToGithub($input:ExportToGithubInput!){exportToGithub(input:$input){export{status}}}");
export const AttemptDetailsDocument = new Operation<AttemptDetailsQuery, AttemptDetailsQueryVariables>('AttemptDetails', "query AttemptDetails($id:ID!$stage:StageName!$item:String){generation(id:$id){modelCalls(stage:$stage item:$item){id engine model outcome startedAt endedAt usage{inputTokens outputTokens costUsd}}attemptLog(stage:$stage item:$item){id attempt at level message}}}");
export const ReplayDocument = new Operation<ReplayQuery, ReplayQueryVariables>('Replay', "query Replay($id:ID!){generation(id:$id){id replay{generationId projectName status failure{stage code message}recordedAt version redactions withCode until verdict differences{stage path was is}}}}");
export const ReplayGenerationDocument = new Operation<ReplayGenerationMutation, ReplayGenerationMutationVariables>('ReplayGeneration', "mutation ReplayGeneration($input:ReplayGenerationInput!){replayGeneration(input:$input){generation{id project{id}}}}");
export const RecordPolicyDocument = new Operation<RecordPolicyQuery, RecordPolicyQueryVariables>('RecordPolicy', "query RecordPolicy($organizationId:ID){recordPolicy(organizationId:$organizationId){days isDefault}}");
export const SetRecordPolicyDocument = new Operation<SetRecordPolicyMutation, SetRecordPolicyMutationVariables>('SetRecordPolicy', "mutation SetRecordPolicy($input:SetRecordPolicyInput!){setRecordPolicy(input:$input){policy{days isDefault}}}");
export const ApprovalsDocument = new Operation<ApprovalsQuery, ApprovalsQueryVariables>('Approvals', "query Approvals($organizationId:ID){generations(organizationId:$organizationId status:[AWAITING_INPUT]first:100){edges{node{id number name engine budgetUsd isPriced usage{costUsd}createdAt raiseAwaitedSince startedBy{id name}project{id name}stages{name title status round finishedAt approval{requestedAt reason}conflicts conflictsSince}}}}}");
export const GenerationsDocument = new Operation<GenerationsQuery, GenerationsQueryVariables>('Generations', "query Generations($organizationId:ID$status:[GenerationStatus!]$after:String){generations(organizationId:$organizationId status:$status first:100 after:$after){totalCount pageInfo{hasNextPage endCursor}edges{node{id number name status currentStage engine model createdAt completedAt temporalUrl usage{costUsd}failure{stage message}project{id name}}}}}");
export const WaitingDocument = new Operation<WaitingQuery, WaitingQueryVariables>('Waiting', "query Waiting($organizationId:ID){waiting(organizationId:$organizationId){generation{id number name engine project{id name}}waits{reason stage item since until}}}");
export const ProjectsDocument = new Operation<ProjectsQuery, ProjectsQueryVariables>('Projects', "query Projects($organizationId:ID$state:ProjectState!$search:String$after:String$counts:Boolean!){archived:projects(organizationId:$organizationId state:ARCHIVED first:1){totalCount}deleted:projects(organizationId:$organizationId state:DELETED first:1){totalCount}projects(organizationId:$organizationId state:$state search:$search first:30 after:$after){totalCount@include(if:$counts)pageInfo{hasNextPage endCursor}edges{node{id name description createdAt deletion{deletedBy dueAt}latestGeneration{id status progress}used{costUsd}}}}}");
export const EnginesDocument = new Operation<EnginesQuery, EnginesQueryVariables>('Engines', "query Engines($organizationId:ID){engines(organizationId:$organizationId){id name about configured offline host takesKey models prices{model inputUsdPerMTok cachedInputUsdPerMTok outputUsdPerMTok}ownKey{endsWith createdAt}problem{message hint}}engineSettings(organizationId:$organizationId){defaultEngine fallbacks{engine model}pricesAsOf}}");
export const GenerationEstimateDocument = new Operation<GenerationEstimateQuery, GenerationEstimateQueryVariables>('GenerationEstimate', "query GenerationEstimate($organizationId:ID$engine:String!$model:String!){generationEstimate(organizationId:$organizationId engine:$engine model:$model){generations durationMs costUsd stages{stage durationMs}}}");
export const CreateProjectDocument = new Operation<CreateProjectMutation, CreateProjectMutationVariables>('CreateProject', "mutation CreateProject($input:CreateProjectInput!){createProject(input:$input){project{id}}}");
export const UpdateProjectDocument = new Operation<UpdateProjectMutation, UpdateProjectMutationVariables>('UpdateProject', "mutation UpdateProject($input:UpdateProjectInput!){updateProject(input:$input){project{id}}}");
export const StartGenerationDocument = new Operation<StartGenerationMutation, StartGenerationMutationVariables>('StartGeneration', "mutation StartGeneration($input:StartGenerationInput!){startGeneration(input:$input){generation{id}}}");
export const OrganizationDocument = new Operation<OrganizationQuery, OrganizationQueryVariables>('Organization', "query Organization($id:ID){organization(id:$id){id name slug members{id userId name email role since}invitations{id email role expiresAt}}}");
export const ApiKeysDocument = new Operation<ApiKeysQuery, ApiKeysQueryVariables>('ApiKeys', "query ApiKeys{apiKeys{id name start role createdAt expiresAt lastUsedAt organizationId}}");
export const CreateApiKeyDocument = new Operation<CreateApiKeyMutation, CreateApiKeyMutationVariables>('CreateApiKey', "mutation CreateApiKey($input:CreateApiKeyInput!){createApiKey(input:$input){secret}}");
export const RevokeApiKeyDocument = new Operation<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>('RevokeApiKey', "mutation RevokeApiKey($input:RevokeApiKeyInput!){revokeApiKey(input:$input){id}}");
export const SetEngineKeyDocument = new Operation<SetEngineKeyMutation, SetEngineKeyMutationVariables>('SetEngineKey', "mutation SetEngineKey($input:SetEngineKeyInput!){setEngineKey(input:$input){engine{id}}}");
export const RemoveEngineKeyDocument = new Operation<RemoveEngineKeyMutation, RemoveEngineKeyMutationVariables>('RemoveEngineKey', "mutation RemoveEngineKey($input:RemoveEngineKeyInput!){removeEngineKey(input:$input){engine{id}}}");
export const SetEngineSettingsDocument = new Operation<SetEngineSettingsMutation, SetEngineSettingsMutationVariables>('SetEngineSettings', "mutation SetEngineSettings($input:SetEngineSettingsInput!){setEngineSettings(input:$input){settings{defaultEngine}}}");
export const GithubConnectionDocument = new Operation<GithubConnectionQuery, GithubConnectionQueryVariables>('GithubConnection', "query GithubConnection($organizationId:ID){githubConnection(organizationId:$organizationId){login scopes connectedAt}signInOptions{github}}");
export const ConnectGithubDocument = new Operation<ConnectGithubMutation, ConnectGithubMutationVariables>('ConnectGithub', "mutation ConnectGithub($input:ConnectGithubInput!){connectGithub(input:$input){connection{login}}}");
export const DisconnectGithubDocument = new Operation<DisconnectGithubMutation, DisconnectGithubMutationVariables>('DisconnectGithub', "mutation DisconnectGithub($input:DisconnectGithubInput!){disconnectGithub(input:$input){connection{login}}}");
export const PreviewCorrectionDocument = new Operation<PreviewCorrectionQuery, PreviewCorrectionQueryVariables>('PreviewCorrection', "query PreviewCorrection($generationId:ID!$corrections:[JSON!]!$blueprint:String){previewCorrection(generationId:$generationId corrections:$corrections blueprint:$blueprint){design text changes{correction text}faults{correction place message remedy}}}");
export const PreviewUnderstandingDocument = new Operation<PreviewUnderstandingQuery, PreviewUnderstandingQueryVariables>('PreviewUnderstanding', "query PreviewUnderstanding($description:String!$name:String){previewUnderstanding(description:$description name:$name){projectKind warnings phrases{from to text outcome reason evidence{kind target label}}}}");
export const GenerationUnderstandingDocument = new Operation<GenerationUnderstandingQuery, GenerationUnderstandingQueryVariables>('GenerationUnderstanding', "query GenerationUnderstanding($id:ID!){generation(id:$id){understanding{projectKind warnings phrases{from to text outcome reason evidence{kind target label}}}}}");
export const UsageDocument = new Operation<UsageQuery, UsageQueryVariables>('Usage', "query Usage($organizationId:ID$from:String!$to:String!$projectId:ID$memberId:ID$engine:String$model:String$after:String){usage(organizationId:$organizationId from:$from to:$to projectId:$projectId memberId:$memberId engine:$engine model:$model){total{...Sum}replays{...Sum}deletedProjects{...Sum}months{month used{...Sum}}members{userId name isMember used{...Sum}}models{engine model used{...Sum}}projects(first:100 after:$after){pageInfo{hasNextPage endCursor}edges{node{project{id name}used{...Sum}}}}}}fragment Sum on UsageSum{costUsd inputTokens outputTokens requests cachedRequests}");
export const UsageChoicesDocument = new Operation<UsageChoicesQuery, UsageChoicesQueryVariables>('UsageChoices', "query UsageChoices($organizationId:ID$from:String!$to:String!){usage(organizationId:$organizationId from:$from to:$to){members{userId name}models{engine model}}}");
export const UsageProjectDocument = new Operation<UsageProjectQuery, UsageProjectQueryVariables>('UsageProject', "query UsageProject($id:ID!){project(id:$id){id name}}");
export const ActivityChangedDocument = new Operation<ActivityChangedSubscription, ActivityChangedSubscriptionVariables>('ActivityChanged', "subscription ActivityChanged($organizationId:ID){activityChanged(organizationId:$organizationId){running waiting open{id status progress currentStage project{id name}}}}");
export const FindProjectsDocument = new Operation<FindProjectsQuery, FindProjectsQueryVariables>('FindProjects', "query FindProjects($search:String$organizationId:ID){projects(search:$search first:8 organizationId:$organizationId){edges{node{id name latestGeneration{status}}}}}");
