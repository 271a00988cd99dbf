import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import type { GenerationEventBody } from '@millwright/domain';
import { pinStages } from '@millwright/domain';
import { ApiError, Graphql } from '../../core/graphql';
import type { Operation } from '../../core/operation';
import { GenerationStore } from './generation.store';

interface Follower {
  name: string;
  variables(): Record<string, unknown>;
  on: { next(data: unknown): void; connection?(isUp: boolean): void };
  isStopped: boolean;
}

/** The API as the store sees it: a project with one generation, and subscriptions that the test feeds. */
class FakeGraphql {
  readonly followers: Follower[] = [];
  readonly asked: { name: string; variables: unknown }[] = [];
  failure: ApiError | undefined;
  ask = async (operation: Operation<unknown, unknown>, variables: unknown): Promise<unknown> => {
    this.asked.push({ name: operation.name, variables });
    if (this.failure) throw this.failure;
    const { id } = variables as { id: string };
    if (operation.name === 'Generation') return { generation: { id, status: 'COMPLETE', project: { id: id.startsWith('old') ? 'p' : 'other' } } };
    return { project: { id: 'p', repository: null, generations: { edges: [{ node: { id: 'g', status: 'RUNNING' } }] } } };
  };
  follow = (operation: Operation<unknown, unknown>, variables: Follower['variables'], on: Follower['on']): (() => void) => {
    const follower = { name: operation.name, variables, on, isStopped: false };
    this.followers.push(follower);
    return () => (follower.isStopped = true);
  };
}

let graphql: FakeGraphql;
let store: GenerationStore;
beforeEach(() => {
  jest.useFakeTimers();
  graphql = new FakeGraphql();
  TestBed.configureTestingModule({ providers: [GenerationStore, { provide: Graphql, useValue: graphql }] });
  store = TestBed.inject(GenerationStore);
});
afterEach(() => jest.useRealTimers());

const follower = (name: string): Follower => graphql.followers.find((one) => one.name === name)!;
const queued: GenerationEventBody = { type: 'GENERATION_QUEUED', stages: pinStages(), engine: 'e', model: 'm', budgetMicros: null };
const tell = (seq: number, data: GenerationEventBody): void =>
  follower('GenerationEvents').on.next({ generationEvents: { cursor: String(seq), at: new Date(seq).toISOString(), data } });
const write = (offset: number, text: string): void =>
  follower('StageOutput').on.next({ stageOutput: { stage: 'DEV_PLAN', path: 'plan.md', offset, text } });

it('shows the generation that its address names, be it older than those that the project lists', async () => {
  await store.load('p', 'old-one');
  expect(store.generation()?.id).toBe('old-one');
  expect(follower('GenerationEvents').variables()).toEqual({ id: 'old-one', after: '0' });
});

it('shows no other generation in the place of one that the project has not', async () => {
  await store.load('p', 'strange');
  expect(store.generation()).toBeUndefined();
  expect(store.error()).toMatchObject({ code: 'NOT_FOUND' });
});

it('goes on after the last event it has, so that a reconnect misses nothing and repeats nothing', async () => {
  await store.load('p', undefined);
  expect(follower('GenerationEvents').variables()).toEqual({ id: 'g', after: '0' });
  tell(1, queued);
  tell(2, { type: 'GENERATION_STARTED', workflowId: 'w', runId: 'r' });
  expect(follower('GenerationEvents').variables()).toEqual({ id: 'g', after: '2' });
  await jest.advanceTimersByTimeAsync(20);
  expect(store.state()).toMatchObject({ seq: 2, status: 'RUNNING' });
  tell(2, { type: 'GENERATION_STARTED', workflowId: 'w', runId: 'r' });
  await jest.advanceTimersByTimeAsync(20);
  expect(store.log()).toHaveLength(2);
});

it('puts pieces of text where they belong, also those that overlap after a reconnect, and drops them once the file is there', async () => {
  await store.load('p', undefined);
  tell(1, queued);
  write(0, 'Hello ');
  write(6, 'wor');
  write(6, 'world');
  expect(store.live().get('DEV_PLAN plan.md')).toBe('Hello world');
  tell(2, { type: 'STAGE_COMPLETED', stage: 'DEV_PLAN', artifacts: [], durationMs: 1 });
  await jest.advanceTimersByTimeAsync(20);
  expect(store.live().size).toBe(0);
});

it('asks for the project again when the generation has ended, for its repository', async () => {
  await store.load('p', undefined);
  tell(1, queued);
  tell(2, { type: 'GENERATION_CANCELLED' });
  await jest.advanceTimersByTimeAsync(20);
  expect(graphql.asked.map(({ name }) => name)).toEqual(['Project', 'Project']);
  expect(store.isOpen()).toBe(false);
});

it('keeps what went wrong for the page to show, and what it had before', async () => {
  await store.load('p', undefined);
  graphql.failure = new ApiError('The server cannot be reached', 'OFFLINE');
  await store.load('p', undefined);
  expect(store.error()).toBe(graphql.failure);
  expect(store.generation()?.id).toBe('g');
});

it('lets go of its subscriptions when the page is left', async () => {
  await store.load('p', undefined);
  TestBed.resetTestingModule();
  expect(graphql.followers.every((one) => one.isStopped)).toBe(true);
});

it('knows when a stage that waits is tried again, and that it waits no more once it is', async () => {
  await store.load('p', undefined);
  tell(1, queued);
  tell(2, {
    type: 'ATTEMPT_FAILED',
    stage: 'DEV_PLAN',
    attempt: 1,
    error: { code: 'RATE_LIMITED', message: 'Slow down', isRetryable: true, nextRetryDelayMs: 5_000 },
    durationMs: 1,
  });
  await jest.advanceTimersByTimeAsync(20);
  expect([...store.nextAttempts()]).toEqual([['DEV_PLAN', 5_002]]);
  tell(3, { type: 'ATTEMPT_STARTED', stage: 'DEV_PLAN', attempt: 2, worker: 'w' });
  await jest.advanceTimersByTimeAsync(20);
  expect(store.nextAttempts().size).toBe(0);
});

it('says what is being finished while it pauses, and calls no failure what a person stopped', async () => {
  await store.load('p', undefined);
  const actor = { kind: 'user' as const, id: 'u', name: 'Ana' };
  tell(1, queued);
  tell(2, { type: 'GENERATION_STARTED', workflowId: 'w', runId: 'r' });
  for (const [seq, item] of [
    [3, 'a.ts'],
    [4, 'b.ts'],
  ] as const)
    tell(seq, { type: 'ATTEMPT_STARTED', stage: 'CODE', item, attempt: 1, worker: 'w' });
  tell(5, { type: 'GENERATION_PAUSED', actor });
  await jest.advanceTimersByTimeAsync(50);
  expect(store.finishing()).toBe('2 files are being finished');
  const error = { code: 'CANCELLED', message: 'Cancelled', isRetryable: false };
  for (const [seq, item] of [
    [6, 'a.ts'],
    [7, 'b.ts'],
  ] as const)
    tell(seq, { type: 'ATTEMPT_FAILED', stage: 'CODE', item, attempt: 1, error, durationMs: 1 });
  await jest.advanceTimersByTimeAsync(50);
  expect(store.finishing()).toBe('');
  expect(store.log().filter(({ isBad }) => isBad)).toEqual([]);
});

it('knows what cannot be done now, as the server would say it', async () => {
  const actor = { kind: 'user' as const, id: 'u', name: 'Ada' };
  await store.load('p', 'g');
  tell(1, { ...queued, budgetMicros: 2_000_000 });
  tell(2, { type: 'GENERATION_STARTED', workflowId: 'w', runId: 'r' });
  await jest.advanceTimersByTimeAsync(20);
  expect([store.refusal('pauseGeneration'), store.refusal('resumeGeneration')]).toEqual([null, 'The generation is not paused']);
  expect(store.refusal('raiseBudget', { budgetMicros: 1_000_000 })).toBe('The ceiling is $2.00 already');
  tell(3, { type: 'GENERATION_PAUSED', actor });
  await jest.advanceTimersByTimeAsync(20);
  expect([store.refusal('pauseGeneration'), store.refusal('resumeGeneration')]).toEqual(['The generation is paused already', null]);
  tell(4, { type: 'GENERATION_CANCEL_REQUESTED', actor });
  await jest.advanceTimersByTimeAsync(20);
  expect(store.refusal('cancelGeneration')).toBe('The generation is being cancelled');
});
