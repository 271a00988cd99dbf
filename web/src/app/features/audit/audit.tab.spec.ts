import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { ApiError, Graphql } from '../../core/graphql';
import { Session } from '../../core/session';
import { AuditTab } from './audit.tab';

const event = (n: number) => ({ cursor: String(n), at: `2026-01-0${n}T00:00:00.000Z`, type: 'X', actor: 'Ana', message: `Ana did ${n}` });
interface Followed {
  after(): string | null;
  next(n: number): void;
}

let asked: unknown[];
let refusal: Error | undefined;
let followed: Followed | undefined;
let isStopped: boolean;
let canManage: boolean;
let fixture: ComponentFixture<AuditTab>;

/** Five entries, two on a page. */
const ask = async (_operation: unknown, variables: { after: string | null }): Promise<unknown> => {
  asked.push(variables);
  await Promise.resolve();
  if (refusal) throw refusal;
  const end = variables.after ? Number(variables.after) : 6;
  const page = [end - 1, end - 2].filter((n) => n > 0).map(event);
  const pageInfo = { hasNextPage: end > 3, endCursor: page.at(-1)?.cursor ?? null };
  return { organizationEvents: { edges: page.map((node) => ({ node })), pageInfo } };
};
const follow = (_operation: unknown, variables: () => { after: string | null }, on: { next(data: object): void }): (() => void) => {
  followed = { after: () => variables().after, next: (n) => on.next({ organizationEvents: event(n) }) };
  return () => (isStopped = true);
};

beforeEach(() => {
  [asked, refusal, followed, isStopped, canManage] = [[], undefined, undefined, false, true];
  TestBed.configureTestingModule({
    providers: [
      { provide: Graphql, useValue: { ask, follow } },
      { provide: Session, useValue: { canManage: () => canManage, organization: () => ({ organizationId: 'o' }) } },
    ],
  });
});
async function open(): Promise<void> {
  fixture = TestBed.createComponent(AuditTab);
  await fixture.whenStable();
}
const text = (): string => (fixture.nativeElement as HTMLElement).textContent!;
const shown = (): string[] => [...text().matchAll(/Ana did (\d)/g)].map(([, n]) => n!);
async function press(name: RegExp): Promise<void> {
  const buttons = [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
  buttons.find((button) => name.test(button.textContent!))!.click();
  await fixture.whenStable();
}

it('shows the newest page, then older ones until there are no more', async () => {
  await open();
  expect(shown()).toEqual(['5', '4']);
  await press(/older/);
  expect(shown()).toEqual(['5', '4', '3', '2']);
  await press(/older/);
  expect(shown()).toEqual(['5', '4', '3', '2', '1']);
  expect(text()).not.toContain('Show older');
});

it('follows from the newest on, and moves nothing until it is asked to', async () => {
  await open();
  expect(followed!.after()).toBe('5');
  for (const n of [6, 6, 7]) followed!.next(n);
  await fixture.whenStable();
  expect(shown()).toEqual(['5', '4']);
  // A reconnect goes on where it was.
  expect(followed!.after()).toBe('7');
  await press(/Show 2 new/);
  expect(shown()).toEqual(['7', '6', '5', '4']);
  fixture.destroy();
  expect(isStopped).toBe(true);
});

it('says why it could not be loaded, and tries again', async () => {
  refusal = new ApiError('The database does not answer', 'UNAVAILABLE');
  await open();
  expect(text()).toContain('The database does not answer');
  refusal = undefined;
  await press(/again|retry/i);
  expect(shown()).toEqual(['5', '4']);
});

it('asks nothing for whoever may not read it, and says who may', async () => {
  canManage = false;
  await open();
  expect(text()).toContain('An owner or admin');
  expect([asked, followed]).toEqual([[], undefined]);
});

it('offers the ledger of this organization as a file', async () => {
  await open();
  const link = (fixture.nativeElement as HTMLElement).querySelector('a[download]')!;
  expect(link.getAttribute('href')).toBe('/organizations/o/ledger');
});
