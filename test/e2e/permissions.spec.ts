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
import { TestClient } from '../support/client.js';

type Caller = 'anonymous' | 'stranger' | 'OWNER' | 'ADMIN' | 'EDITOR' | 'MEMBER' | 'VIEWER';
const READERS: Caller[] = ['OWNER', 'ADMIN', 'EDITOR', 'MEMBER', 'VIEWER'];
const WRITERS: Caller[] = ['OWNER', 'ADMIN', 'EDITOR'];
const SIGNED_IN: Caller[] = [...READERS, 'stranger'];

/**
 * Who may call each field on an organization's data: all others are refused. A field of the schema that is
 * missing here fails the first test. `own`: a stranger may call it too, and gets only what is theirs.
 */
const EXPECTED: Record<string, { allowed: Caller[]; isOwn?: boolean }> = {
  'Query.viewer': { allowed: [...SIGNED_IN, 'anonymous'] },
  'Query.signInOptions': { allowed: [...SIGNED_IN, 'anonymous'] },
  'Query.engines': { allowed: READERS },
  'Query.engineSettings': { allowed: READERS },
  'Query.apiKeys': { allowed: SIGNED_IN, isOwn: true },
  'Query.outbox': { allowed: [] },
  'Query.workflowVersions': { allowed: [] },
  'Query.administrators': { allowed: [] },
  'Query.workerProcesses': { allowed: [] },
  'Mutation.addAdministrator': { allowed: [] },
  'Mutation.removeAdministrator': { allowed: [] },
  // By the setup link alone, whoever asks.
  'Mutation.claimServer': { allowed: [] },
  'Query.organization': { allowed: READERS },
  'Query.project': { allowed: READERS },
  'Query.projects': { allowed: READERS },
  'Query.generation': { allowed: READERS },
  'Query.generationEvents': { allowed: READERS },
  'Query.generations': { allowed: READERS },
  'Query.waiting': { allowed: READERS },
  'Query.generationEstimate': { allowed: READERS },
  'Mutation.createProject': { allowed: WRITERS },
  'Mutation.startGeneration': { allowed: WRITERS },
  'Mutation.cancelGeneration': { allowed: WRITERS },
  'Mutation.pauseGeneration': { allowed: WRITERS },
  'Mutation.resumeGeneration': { allowed: WRITERS },
  'Query.stageReview': { allowed: READERS },
  'Query.repositoryFiles': { allowed: READERS },
  'Query.editConflicts': { allowed: READERS },
  'Mutation.editFile': { allowed: WRITERS },
  'Mutation.resolveConflicts': { allowed: WRITERS },
  'Query.failures': { allowed: READERS },
  'Query.compareGenerations': { allowed: READERS },
  'Mutation.approveStage': { allowed: WRITERS },
  'Mutation.raiseBudget': { allowed: WRITERS },
  'Mutation.forkGeneration': { allowed: WRITERS },
  'Mutation.retryGeneration': { allowed: WRITERS },
  'Mutation.retryFailures': { allowed: WRITERS },
  'Mutation.replayGeneration': { allowed: WRITERS },
  'Query.recordPolicy': { allowed: READERS },
  'Mutation.setRecordPolicy': { allowed: ['OWNER', 'ADMIN'] },
  'Mutation.setApproval': { allowed: WRITERS },
  'Mutation.updateProject': { allowed: WRITERS },
  'Query.githubConnection': { allowed: READERS },
  'Mutation.connectGithub': { allowed: ['OWNER', 'ADMIN'] },
  'Mutation.disconnectGithub': { allowed: ['OWNER', 'ADMIN'] },
  'Mutation.exportToGithub': { allowed: WRITERS },
  'Mutation.setEngineKey': { allowed: ['OWNER', 'ADMIN'] },
  'Mutation.removeEngineKey': { allowed: ['OWNER', 'ADMIN'] },
  'Mutation.setEngineSettings': { allowed: ['OWNER', 'ADMIN'] },
  'Mutation.createApiKey': { allowed: READERS },
  'Mutation.revokeApiKey': { allowed: ['OWNER'] },
  'Subscription.generationEvents': { allowed: READERS },
  'Subscription.stageOutput': { allowed: READERS },
  'Subscription.activityChanged': { allowed: READERS },
};

const schema: GraphQLSchema = buildSchema(readFileSync(join(import.meta.dirname, '../../api/schema.graphql'), 'utf8'), {
  assumeValidSDL: true,
});
const FIELDS = (['Query', 'Mutation', 'Subscription'] as const).flatMap((root) =>
  Object.values((schema.getType(root) as unknown as { getFields(): Record<string, GraphQLField<unknown, unknown>> }).getFields()).map(
    (field) => ({ root, field, name: `${root}.${field.name}` }),
  ),
);

const callers = new Map<Caller, TestClient>([['anonymous', TestClient.anonymous()]]);
const ids = { organization: '', project: '', generation: '', key: '' };
const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });

beforeAll(async () => {
  await database.connect();
  const owner = await TestClient.signUp('Owner');
  callers.set('OWNER', owner);
  callers.set('stranger', await TestClient.signUp('Stranger'));
  const { viewer } = await owner.get<{ viewer: { memberships: { organizationId: string }[] } }>(
    '{ viewer { memberships { organizationId } } }',
  );
  ids.organization = viewer.memberships[0]!.organizationId;
  for (const role of ['ADMIN', 'EDITOR', 'MEMBER', 'VIEWER'] as const) {
    const person = await TestClient.signUp(role);
    await owner.invite(person, role.toLowerCase(), ids.organization);
    callers.set(role, person);
  }
  ids.project = (await owner.project('Guarded, and written AT-A-CRAWL')).id;
  ids.generation = await owner.start(ids.project);
  const { createApiKey } = await owner.get<{ createApiKey: { apiKey: { id: string } } }>(
    'mutation { createApiKey(input: { name: "k" }) { apiKey { id } } }',
  );
  ids.key = createApiKey.apiKey.id;
});

afterAll(async () => {
  await callers.get('OWNER')?.ask(`mutation { cancelGeneration(input: { generationId: "${ids.generation}" }) { generation { id } } }`);
  for (const client of callers.values()) await client.close();
  await database.end();
});

it('speaks of every query, mutation and subscription of the schema, and of no other', () => {
  expect(FIELDS.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe.each(FIELDS.map(({ name, root, field }) => ({ name, root, field })))('$name', ({ name, root, field }) => {
  const expected = EXPECTED[name] ?? { allowed: [] };
  it.each([...READERS, 'stranger', 'anonymous'] as Caller[])('as %s', async (caller) => {
    const before = await fingerprint();
    const code = await call(callers.get(caller)!, root, field);
    if (expected.allowed.includes(caller)) {
      // Allowed: what remains can only be about the state of things, never about who asks.
      expect(['OK', 'PRECONDITION_FAILED']).toContain(code);
      return;
    }
    expect(code).toEqual(caller === 'anonymous' ? 'UNAUTHENTICATED' : expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/));
    if (caller === 'stranger') expect(code).toBe('NOT_FOUND');
    expect(await fingerprint()).toBe(before);
  });
});

/** Everything of the organization that a caller could have changed; what the running generation does by itself is left out. */
async function fingerprint(): Promise<string> {
  const { rows } = await database.query(
    `SELECT (SELECT count(*) FROM project WHERE org_id = $1) AS projects, (SELECT count(*) FROM generation WHERE org_id = $1) AS generations,
            (SELECT count(*) FROM ledger_entry WHERE org_id = $1 AND type IN ('GENERATION_PAUSED', 'GENERATION_RESUMED', 'GENERATION_CANCEL_REQUESTED', 'STAGE_APPROVED', 'STAGE_SENT_BACK', 'BUDGET_RAISED')) AS acts,
            (SELECT json_agg((approve_after, approve_criticality, name, description)) FROM project WHERE org_id = $1) AS approvals,
            (SELECT count(*) FROM file_edit WHERE org_id = $1) AS edits, (SELECT count(*) FROM auth.apikey WHERE id = $2) AS keys, (SELECT json_agg(e) FROM engine_key e WHERE org_id = $1) AS engine_keys,
            (SELECT json_agg(s) FROM engine_settings s WHERE org_id = $1) AS engine_settings,
            (SELECT json_agg(c) FROM git_connection c WHERE org_id = $1) AS connections, (SELECT json_agg(x) FROM repository_export x WHERE org_id = $1) AS exports, (SELECT count(*) FROM auth.member WHERE "organizationId" = $1) AS members`,
    [ids.organization, ids.key],
  );
  return JSON.stringify(rows[0]);
}

async function call(client: TestClient, root: string, field: GraphQLField<unknown, unknown>): Promise<string> {
  const definitions = field.args.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const text = `${root.toLowerCase()} ${definitions ? `(${definitions})` : ''} { ${field.name}${passed ? `(${passed})` : ''} ${selection(field.type)} }`;
  const variables = Object.fromEntries(field.args.map((arg) => [arg.name, valueOf(arg.name, arg.type)]));
  if (root !== 'Subscription') {
    const { errors } = await client.ask(text, variables);
    return errors?.[0]?.extensions.code ?? 'OK';
  }
  const values = client.subscribe(text, variables);
  try {
    const first = await Promise.race([values.next(), new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), 1_500))]);
    if (first === 'open') return 'OK';
    return first.value?.errors?.[0]?.extensions?.code ?? 'OK';
  } catch (error) {
    return (error as { extensions?: { code?: string } }[])[0]?.extensions?.code ?? String(error);
  } finally {
    void values.return?.();
  }
}

function selection(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const scalars = Object.values(named.getFields()).filter((f) => f.args.length === 0 && !isObjectType(getNamedType(f.type)));
  if (scalars.length > 0) return `{ ${scalars.map((f) => f.name).join(' ')} }`;
  const inner = Object.values(named.getFields()).find((f) => !f.args.some((arg) => isNonNullType(arg.type)))!;
  return `{ ${inner.name} ${selection(inner.type)} }`;
}

/** A value for an argument: ids are those of the organization's own rows. */
function valueOf(name: string, type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.fromEntries(
      Object.values(named.getFields())
        .filter((f) => isNonNullType(f.type) || ['organizationId', 'generationId'].includes(f.name))
        .map((f) => [f.name, named.name === 'RevokeApiKeyInput' ? ids.key : valueOf(f.name, f.type)]),
    );
  if (name === 'organizationId') return ids.organization;
  if (name === 'projectId') return ids.project;
  if (name === 'engine') return 'openai';
  if (name === 'key') return process.env.MILLWRIGHT_TEST_PROVIDER_KEY!;
  if (/^(generation|left|right)Id$/.test(name)) return ids.generation;
  if (name === 'id') return isNonNullType(type) ? idFor() : ids.organization;
  if (!isNonNullType(type)) return null;
  if (isListType(type)) return [];
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (named.name === 'Boolean') return true;
  return named.name === 'String' ? 'Long enough for all' : 1;
}

/** `id` means a project in one query and a generation in another; both are tried by which test runs. */
function idFor(): string {
  return /Query\.generation\b/.test(expect.getState().currentTestName ?? '') ? ids.generation : ids.project;
}
