import type { Clock } from '../shared/clock.ts';
import { Reader, type Input } from '../shared/reader.ts';
import { conflict, invalid, notAllowed, notFound, Refusal, refused } from '../shared/refusals.ts';
import { noteChange } from '../storage/change-log.ts';
import { takenColumn, transaction, type Database } from '../storage/database.ts';
import { hashPassword, isPassword, passwordFault } from './passwords.ts';
import { parseProfile, type Profile } from './profile.ts';
import { FIRST_ROLE, INVITED_ROLES, isFirst, OPEN_ROLES, ROLES, type Role } from './roles.ts';
import { hashOf, newSecret, startSession, toViewer } from './sessions.ts';
import type { Throttle } from './throttle.ts';
import type { Viewer } from './viewer.ts';

const INVITATION_DAYS = 14;

export interface Person extends Viewer {
  isClosed: boolean;
  since: string;
}

export const hasPeople = (database: Database): boolean => database.prepare('SELECT 1 FROM person_account').get() !== undefined;

/** Roles that somebody may choose now: nobody is there yet, so the first account looks after the rest. */
export const rolesToJoin = (database: Database): readonly Role[] => (hasPeople(database) ? OPEN_ROLES : [FIRST_ROLE]);

/** @throws Refusal 422 by field, 409 where the address has an account, 403 where nobody may join by themselves. */
export function signUp(database: Database, input: Input, clock: Clock): Viewer {
  return transaction(database, () => {
    const roles = rolesToJoin(database);
    if (roles.length === 0) throw notAllowed('Accounts are by invitation; ask for one');
    const read = new Reader(input);
    const role = roles.length === 1 && read.isBlank('role') ? roles[0]! : read.choice('role', roles);
    return addPerson(database, read, input, role, clock);
  });
}

/** Checks an account's fields and makes it. */
function addPerson(database: Database, read: Reader, input: Input, role: Role, clock: Clock, email = read.email('email')): Viewer {
  const name = read.text('name', { max: 120 });
  const password = String(input['password'] ?? '');
  const fault = passwordFault(password, email);
  if (fault) read.fault('password', fault, undefined);
  const profile = parseProfile(role, input);
  const faults = { ...('faults' in profile ? profile.faults : {}), ...read.faults };
  if (Object.keys(faults).length > 0 || 'faults' in profile) throw invalid(faults);
  return storePerson(database, { name, email, role, password: hashPassword(password), profile: profile.values }, clock);
}

/** @throws Refusal 409 where the address has an account. */
export function storePerson(
  database: Database,
  { name, email, role, password, profile }: { name: string; email: string; role: Role; password: string; profile: Profile },
  clock: Clock,
): Viewer {
  try {
    const { lastInsertRowid } = database
      .prepare('INSERT INTO person_account (name, email, role, password, profile, created_at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(name, email, role, password, JSON.stringify(profile), clock().toISOString());
    return { id: Number(lastInsertRowid), name, email, role };
  } catch (error) {
    if (takenColumn(error) === 'email') throw conflict('There is an account with this address already', { email: 'There is an account with this address already' });
    throw error;
  }
}

/** @returns the secret of a new session. @throws Refusal 401, or 429 after too many tries. */
export function signIn(database: Database, throttle: Throttle, input: Input, from: string, clock: Clock): { secret: string; viewer: Viewer } {
  const email = String(input['email'] ?? '').trim().toLowerCase();
  const keys = [`account ${email}`, `address ${from} ${email}`];
  for (const key of keys) throttle.check(key);
  const row = database.prepare('SELECT id, name, email, role, password, closed_at FROM person_account WHERE email = ?').get(email);
  // An unknown address takes as long as a wrong password, and is answered alike.
  const isRight = isPassword(String(input['password'] ?? ''), (row?.password as string | undefined) ?? UNKNOWN);
  if (!row || !isRight || row.closed_at !== null) {
    for (const key of keys) throttle.fail(key);
    throw new Refusal(401, 'The email address or the password is wrong');
  }
  for (const key of keys) throttle.clear(key);
  return { secret: startSession(database, row.id as number, clock), viewer: toViewer(row) };
}
const UNKNOWN = hashPassword(newSecret());

/** @returns the secret of the link that makes an account of this role, once. */
export function invite(database: Database, viewer: Viewer | undefined, input: Input, clock: Clock): string {
  if (!isFirst(viewer)) throw refused(viewer);
  const read = new Reader(input);
  const email = read.email('email');
  const role = read.choice('role', INVITED_ROLES);
  if (Object.keys(read.faults).length > 0) throw invalid(read.faults);
  if (database.prepare('SELECT 1 FROM person_account WHERE email = ?').get(email)) throw conflict('There is an account with this address already', { email: 'There is an account with this address already' });
  const secret = newSecret();
  database
    .prepare('INSERT INTO person_invitation (secret_hash, email, role, expires_at) VALUES (?, ?, ?, ?)')
    .run(hashOf(secret), email, role, new Date(clock().getTime() + INVITATION_DAYS * 86_400_000).toISOString());
  return secret;
}

/** Whom an invitation is for. @throws Refusal 404 for one that is unknown, used or too old. */
export function findInvitation(database: Database, secret: string, clock: Clock): { email: string; role: Role } {
  const row = database
    .prepare('SELECT email, role FROM person_invitation WHERE secret_hash = ? AND used_at IS NULL AND expires_at > ?')
    .get(hashOf(secret), clock().toISOString());
  if (!row) throw notFound('This invitation is used or too old; ask for another');
  return { email: row.email as string, role: row.role as Role };
}

export function acceptInvitation(database: Database, secret: string, input: Input, clock: Clock): Viewer {
  return transaction(database, () => {
    const { email, role } = findInvitation(database, secret, clock);
    const person = addPerson(database, new Reader(input), input, role, clock, email);
    database.prepare('UPDATE person_invitation SET used_at = ? WHERE secret_hash = ?').run(clock().toISOString(), hashOf(secret));
    return person;
  });
}

export function listPeople(database: Database, viewer: Viewer | undefined): Person[] {
  if (!isFirst(viewer)) throw refused(viewer);
  const rows = database.prepare('SELECT id, name, email, role, created_at, closed_at FROM person_account ORDER BY closed_at IS NOT NULL, name COLLATE NOCASE').all();
  return rows.map((row) => ({ ...toViewer(row), isClosed: row.closed_at !== null, since: row.created_at as string }));
}

/** Ends an account, or opens it again. What the person did stays. */
export function closeAccount(database: Database, viewer: Viewer | undefined, id: number, isClosed: boolean, clock: Clock): void {
  if (!isFirst(viewer)) throw refused(viewer);
  if (viewer?.id === id) throw conflict('You cannot close your own account');
  transaction(database, () => {
    const { changes } = database.prepare('UPDATE person_account SET closed_at = ? WHERE id = ?').run(isClosed ? clock().toISOString() : null, id);
    if (changes === 0) throw notFound('There is no such account');
    database.prepare('DELETE FROM person_session WHERE person_id = ?').run(id);
    noteChange(database, viewer, 'person_account', id, isClosed ? 'Closed the account' : 'Opened the account again', clock());
  });
}

/** People who can be chosen, by name; of one role where it is given. */
export function peopleToChoose(database: Database, role?: Role): { id: number; name: string }[] {
  const rows = role
    ? database.prepare('SELECT id, name FROM person_account WHERE closed_at IS NULL AND role = ? ORDER BY name COLLATE NOCASE').all(role)
    : database.prepare('SELECT id, name FROM person_account WHERE closed_at IS NULL ORDER BY name COLLATE NOCASE').all();
  return rows.map((row) => ({ id: row.id as number, name: row.name as string }));
}

export function readProfile(database: Database, viewer: Viewer): Profile {
  return JSON.parse(database.prepare('SELECT profile FROM person_account WHERE id = ?').get(viewer.id)!.profile as string) as Profile;
}

/** Name and the role's own fields; a new password asks for the present one and ends the other sessions. */
export function changeProfile(database: Database, viewer: Viewer | undefined, input: Input, keepSecret: string | undefined): void {
  if (!viewer) throw refused(viewer);
  const read = new Reader(input);
  const name = read.text('name', { max: 120 });
  const profile = parseProfile(viewer.role, input);
  const password = String(input['newPassword'] ?? '');
  if (password !== '') {
    const fault = passwordFault(password, viewer.email);
    if (fault) read.fault('newPassword', fault, undefined);
    const { password: stored } = database.prepare('SELECT password FROM person_account WHERE id = ?').get(viewer.id)!;
    if (!isPassword(String(input['password'] ?? ''), stored as string)) read.fault('password', 'This is not your password', undefined);
  }
  const faults = { ...('faults' in profile ? profile.faults : {}), ...read.faults };
  if (Object.keys(faults).length > 0 || 'faults' in profile) throw invalid(faults);
  transaction(database, () => {
    database.prepare('UPDATE person_account SET name = ?, profile = ? WHERE id = ?').run(name, JSON.stringify(profile.values), viewer.id);
    if (password === '') return;
    database.prepare('UPDATE person_account SET password = ? WHERE id = ?').run(hashPassword(password), viewer.id);
    database.prepare('DELETE FROM person_session WHERE person_id = ? AND secret_hash <> ?').run(viewer.id, hashOf(keepSecret ?? ''));
  });
}

export const roleName = (role: Role): string => ROLES[role];
