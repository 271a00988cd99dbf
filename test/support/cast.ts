import { asOwner, grantAdministrator } from '@millwright/persistence';
import { TestClient } from './client.js';

/** The kinds of people that a server knows, seen from one organization; `administrator` is one of the server, and a stranger to it. */
export const CALLERS = ['anonymous', 'stranger', 'administrator', 'VIEWER', 'MEMBER', 'EDITOR', 'ADMIN', 'OWNER'] as const;
export type Caller = (typeof CALLERS)[number];
/** What each of them gets. */
export type Row<Outcome> = Readonly<Record<Caller, Outcome>>;

/** A row by the weakest role that is let in; administrators of the server are strangers to an organization. */
export function from<Outcome>(
  weakest: Caller,
  outcomes: { ok: Outcome; anonymous: Outcome; stranger: Outcome; weaker: Outcome },
): Row<Outcome> {
  const { ok, anonymous, stranger, weaker } = outcomes;
  const of = (caller: Caller): Outcome => (CALLERS.indexOf(caller) >= CALLERS.indexOf(weakest) ? ok : weaker);
  return Object.fromEntries(
    CALLERS.map((caller) => [
      caller,
      caller === 'anonymous' ? anonymous : caller === 'stranger' || caller === 'administrator' ? stranger : of(caller),
    ]),
  ) as Row<Outcome>;
}

/** The same for all. */
export function everybody<Outcome>(outcome: Outcome): Row<Outcome> {
  return Object.fromEntries(CALLERS.map((caller) => [caller, outcome])) as Row<Outcome>;
}

/** An organization with somebody in each role, and those who are outside of it. */
export class Cast {
  private constructor(
    readonly organizationId: string,
    readonly organizationSlug: string,
    private readonly people: ReadonlyMap<Caller, TestClient>,
  ) {}

  static async gather(base?: string): Promise<Cast> {
    const [owner, stranger, administrator] = await Promise.all(
      ['Owner', 'Stranger', 'Administrator'].map((name) => TestClient.signUp(name, base)),
    );
    const people = new Map<Caller, TestClient>([
      ['anonymous', TestClient.anonymous(base)],
      ['stranger', stranger!],
      ['administrator', administrator!],
      ['OWNER', owner!],
    ]);
    await asOwner(process.env.MILLWRIGHT_TEST_DATABASE!, (db) => grantAdministrator(db, administrator!.email, 'test'));
    const { viewer } = await owner!.get<{ viewer: { memberships: { organizationId: string; organizationSlug: string }[] } }>(
      '{ viewer { memberships { organizationId organizationSlug } } }',
    );
    const { organizationId, organizationSlug } = viewer.memberships[0]!;
    for (const role of ['ADMIN', 'EDITOR', 'MEMBER', 'VIEWER'] as const) {
      const person = await TestClient.signUp(role, base);
      await owner!.invite(person, role.toLowerCase(), organizationId);
      people.set(role, person);
    }
    return new Cast(organizationId, organizationSlug, people);
  }

  /** The same people, before another organization. */
  elsewhere(organizationId: string, organizationSlug: string): Cast {
    return new Cast(organizationId, organizationSlug, this.people);
  }

  as(caller: Caller): TestClient {
    return this.people.get(caller)!;
  }

  async close(): Promise<void> {
    for (const person of this.people.values()) await person.close();
  }
}
