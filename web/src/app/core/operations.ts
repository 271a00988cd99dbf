// Written by codegen.mjs from the *.graphql files and api/schema.graphql; do not edit.
import { Operation } from './operation';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What a generation does where its ceiling does not cover the next call. */
export type AtCeiling =
  /** it waits until somebody raises the ceiling */
  | 'ASK'
  /** it ends with a clear failure */
  | 'FAIL';

export type CancelGenerationInput = {
  generationId: string;
  reason?: string | null | undefined;
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

export type DisconnectGithubInput = {
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
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

export type RemoveEngineKeyInput = {
  engine: string;
  /** default: the caller’s own organization */
  organizationId?: string | null | undefined;
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

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, name: string, email: string, isAdministrator: boolean, homeOrganizationId: string | null, memberships: Array<{ organizationId: string, organizationName: string, organizationSlug: string, role: Role }> } | null };

export type SignInOptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SignInOptionsQuery = { signInOptions: { github: boolean, google: boolean, confirmsEmail: boolean } };

export type OutboxQueryVariables = Exact<{ [key: string]: never; }>;


export type OutboxQuery = { outbox: Array<{ id: string, recipient: string, subject: string, text: string, createdAt: string, sentAt: string | null, error: string | null }> };

export type ProjectQueryVariables = Exact<{
  id: string;
}>;


export type ProjectQuery = { project: { id: string, name: string, slug: string, description: string, repository: { cloneUrl: string, archiveUrl: string, headCommit: string, defaultBranch: string } | null, generations: { totalCount: number, edges: Array<{ node: { id: string, status: GenerationStatus, engine: string, model: string, budgetUsd: number | null, isPriced: boolean, createdAt: string, completedAt: string | null, temporalUrl: string | null, usage: { costUsd: number } } }> } } | null };

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


export type GithubExportQuery = { generation: { githubExport: { status: ExportStatus, owner: string, name: string, private: boolean, url: string | null, message: string | null, hint: string | null } | null } | null, githubConnection: { login: string } | null };

export type ExportToGithubMutationVariables = Exact<{
  input: ExportToGithubInput;
}>;


export type ExportToGithubMutation = { exportToGithub: { export: { status: ExportStatus } } };

export type GenerationsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  status?: Array<GenerationStatus> | GenerationStatus | null | undefined;
  after?: string | null | undefined;
}>;


export type GenerationsQuery = { generations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, status: GenerationStatus, currentStage: StageName | null, engine: string, model: string, createdAt: string, completedAt: string | null, temporalUrl: string | null, usage: { costUsd: number }, failure: { stage: StageName, message: string } | null, project: { id: string, name: string } } }> } };

export type ProjectsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ProjectsQuery = { projects: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, description: string, createdAt: string, latestGeneration: { id: string, status: GenerationStatus, progress: number, usage: { costUsd: number } } | null } }> } };

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
export const SignInOptionsDocument = new Operation<SignInOptionsQuery, SignInOptionsQueryVariables>('SignInOptions', "query SignInOptions{signInOptions{github google confirmsEmail}}");
export const OutboxDocument = new Operation<OutboxQuery, OutboxQueryVariables>('Outbox', "query Outbox{outbox{id recipient subject text createdAt sentAt error}}");
export const ProjectDocument = new Operation<ProjectQuery, ProjectQueryVariables>('Project', "query Project($id:ID!){project(id:$id){id name slug description repository{cloneUrl archiveUrl headCommit defaultBranch}generations(first:100){totalCount edges{node{id status engine model budgetUsd isPriced createdAt completedAt temporalUrl usage{costUsd}}}}}}");
export const GenerationEventsDocument = new Operation<GenerationEventsSubscription, GenerationEventsSubscriptionVariables>('GenerationEvents', "subscription GenerationEvents($id:ID!$after:String){generationEvents(generationId:$id after:$after){cursor at data}}");
export const StageOutputDocument = new Operation<StageOutputSubscription, StageOutputSubscriptionVariables>('StageOutput', "subscription StageOutput($id:ID!){stageOutput(generationId:$id){stage path offset text}}");
export const ArtifactsDocument = new Operation<ArtifactsQuery, ArtifactsQueryVariables>('Artifacts', "query Artifacts($id:ID!$after:String){generation(id:$id){artifacts(first:100 after:$after){pageInfo{hasNextPage endCursor}edges{node{id stage path mediaType bytes lines sha256}}}}}");
export const ArtifactTextDocument = new Operation<ArtifactTextQuery, ArtifactTextQueryVariables>('ArtifactText', "query ArtifactText($id:ID!$stage:StageName!$path:String!){generation(id:$id){artifact(stage:$stage path:$path){text}}}");
export const CancelGenerationDocument = new Operation<CancelGenerationMutation, CancelGenerationMutationVariables>('CancelGeneration', "mutation CancelGeneration($input:CancelGenerationInput!){cancelGeneration(input:$input){generation{id}}}");
export const PauseGenerationDocument = new Operation<PauseGenerationMutation, PauseGenerationMutationVariables>('PauseGeneration', "mutation PauseGeneration($input:GenerationIdInput!){pauseGeneration(input:$input){generation{id}}}");
export const ResumeGenerationDocument = new Operation<ResumeGenerationMutation, ResumeGenerationMutationVariables>('ResumeGeneration', "mutation ResumeGeneration($input:GenerationIdInput!){resumeGeneration(input:$input){generation{id}}}");
export const GithubExportDocument = new Operation<GithubExportQuery, GithubExportQueryVariables>('GithubExport', "query GithubExport($id:ID!$organizationId:ID){generation(id:$id){githubExport{status owner name private url message hint}}githubConnection(organizationId:$organizationId){login}}");
export const ExportToGithubDocument = new Operation<ExportToGithubMutation, ExportToGithubMutationVariables>('ExportToGithub', "mutation ExportToGithub($input:ExportToGithubInput!){exportToGithub(input:$input){export{status}}}");
export const GenerationsDocument = new Operation<GenerationsQuery, GenerationsQueryVariables>('Generations', "query Generations($organizationId:ID$status:[GenerationStatus!]$after:String){generations(organizationId:$organizationId status:$status first:100 after:$after){totalCount pageInfo{hasNextPage endCursor}edges{node{id status currentStage engine model createdAt completedAt temporalUrl usage{costUsd}failure{stage message}project{id name}}}}}");
export const ProjectsDocument = new Operation<ProjectsQuery, ProjectsQueryVariables>('Projects', "query Projects($organizationId:ID$search:String$after:String){projects(organizationId:$organizationId search:$search first:30 after:$after){totalCount pageInfo{hasNextPage endCursor}edges{node{id name description createdAt latestGeneration{id status progress usage{costUsd}}}}}}");
export const EnginesDocument = new Operation<EnginesQuery, EnginesQueryVariables>('Engines', "query Engines($organizationId:ID){engines(organizationId:$organizationId){id name about configured offline host takesKey models prices{model inputUsdPerMTok cachedInputUsdPerMTok outputUsdPerMTok}ownKey{endsWith createdAt}problem{message hint}}engineSettings(organizationId:$organizationId){defaultEngine fallbacks{engine model}pricesAsOf}}");
export const GenerationEstimateDocument = new Operation<GenerationEstimateQuery, GenerationEstimateQueryVariables>('GenerationEstimate', "query GenerationEstimate($organizationId:ID$engine:String!$model:String!){generationEstimate(organizationId:$organizationId engine:$engine model:$model){generations durationMs costUsd stages{stage durationMs}}}");
export const CreateProjectDocument = new Operation<CreateProjectMutation, CreateProjectMutationVariables>('CreateProject', "mutation CreateProject($input:CreateProjectInput!){createProject(input:$input){project{id}}}");
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
export const ActivityChangedDocument = new Operation<ActivityChangedSubscription, ActivityChangedSubscriptionVariables>('ActivityChanged', "subscription ActivityChanged($organizationId:ID){activityChanged(organizationId:$organizationId){running waiting open{id status progress currentStage project{id name}}}}");
export const FindProjectsDocument = new Operation<FindProjectsQuery, FindProjectsQueryVariables>('FindProjects', "query FindProjects($search:String$organizationId:ID){projects(search:$search first:8 organizationId:$organizationId){edges{node{id name latestGeneration{status}}}}}");
