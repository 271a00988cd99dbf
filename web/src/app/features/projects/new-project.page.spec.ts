import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { ApiError, Graphql } from '../../core/graphql';
import { Session } from '../../core/session';
import { NewProjectPage } from './new-project.page';

const ENGINE = { about: '', configured: true, offline: true, host: 'SELF', takesKey: false, prices: [], ownKey: null, problem: null };
const REFUSED = new ApiError('The key is wrong', 'PRECONDITION_FAILED');
type Call = [string, Record<string, unknown>];

let calls: Call[];
let went: unknown[];
/** What the server answers to each start; nothing: it is started. */
let refusals: (Error | undefined)[];
let fixture: ComponentFixture<NewProjectPage>;

const ask = async ({ name }: { name: string }, variables: { input?: Record<string, unknown> }): Promise<unknown> => {
  if (name === 'Engines')
    return { engines: [{ ...ENGINE, id: 'offline', name: 'Offline', models: ['templates'] }], engineSettings: { defaultEngine: null } };
  if (name === 'GenerationEstimate') return { generationEstimate: { generations: 0, durationMs: 0, costUsd: 0, stages: [] } };
  calls.push([name, variables.input!]);
  await Promise.resolve();
  const refusal = name === 'StartGeneration' ? refusals.shift() : undefined;
  if (refusal) throw refusal;
  return { createProject: { project: { id: `p${calls.filter(([one]) => one === 'CreateProject').length}` } } };
};

beforeEach(async () => {
  [calls, went, refusals] = [[], [], []];
  sessionStorage.clear();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: Graphql, useValue: { ask } },
      { provide: Session, useValue: { canWrite: () => true, organization: () => ({ organizationId: 'o' }) } },
    ],
  });
  TestBed.inject(Router).navigate = async (to) => Boolean(went.push(to));
  await open();
});
async function open(): Promise<void> {
  fixture?.destroy();
  fixture = TestBed.createComponent(NewProjectPage);
  await fixture.whenStable();
}
const field = (id: string): HTMLTextAreaElement => (fixture.nativeElement as HTMLElement).querySelector(`#${id}`)!;
function write(id: string, text: string): void {
  field(id).value = text;
  field(id).dispatchEvent(new Event('input'));
}
const press = (): boolean =>
  (fixture.nativeElement as HTMLElement).querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
async function start(): Promise<void> {
  press();
  await fixture.whenStable();
}
const texts = (): unknown[][] => calls.map(([name, { name: called, description }]) => [name, called, description]);

it('starts what is written now, in the one project that a refused start has left', async () => {
  refusals = [REFUSED];
  write('description', 'First idea of a shop');
  await start();
  write('description', 'Second idea of a club');
  await start();
  expect(texts()).toEqual([
    ['CreateProject', 'First idea of a shop', 'First idea of a shop'],
    ['StartGeneration', undefined, undefined],
    ['UpdateProject', 'Second idea of a club', 'Second idea of a club'],
    ['StartGeneration', undefined, undefined],
  ]);
  expect(calls.map(([, input]) => input['projectId'])).toEqual([undefined, 'p1', 'p1', 'p1']);
  expect(went).toEqual([['/projects', 'p1']]);
  expect(sessionStorage).toHaveLength(0);
});

it('keeps draft, name and the project that was made across a reload', async () => {
  refusals = [REFUSED];
  write('description', 'First idea of a shop');
  write('name', 'Shop');
  await start();
  await open();
  expect([field('description').value, field('name').value]).toEqual(['First idea of a shop', 'Shop']);
  write('name', 'Other shop');
  await start();
  expect(texts().filter(([name]) => name !== 'StartGeneration')).toEqual([
    ['CreateProject', 'Shop', 'First idea of a shop'],
    ['UpdateProject', 'Other shop', 'First idea of a shop'],
  ]);
});

it('makes one project and one generation of two quick presses', async () => {
  write('description', 'First idea of a shop');
  press();
  await start();
  expect(calls.map(([name]) => name)).toEqual(['CreateProject', 'StartGeneration']);
});

it('leaves whoever has gone elsewhere where they are', async () => {
  write('description', 'First idea of a shop');
  press();
  fixture.destroy();
  await new Promise((resolve) => setTimeout(resolve));
  expect(calls.map(([name]) => name)).toEqual(['CreateProject', 'StartGeneration']);
  expect(went).toEqual([]);
});

it('suggests a name with every sign of its script', async () => {
  write('description', 'हिन्दी किताब की दुकान के लिए ऐप');
  await start();
  expect(calls[0]![1]['name']).toBe('हिन्दी किताब की दुकान के');
});

it('warns of what looks like a secret in the description, without showing it again', async () => {
  const warning = (): string => (fixture.nativeElement as HTMLElement).querySelector('.secrets')!.textContent!.trim();
  write('description', 'A shop where users sign in with a password of 8 characters');
  await fixture.whenStable();
  expect(warning()).toBe('');
  write('description', 'A shop. The database is at db.example, password = Tr0ub4dor&3');
  await fixture.whenStable();
  expect(warning()).toContain('seems to hold a secret (value of a password)');
  expect(warning()).not.toContain('Tr0ub4dor');
});
