import {
  buildSchema,
  isNonNullType,
  isObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { CALLERS, Cast, everybody, from, type Caller, type Row } from '../support/cast.js';
import { TestClient } from '../support/client.js';

/** OK, or a refusal's code. What is let in may still be refused for the state of things: PRECONDITION_FAILED is OK here. */
type Outcome = string;
const [OK, NO, NONE, WHO] = ['OK', 'FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED'];
const since = (weakest: Caller): Row<Outcome> => from(weakest, { ok: OK, anonymous: WHO, stranger: NONE, weaker: NO });
const READS = since('VIEWER');
const WRITES = since('EDITOR');
const MANAGES = since('ADMIN');
const ANYBODY = everybody(OK);
/** On what is one's own: others' is not there for anybody. */
const OWNS = { ...everybody(NONE), OWNER: OK, anonymous: WHO };
/** Everybody has a list of their own. */
const OWN = { ...ANYBODY, anonymous: WHO };
const ADMINISTERS = { ...everybody(NONE), administrator: OK, anonymous: WHO };

/** What each kind of person gets from each field, on one organization's data. A field of the schema without a row fails. */
const EXPECTED: Record<string, Row<Outcome>> = {
  'Query.viewer': ANYBODY,
  'Query.signInOptions': ANYBODY,
  'Query.engines': READS,
  'Query.engineSettings': READS,
  'Query.apiKeys': OWN,
  'Query.previewUnderstanding': OWN,
  'Query.outbox': ADMINISTERS,
  'Query.workflowVersions': ADMINISTERS,
  'Query.administrators': ADMINISTERS,
  'Query.workerProcesses': ADMINISTERS,
  'Mutation.addAdministrator': ADMINISTERS,
  'Mutation.removeAdministrator': ADMINISTERS,
  // By the setup link alone, whoever asks.
  'Mutation.claimServer': { ...everybody(NONE), anonymous: WHO },
  'Query.organization': READS,
  'Query.usage': READS,
  'Query.project': READS,
  'Query.projects': READS,
  'Query.generation': READS,
  'Query.generationEvents': READS,
  'Query.generations': READS,
  'Query.waiting': READS,
  'Query.generationEstimate': READS,
  'Mutation.createProject': WRITES,
  'Mutation.startGeneration': WRITES,
  'Mutation.nameGeneration': WRITES,
  'Mutation.cancelGeneration': WRITES,
  'Mutation.pauseGeneration': WRITES,
  'Mutation.resumeGeneration': WRITES,
  'Query.stageReview': READS,
  'Query.previewCorrection': READS,
  'Query.repositoryFiles': READS,
  'Query.editConflicts': READS,
  'Mutation.editFile': WRITES,
  'Mutation.resolveConflicts': WRITES,
  'Query.failures': READS,
  'Query.compareGenerations': READS,
  'Mutation.approveStage': WRITES,
  'Mutation.raiseBudget': WRITES,
  'Mutation.forkGeneration': WRITES,
  'Mutation.retryGeneration': WRITES,
  'Mutation.retryFailures': WRITES,
  'Mutation.replayGeneration': WRITES,
  'Query.recordPolicy': READS,
  'Mutation.setRecordPolicy': MANAGES,
  'Mutation.setApproval': WRITES,
  'Mutation.updateProject': WRITES,
  'Mutation.reviseProject': WRITES,
  'Mutation.archiveProject': WRITES,
  'Mutation.deleteProject': MANAGES,
  'Mutation.restoreProject': MANAGES,
  'Query.githubConnection': READS,
  'Mutation.connectGithub': MANAGES,
  'Mutation.disconnectGithub': MANAGES,
  'Mutation.exportToGithub': WRITES,
  'Mutation.verifyGeneration': WRITES,
  'Mutation.setEngineKey': MANAGES,
  'Mutation.removeEngineKey': MANAGES,
  'Mutation.setEngineSettings': MANAGES,
  'Mutation.createApiKey': READS,
  'Mutation.revokeApiKey': OWNS,
  'Subscription.generationEvents': READS,
  'Subscription.stageOutput': READS,
  'Query.organizationEvents': MANAGES,
  'Subscription.organizationEvents': MANAGES,
  'Subscription.activityChanged': READS,
  // As the kind of the stream says: here, a generation's.
  'Query.streamEvents': READS,
  'Subscription.streamEvents': READS,
};

const schema: GraphQLSchema = buildSchema(readFileSync(join(import.meta.dirname, '../../api/schema.graphql'), 'utf8'), {
  assumeValidSDL: true,
});
const FIELDS = (['Query', 'Mutation', 'Subscription'] as const).flatMap((root) =>
  Object.values((schema.getType(root) as unknown as { getFields(): Record<string, GraphQLField<unknown, unknown>> }).getFields()).map(
    (field) => ({ root, field, name: `${root}.${field.name}` }),
  ),
);

interface Ids {
  organization: string;
  project: string;
  /** One that may be deleted. */
  doomed: string;
  generation: string;
  key: string;
  /** Of somebody who is made administrator, and is so no longer. */
  person: string;
  email: string;
}
const UUID = '00000000-0000-4000-8000-000000000000';
/** Ids of nothing: what a stranger is told of somebody's must be what is told of these. */
const NOTHING = 'n'.repeat(32);
const MISSING: Ids = {
  organization: NOTHING,
  project: UUID,
  doomed: UUID,
  generation: UUID,
  key: NOTHING,
  person: NOTHING,
  email: 'nobody@example.com',
};
let cast: Cast;
let ids: Ids;
const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });

beforeAll(async () => {
  await database.connect();
  cast = await Cast.gather();
  const owner = cast.as('OWNER');
  const project = (await owner.project('Guarded, and written AT-A-CRAWL')).id;
  const { createApiKey } = await owner.get<{ createApiKey: { apiKey: { id: string } } }>(
    'mutation { createApiKey(input: { name: "k" }) { apiKey { id } } }',
  );
  const spare = await TestClient.signUp('Spare');
  const person = await spare.get<{ viewer: { id: string } }>('{ viewer { id } }');
  ids = {
    organization: cast.organizationId,
    project,
    doomed: (await owner.project('Guarded, and to be deleted')).id,
    generation: await owner.start(project),
    key: createApiKey.apiKey.id,
    person: person.viewer.id,
    email: spare.email,
  };
});

afterAll(async () => {
  await cast.as('OWNER').ask(`mutation { cancelGeneration(input: { generationId: "${ids.generation}" }) { generation { id } } }`);
  await cast.close();
  await database.end();
});

it('has a row for every query, mutation and subscription of the schema, and for no other', () => {
  expect(FIELDS.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
});

it.each(FIELDS.map(({ name, root, field }) => ({ name, root, field })))(
  'gives each kind of person what the row of $name says',
  async (field) => {
    const got: Partial<Record<Caller, Outcome>> = {};
    for (const caller of CALLERS) {
      const before = await fingerprint();
      const refusal = await call(cast.as(caller), field, ids);
      got[caller] = refusal?.code ?? OK;
      if (EXPECTED[field.name]?.[caller] === OK) {
        if (got[caller] === 'PRECONDITION_FAILED') got[caller] = OK;
        continue;
      }
      expect([caller, await fingerprint()]).toEqual([caller, before]);
      if (got[caller] === NONE) expect([caller, await call(cast.as(caller), field, MISSING)]).toEqual([caller, refusal]);
    }
    expect(got).toEqual(EXPECTED[field.name]);
  },
);

/** Everything of the organization that a caller could have changed; what the running generation does by itself is left out. */
async function fingerprint(): Promise<string> {
  const { rows } = await database.query(
    `SELECT (SELECT count(*) FROM project WHERE org_id = $1) AS projects, (SELECT count(*) FROM generation WHERE org_id = $1) AS generations,
            (SELECT count(*) FROM ledger_entry WHERE org_id = $1 AND type IN ('GENERATION_PAUSED', 'GENERATION_RESUMED', 'GENERATION_CANCEL_REQUESTED', 'STAGE_APPROVED', 'STAGE_SENT_BACK', 'BUDGET_RAISED')) AS acts,
            (SELECT json_agg((approve_after, approve_criticality, name, description, archived_at, deleted_at) ORDER BY id) FROM project WHERE org_id = $1) AS approvals,
            (SELECT json_agg(name ORDER BY id) FROM generation WHERE org_id = $1) AS names, (SELECT count(*) FROM file_edit WHERE org_id = $1) AS edits, (SELECT count(*) FROM auth.apikey WHERE id = $2) AS keys, (SELECT count(*) FROM auth.server_administrator) AS administrators, (SELECT json_agg(e ORDER BY e::text) FROM engine_key e WHERE org_id = $1) AS engine_keys,
            (SELECT json_agg(s) FROM engine_settings s WHERE org_id = $1) AS engine_settings,
            (SELECT json_agg(c) FROM git_connection c WHERE org_id = $1) AS connections, (SELECT json_agg(x ORDER BY x::text) FROM repository_export x WHERE org_id = $1) AS exports, (SELECT count(*) FROM auth.member WHERE "organizationId" = $1) AS members`,
    [ids.organization, ids.key],
  );
  return JSON.stringify(rows[0]);
}

interface Refusal {
  code: string;
  message?: string;
  hint?: unknown;
}
interface Asked {
  name: string;
  root: string;
  field: GraphQLField<unknown, unknown>;
}

/** Why it was refused; undefined where it was not. */
async function call(client: TestClient, { name, root, field }: Asked, of: Ids): Promise<Refusal | undefined> {
  const definitions = field.args.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const text = `${root.toLowerCase()} ${definitions ? `(${definitions})` : ''} { ${field.name}${passed ? `(${passed})` : ''} ${selection(field.type)} }`;
  const variables = Object.fromEntries(field.args.map((arg) => [arg.name, valueOf(name, arg.name, arg.type, of)]));
  if (root !== 'Subscription') return refusalOf((await client.ask(text, variables)).errors);
  const values = client.subscribe(text, variables);
  try {
    const first = await Promise.race([values.next(), new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), 1_500))]);
    return first === 'open' ? undefined : refusalOf(first.value?.errors);
  } catch (error) {
    return refusalOf(error);
  } finally {
    void values.return?.();
  }
}

function refusalOf(errors: unknown): Refusal | undefined {
  const [first] = (errors ?? []) as { message: string; extensions: { code: string; hint?: unknown } }[];
  return first && { code: first.extensions.code, message: first.message, hint: first.extensions.hint };
}

function selection(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const scalars = Object.values(named.getFields()).filter((f) => f.args.length === 0 && !isObjectType(getNamedType(f.type)));
  if (scalars.length > 0) return `{ ${scalars.map((f) => f.name).join(' ')} }`;
  const inner = Object.values(named.getFields()).find((f) => !f.args.some((arg) => isNonNullType(arg.type)))!;
  return `{ ${inner.name} ${selection(inner.type)} }`;
}

/** A value for an argument of a field: ids are those of the organization's own rows, or of none. */
function valueOf(field: string, name: string, type: GraphQLInputType, of: Ids): unknown {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.fromEntries(
      Object.values(named.getFields())
        .filter((f) => isNonNullType(f.type) || ['organizationId', 'generationId'].includes(f.name))
        .map((f) => [f.name, named.name === 'RevokeApiKeyInput' ? of.key : valueOf(field, f.name, f.type, of)]),
    );
  if (name === 'organizationId') return of.organization;
  const isOfDeletion = field === 'Mutation.deleteProject' || field === 'Mutation.restoreProject';
  if (name === 'projectId') return isOfDeletion ? of.doomed : of.project;
  if (name === 'name' && isOfDeletion) return 'A project';
  if (name === 'userId') return of.person;
  if (name === 'email') return of.email;
  if (name === 'engine') return 'openai';
  if (name === 'corrections') return [];
  if (name === 'description') return 'Members borrow tools.';
  if (name === 'key') return process.env.MILLWRIGHT_TEST_PROVIDER_KEY!;
  if (/^(generation|left|right|stream)Id$/.test(name)) return of.generation;
  // `id` means a project in one query and a generation in another.
  if (name === 'id') return !isNonNullType(type) ? of.organization : field === 'Query.generation' ? of.generation : of.project;
  if (!isNonNullType(type)) return null;
  if (isListType(type)) return [];
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (named.name === 'Boolean') return true;
  return named.name === 'String' ? 'Long enough for all' : 1;
}
