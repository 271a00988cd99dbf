import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { ApiError, Graphql } from '../../core/graphql';
import { Session } from '../../core/session';
import { NewProjectPage } from './new-project.page';

const ENGINE = { about: '', configured: true, offline: true, host: 'SELF', takesKey: false, prices: [], ownKey: null, problem: null };
const REFUSED = new ApiError('The key is wrong', 'PRECONDITION_FAILED');
const read = (...outcomes: string[]) => ({
  previewUnderstanding: {
    projectKind: 'app',
    warnings: [],
    phrases: outcomes.map((outcome, i) => ({ from: i, to: i + 1, text: 'x', outcome, reason: null, evidence: [] })),
  },
});
type Call = [string, Record<string, unknown>];

let engine: object;
let calls: Call[];
let went: unknown[];
/** What the server answers to each start; nothing: it is started. */
let refusals: (Error | undefined)[];
/** What the built-in engine makes of descriptions. */
let preview: (description: string) => unknown;
let fixture: ComponentFixture<NewProjectPage>;

const ask = async ({ name }: { name: string }, variables: { input?: Record<string, unknown> }): Promise<unknown> => {
  if (name === 'Engines')
    return {
      engines: [{ ...ENGINE, id: 'offline', name: 'Offline', models: ['templates'], ...engine }],
      engineSettings: { defaultEngine: null },
    };
  if (name === 'GenerationEstimate') return { generationEstimate: null };
  if (name === 'PreviewUnderstanding') return preview(String((variables as { description?: string }).description));
  calls.push([name, variables.input!]);
  await Promise.resolve();
  const refusal = name === 'StartGeneration' ? refusals.shift() : undefined;
  if (refusal) throw refusal;
  return { createProject: { project: { id: `p${calls.filter(([one]) => one === 'CreateProject').length}` } } };
};

beforeEach(async () => {
  [calls, went, refusals] = [[], [], []];
  engine = {};
  preview = () => read('BUILT');
  [sessionStorage, localStorage].forEach((storage) => storage.clear());
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

const text = (): string => (fixture.nativeElement as HTMLElement).textContent!.replaceAll(/\s+/g, ' ');
const nothing = () => {
  throw new ApiError('The input is refused', 'BAD_INPUT', {
    fields: [{ path: 'description', message: 'The offline engine found nothing in it' }],
  });
};

it('refuses what nothing can be built from before there is a project, and takes what is written instead', async () => {
  preview = nothing;
  write('description', 'asdf qwer zxcv uiop');
  await start();
  expect(calls).toEqual([]);
  expect(text()).toContain('The offline engine found nothing in it. Say in English who does what');
  preview = () => read('NOT_BUILT', 'IGNORED');
  write('description', 'Lorem ipsum dolor sit amet');
  await start();
  expect(calls).toEqual([]);
  preview = () => read('NOT_BUILT', 'BUILT');
  write('description', 'Members borrow tools');
  await start();
  expect(calls.map(([name]) => name)).toEqual(['CreateProject', 'StartGeneration']);
});

it('asks once whether a model is to be paid for making sense of it', async () => {
  engine = { offline: false, prices: [{ model: 'templates', inputUsdPerMTok: 3, cachedInputUsdPerMTok: null, outputUsdPerMTok: 15 }] };
  preview = nothing;
  await open();
  expect(text()).toContain('Written by Offline: $0.54 to $3.60, without a ceiling. It runs through without waiting for you.');
  write('description', 'asdf qwer zxcv uiop');
  await start();
  expect(calls).toEqual([]);
  expect(text()).toContain('Start all the same');
  await start();
  expect(calls.map(([name]) => name)).toEqual(['CreateProject', 'StartGeneration']);
});

it('begins with what was written before somebody signed up, in whatever tab', async () => {
  localStorage.setItem('draft', JSON.stringify({ description: 'Members borrow tools', at: Date.now() }));
  await open();
  expect(field('description').value).toBe('Members borrow tools');
  expect(localStorage).toHaveLength(0);
  await open();
  expect(field('description').value).toBe('Members borrow tools');
});
