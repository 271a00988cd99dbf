import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ApiProcess } from '../support/api-process.js';
import { TestClient, type TestEvent } from '../support/client.js';
import { until } from '../support/until.js';

const EVENTS = 'subscription ($id: ID!, $after: String) { generationEvents(generationId: $id, after: $after) { cursor type } }';
/** Subscriptions of somebody who does not read. */
const WATCHES = 300;
const WATCHES_EACH = 50;
/** Sockets that are opened at a time. */
const AT_ONCE = 20;

let ana: TestClient;
let other: ApiProcess;
beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  other = await ApiProcess.start();
});
afterAll(async () => {
  await ana.close();
  await other.stop();
});

/** The same person, through another process. */
const through = (api: ApiProcess): TestClient => new TestClient(ana.headers, ana.email, api.base);

it('tells the same through every API process, whichever one the work was started at', async () => {
  const project = await ana.project('A mill that two servers tell of');
  const id = await ana.start(project.id);
  const here = ana.events(id);
  const there = through(other).events(id);
  const [a, b] = await Promise.all([here, there]);
  const bare = (events: TestEvent[]): string[] => events.map((event) => `${event.cursor} ${event.type}`);
  expect(bare(b)).toEqual(bare(a));
  expect(a.at(-1)?.type).toBe('GENERATION_COMPLETED');
});

it('goes on at another process after the first was killed, with nothing missed or repeated', async () => {
  const first = await ApiProcess.start();
  const project = await ana.project('A mill that is written SLOWLY, while servers come and go');
  const id = await through(first).start(project.id);
  const seen: { cursor: string; type: string }[] = [];
  const client = createClient({
    url: `${first.base.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: ana.headers,
    retryAttempts: 0,
  });
  const lost = (async () => {
    for await (const { data } of client.iterate<{ generationEvents: { cursor: string; type: string } }>({
      query: EVENTS,
      variables: { id },
    }))
      if (data) seen.push(data.generationEvents);
  })().catch(() => 'lost');
  await until(() => seen.length >= 4);
  await first.kill();
  expect(await lost).toBe('lost');
  const rest = await through(other).events(id, seen.at(-1)!.cursor);
  const cursors = [...seen, ...rest].map((event) => Number(event.cursor));
  expect(cursors).toEqual(cursors.map((_, i) => i + 1));
  expect(rest.at(-1)?.type).toBe('GENERATION_COMPLETED');
});

it('holds a thousand idle subscriptions without trouble', async () => {
  const quiet = await ana.project('A mill that is written AT-A-CRAWL, so that nothing happens for long');
  const id = await ana.start(quiet.id);
  const api = await ApiProcess.start();
  const before = await api.memoryMb();
  let connected = 0;
  // A hundred sockets with ten subscriptions each.
  const clients = Array.from({ length: 100 }, () =>
    createClient({
      url: `${api.base.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: ana.headers,
      retryAttempts: 0,
      lazy: true,
      on: { connected: () => void connected++ },
    }),
  );
  let received = 0;
  const errors: unknown[] = [];
  // Until it is known whose they are, an address has few sockets; what is asked for by them comes all the same.
  for (let from = 0; from < clients.length; from += AT_ONCE) {
    for (const client of clients.slice(from, from + AT_ONCE))
      for (let i = 0; i < 10; i++)
        client.subscribe(
          { query: EVENTS, variables: { id } },
          {
            next: () => void received++,
            error: (error) => void errors.push(String((error as { message?: string }).message ?? error)),
            complete: () => undefined,
          },
        );
    await until(() => errors.length > 0 || connected >= from + AT_ONCE);
  }
  // Whoever asks for something else meanwhile is answered.
  await through(api).get('{ viewer { id } projects { totalCount } }');
  await until(async () => errors.length > 0 || (received >= 1_000 && (await api.metric('millwright_open_subscriptions')) === 1_000));
  expect(errors).toEqual([]);
  expect((await api.memoryMb()) - before).toBeLessThan(200);
  // Somebody else is served as if they were not there.
  const busy = through(api);
  const project = await busy.project('A mill beside a thousand watchers');
  const events = await busy.events(await busy.start(project.id));
  expect(events.at(-1)?.type).toBe('GENERATION_COMPLETED');
  await busy.close();
  for (const client of clients) await client.dispose();
  await until(async () => (await api.metric('millwright_open_subscriptions')) === 0);
  await api.stop();
  await ana.get('mutation ($id: ID!) { cancelGeneration(input: { generationId: $id }) { generation { id } } }', { id });
});

it('is not held up by someone who no longer reads, and keeps little for them', async () => {
  const api = await ApiProcess.start();
  // Connected, subscribed, and from then on reading nothing.
  const sockets = await Promise.all(
    Array.from({ length: WATCHES / WATCHES_EACH }, async () => {
      const socket = new WebSocket(`${api.base.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: ana.headers })));
        socket.once('message', () => resolve());
      });
      return socket;
    }),
  );
  const client = through(api);
  const project = await client.project('A mill that is watched by someone who fell asleep');
  const ids = [await client.start(project.id), await client.start(project.id)];
  const control = async (id: string, what: 'pause' | 'resume') =>
    await client.get(`mutation ($id: ID!) { ${what}Generation(input: { generationId: $id }) { generation { id } } }`, { id });
  for (const id of ids) await control(id, 'pause');
  // Large enough that all of it would not fit into what the system itself keeps for a socket.
  const stages =
    'stages { name title status attempts startedAt finishedAt provider model usage { inputTokens outputTokens costUsd } error }';
  const query = `subscription ($id: ID!) { generationEvents(generationId: $id) { cursor data generation {
    ${Array.from({ length: 10 }, (_, i) => `again${i}: ${stages}`).join(' ')} } } }`;
  for (const socket of sockets) {
    for (let i = 0; i < WATCHES_EACH; i++)
      socket.send(JSON.stringify({ id: String(i), type: 'subscribe', payload: { query, variables: { id: ids[i % ids.length] } } }));
    socket.pause();
  }
  await until(async () => (await api.metric('millwright_open_subscriptions')) === WATCHES);
  const before = await api.memoryMb();
  for (const id of ids) await control(id, 'resume');
  const seen = await Promise.all(ids.map((id) => client.events(id)));
  for (const events of seen) expect(events.at(-1)?.type).toBe('GENERATION_COMPLETED');
  // A tenth of a megabyte each, rows read ahead and all.
  expect((await api.memoryMb()) - before).toBeLessThan(WATCHES / 10);
  for (const socket of sockets) socket.terminate();
  await client.close();
  await until(async () => (await api.metric('millwright_open_subscriptions')) === 0);
  await api.stop();
});

it('lets one socket have fifty operations, also when all are asked for at once', async () => {
  const project = await ana.project('A mill that is written AT-A-CRAWL, for one socket');
  const id = await ana.start(project.id);
  const socket = new WebSocket(`${other.base.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const messages: { type: string; payload?: { extensions?: { code: string } }[] }[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString('utf8'))));
  socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: ana.headers })));
  await until(() => messages.some(({ type }) => type === 'connection_ack'));
  for (let i = 0; i < 60; i++)
    socket.send(JSON.stringify({ id: String(i), type: 'subscribe', payload: { query: EVENTS, variables: { id } } }));
  const refusals = () => messages.filter(({ type, payload }) => type === 'error' && payload?.[0]?.extensions?.code === 'RATE_LIMITED');
  await until(() => refusals().length === 10);
  expect(await other.metric('millwright_open_subscriptions')).toBeLessThanOrEqual(50);
  socket.terminate();
  await ana.get('mutation ($id: ID!) { cancelGeneration(input: { generationId: $id }) { generation { id } } }', { id });
});

it('shows what goes on in an organization, now and at each change, and to nobody else', async () => {
  const ben = await TestClient.signUp('Ben');
  const values = ben.subscribe<{ activityChanged: { running: number; waiting: number; open: { id: string }[] } }>(
    'subscription { activityChanged { running waiting open { id } } }',
    {},
  );
  const next = async () => (await values.next()).value?.data?.activityChanged;
  expect(await next()).toEqual({ running: 0, waiting: 0, open: [] });
  const project = await ben.project('A mill that is written AT-A-CRAWL and watched');
  const id = await ben.start(project.id);
  // Others are busy meanwhile; none of it is told here.
  await ana.events(await ana.start((await ana.project('Somebody else’s mill')).id));
  let now = await next();
  while (now?.running !== 1) now = await next();
  expect(now.open).toEqual([{ id }]);
  await ben.get('mutation ($id: ID!) { pauseGeneration(input: { generationId: $id }) { generation { id } } }', { id });
  while (now?.waiting !== 1) now = await next();
  await ben.get('mutation ($id: ID!) { cancelGeneration(input: { generationId: $id }) { generation { id } } }', { id });
  while (now?.open.length !== 0) now = await next();
  await values.return?.();
  await ben.close();
});

it('tells what waits, for what, since when and until when', async () => {
  const finn = await TestClient.signUp('Finn');
  interface Wait {
    reason: string;
    stage: string;
    since: string;
    until: string | null;
  }
  const waiting = async (): Promise<[string, Wait[]][]> =>
    (
      await finn.get<{ waiting: { generation: { id: string }; waits: Wait[] }[] }>(
        '{ waiting { generation { id } waits { reason stage since until } } }',
      )
    ).waiting.map(({ generation, waits }) => [generation.id, waits]);
  expect(await waiting()).toEqual([]);
  const before = Date.now();
  const held = await finn.start((await finn.project('A mill that is HELD-BACK by its provider')).id);
  const paused = await finn.start((await finn.project('A mill that is written AT-A-CRAWL')).id);
  await finn.events(paused, undefined, (event) => event.type === 'ATTEMPT_STARTED');
  const beforePause = Date.now();
  await finn.get('mutation ($id: ID!) { pauseGeneration(input: { generationId: $id }, inFlight: ABORT) { generation { id } } }', {
    id: paused,
  });
  let waits = new Map<string, Wait[]>();
  const isTold = (id: string, reason: string): boolean => waits.get(id)?.[0]?.reason === reason;
  await until(async () => {
    waits = new Map(await waiting());
    return isTold(held, 'PROVIDER_LIMIT') && isTold(paused, 'PAUSED');
  });
  expect(Date.parse(waits.get(paused)![0]!.since)).toBeGreaterThanOrEqual(beforePause);
  expect(waits.get(paused)).toEqual([{ reason: 'PAUSED', stage: 'DEV_PLAN', since: expect.any(String), until: null }]);
  const [{ since, until: end, ...wait }] = waits.get(held) as [Wait];
  expect(wait).toEqual({ reason: 'PROVIDER_LIMIT', stage: 'DEV_PLAN' });
  expect(Date.parse(since)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(end!) - Date.parse(since)).toBeGreaterThan(299_000);
  for (const id of [held, paused])
    await finn.get('mutation ($id: ID!) { cancelGeneration(input: { generationId: $id }) { generation { id } } }', { id });
  await until(async () => (await waiting()).length === 0);
  await finn.close();
});

it('lists the generations of an organization by status, and says what the next will take', async () => {
  const carl = await TestClient.signUp('Carl');
  const project = await carl.project('A mill for lists');
  const estimate = '{ generationEstimate(engine: "paced", model: "paced-1") { generations durationMs stages { stage durationMs } } }';
  expect(await carl.get(estimate)).toEqual({ generationEstimate: null });
  const failing = await carl.project('A mill that must FAIL-ALWAYS');
  const [good, bad] = [await carl.start(project.id), await carl.start(failing.id)];
  await Promise.all([carl.events(good), carl.events(bad)]);
  const list =
    'query ($status: [GenerationStatus!]) { generations(status: $status, first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }';
  const { generations } = await carl.get<{ generations: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
    list,
  );
  expect(generations).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  expect(await carl.get(list, { status: ['FAILED'] })).toMatchObject({ generations: { totalCount: 1, edges: [{ node: { id: bad } }] } });
  const { generationEstimate } = await carl.get<{ generationEstimate: { generations: number; durationMs: number; stages: unknown[] } }>(
    estimate,
  );
  expect(generationEstimate).toMatchObject({
    generations: 1,
    stages: expect.arrayContaining([{ stage: 'CODE', durationMs: expect.any(Number) }]),
  });
  await carl.close();
});

it('starts later what was asked for while Temporal was away, and says UNAVAILABLE where it must answer at once', async () => {
  const cutOff = await ApiProcess.start({ TEMPORAL_ADDRESS: '127.0.0.1:9' });
  expect((await fetch(`${cutOff.base}/readyz`)).status).toBe(503);
  const client = through(cutOff);
  const project = await client.project('A mill that was asked for in bad weather');
  const id = await client.start(project.id);
  const { errors } = await client.ask('mutation ($id: ID!) { pauseGeneration(input: { generationId: $id }) { generation { id } } }', {
    id,
  });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE' });
  // The other processes reach Temporal, and one of them starts it.
  expect((await ana.events(id)).at(-1)?.type).toBe('GENERATION_COMPLETED');
  await cutOff.stop();
});

it('limits requests for each user, across processes, and says how long to wait', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => ApiProcess.start({ RATE_LIMIT_PER_MINUTE: '6' })));
  const dora = await TestClient.signUp('Dora');
  const at = (api: ApiProcess): TestClient => new TestClient(dora.headers, '', api.base);
  const answers = [];
  for (let i = 0; i < 5; i++) for (const api of [one!, two!]) answers.push(await at(api).ask('{ viewer { id } }'));
  const codes = answers.map((answer) => answer.errors?.[0]?.extensions.code ?? 'OK');
  expect(codes.filter((code) => code === 'OK')).toHaveLength(6);
  expect(codes.slice(6)).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED']);
  expect(answers.at(-1)?.errors?.[0]?.extensions.retryAfterMs).toBeGreaterThan(0);
  // Somebody else is not held to account for it.
  const eve = await TestClient.signUp('Eve');
  expect((await new TestClient(eve.headers, '', one!.base).ask('{ viewer { id } }')).errors).toBeUndefined();
  await Promise.all([one!.stop(), two!.stop()]);
});

it('counts what asks for much as many requests', async () => {
  const api = await ApiProcess.start({ RATE_LIMIT_PER_MINUTE: '60' });
  const gus = await TestClient.signUp('Gus');
  const at = new TestClient(gus.headers, '', api.base);
  const much = '{ projects(first: 100) { edges { node { generations(first: 20) { edges { node { id status engine } } } } } } }';
  const codes = [];
  for (let i = 0; i < 10; i++) codes.push((await at.ask(much)).errors?.[0]?.extensions.code ?? 'OK');
  expect(codes.filter((code) => code === 'OK').length).toBeLessThanOrEqual(6);
  expect(codes.at(-1)).toBe('RATE_LIMITED');
  await api.stop();
});
