import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptInvitation, changeProfile, closeAccount, findInvitation, invite, listPeople, peopleToChoose, rolesToJoin, signIn, signUp } from '../src/people/accounts.ts';
import { hashPassword, isPassword, passwordFault } from '../src/people/passwords.ts';
import { FIRST_ROLE, INVITED_ROLES, OPEN_ROLES, PEOPLE_PATH } from '../src/people/roles.ts';
import { endSession, sessionCookie, startSession, viewerOfSecret } from '../src/people/sessions.ts';
import { Throttle } from '../src/people/throttle.ts';
import { profileSample } from './samples.ts';
import { clock, firstPerson, freshDatabase, NOW, person, refusedWith, startApp } from './support.ts';

const PASSWORD = 'several words together';
const newcomer = { name: 'Ana', email: 'Ana@Example.org', password: PASSWORD, ...profileSample(FIRST_ROLE) };

test('given nobody is there, whoever signs up first looks after the rest', () => {
  const database = freshDatabase();
  assert.deepEqual(rolesToJoin(database), [FIRST_ROLE]);
  const viewer = signUp(database, newcomer, clock);
  assert.deepEqual({ ...viewer, id: 1 }, { id: 1, name: 'Ana', email: 'ana@example.org', role: FIRST_ROLE });
  assert.deepEqual(rolesToJoin(database), OPEN_ROLES);
});

test('given somebody is there, nobody becomes the first role by signing up', () => {
  const database = freshDatabase();
  firstPerson(database);
  assert.throws(() => signUp(database, { ...newcomer, role: FIRST_ROLE }, clock), refusedWith(OPEN_ROLES.length === 0 ? 403 : 422));
});

test('given what is wrong with an account, each field says so', () => {
  const database = freshDatabase();
  assert.throws(() => signUp(database, { name: '', email: 'x', password: 'short' }, clock), refusedWith(422, 'name', 'email', 'password'));
});

test('given passwords, short, common and simple ones are refused', () => {
  assert.equal(passwordFault('a1b2c3d4e5', 'ana@example.org'), undefined);
  for (const wrong of ['a1b2c3d4e', 'password123', 'aaaaaaaaaaab', 'hello-bernard-1', 'x1y2'.repeat(51)]) assert.ok(passwordFault(wrong, 'bernard@example.org'), wrong);
});

test('given a password, its hash checks it and no other', () => {
  const stored = hashPassword(PASSWORD);
  assert.ok(!stored.includes(PASSWORD));
  assert.equal(isPassword(PASSWORD, stored), true);
  assert.equal(isPassword(`${PASSWORD}.`, stored), false);
  assert.equal(isPassword('', 'none'), false);
});

test('given a session, it lasts two weeks or until it is ended', () => {
  const database = freshDatabase();
  const viewer = firstPerson(database);
  const secret = startSession(database, viewer.id, clock);
  const after = (days: number) => () => new Date(NOW.getTime() + days * 86_400_000);
  assert.deepEqual(viewerOfSecret(database, secret, after(13)), viewer);
  assert.equal(viewerOfSecret(database, secret, after(14)), undefined);
  assert.equal(database.prepare('SELECT 1 FROM person_session WHERE secret_hash = ?').get(secret), undefined);
  endSession(database, secret);
  assert.equal(viewerOfSecret(database, secret, clock), undefined);
});

test('given production, cookies are sent over TLS only, and never to scripts', () => {
  assert.match(sessionCookie('x', true), /HttpOnly; SameSite=Lax; Max-Age=1209600; Secure$/);
  assert.doesNotMatch(sessionCookie('x', false), /Secure/);
});

test('given five wrong passwords, the sixth try waits 15 minutes, even with the right one', () => {
  const database = freshDatabase();
  signUp(database, newcomer, clock);
  let now = NOW.getTime();
  const throttle = new Throttle(() => new Date(now));
  const attempt = (password: string) => signIn(database, throttle, { email: 'ana@example.org', password }, '127.0.0.1', clock);
  for (let i = 0; i < 5; i++) assert.throws(() => attempt('wrong'), refusedWith(401));
  assert.throws(() => attempt(PASSWORD), refusedWith(429));
  now += 15 * 60_000;
  assert.equal(attempt(PASSWORD).viewer.name, 'Ana');
});

test('given an invitation, its link makes one account with its role', () => {
  const database = freshDatabase();
  const first = firstPerson(database);
  const role = INVITED_ROLES[0]!;
  const secret = invite(database, first, { email: 'bo@example.org', role }, clock);
  assert.deepEqual(findInvitation(database, secret, clock), { email: 'bo@example.org', role });
  const made = acceptInvitation(database, secret, { name: 'Bo', password: PASSWORD, ...profileSample(role) }, clock);
  assert.deepEqual([made.role, made.email], [role, 'bo@example.org']);
  assert.throws(() => acceptInvitation(database, secret, { name: 'Bo', password: PASSWORD }, clock), refusedWith(404));
});

test('given an invitation of two weeks ago, it is too old', () => {
  const database = freshDatabase();
  const secret = invite(database, firstPerson(database), { email: 'bo@example.org', role: INVITED_ROLES[0]! }, clock);
  assert.throws(() => findInvitation(database, secret, () => new Date(NOW.getTime() + 14 * 86_400_000)), refusedWith(404));
});

test('given a stranger or another role, people are not theirs to look after', () => {
  const database = freshDatabase();
  const others = INVITED_ROLES.filter((role) => role !== FIRST_ROLE).map((role) => person(database, role));
  for (const viewer of [undefined, ...others]) {
    const status = viewer ? 403 : 401;
    assert.throws(() => listPeople(database, viewer), refusedWith(status));
    assert.throws(() => invite(database, viewer, { email: 'bo@example.org', role: INVITED_ROLES[0]! }, clock), refusedWith(status));
    assert.throws(() => closeAccount(database, viewer, 1, true, clock), refusedWith(status));
  }
});

test('given an account is closed, its sessions end and it cannot be chosen', () => {
  const database = freshDatabase();
  const first = firstPerson(database);
  const other = firstPerson(database);
  const secret = startSession(database, other.id, clock);
  closeAccount(database, first, other.id, true, clock);
  assert.equal(viewerOfSecret(database, secret, clock), undefined);
  assert.deepEqual(peopleToChoose(database).map(({ id }) => id), [first.id]);
  closeAccount(database, first, other.id, false, clock);
  assert.equal(peopleToChoose(database, FIRST_ROLE).length, 2);
  assert.throws(() => closeAccount(database, first, first.id, true, clock), refusedWith(409));
});

test('given a new password, the present one is asked for', () => {
  const database = freshDatabase();
  const viewer = signUp(database, newcomer, clock);
  const change = (password: string) => changeProfile(database, viewer, { name: 'Ana', newPassword: 'another long one', password, ...profileSample(viewer.role) }, undefined);
  assert.throws(() => change('wrong'), refusedWith(422, 'password'));
  change(PASSWORD);
  assert.equal(signIn(database, new Throttle(clock), { email: viewer.email, password: 'another long one' }, '', clock).viewer.id, viewer.id);
});

test('given the right password, a program gets a token that says who it is', async (t) => {
  const { database, as } = await startApp(t);
  signUp(database, newcomer, clock);
  assert.equal((await as().send('POST', '/api/sign-in', { email: 'ana@example.org', password: 'wrong' })).status, 401);
  const { token } = (await as().send('POST', '/api/sign-in', { email: 'ana@example.org', password: PASSWORD })).json();
  const headers = { authorization: `Bearer ${token}` };
  assert.equal((await as().get('/api/profile', headers)).json().name, 'Ana');
  assert.equal((await as().send('POST', '/api/sign-out', {}, headers)).status, 204);
  assert.equal((await as().get('/api/profile', headers)).status, 401);
});

test('given a stranger, people cannot be listed', async (t) => {
  const { database, as } = await startApp(t);
  assert.equal((await as().get(`/api${PEOPLE_PATH}`)).status, 401);
  assert.equal((await as(firstPerson(database)).get(`/api${PEOPLE_PATH}`)).json().length, 1);
});
// #if pages

test('given the forms of accounts, somebody signs up, out and in, and goes where she wanted', async (t) => {
  const { as } = await startApp(t);
  assert.equal((await as().get('/sign-up')).status, 200);
  assert.equal((await as().post('/sign-up', { ...newcomer, password: 'short' })).status, 422);
  const joined = await as().post('/sign-up', newcomer);
  assert.match(joined.headers.get('set-cookie')!, /^session=.+HttpOnly/);
  assert.equal((await as().get('/sign-in')).status, 200);
  assert.equal((await as().post('/sign-in', { email: newcomer.email, password: 'wrong' })).status, 401);
  const there = await as().post('/sign-in?next=/profile', { email: newcomer.email, password: PASSWORD });
  assert.equal(there.headers.get('location'), '/profile');
  const elsewhere = await as().post('/sign-in?next=//elsewhere.example', { email: newcomer.email, password: PASSWORD });
  assert.equal(elsewhere.headers.get('location'), '/');
  const cookie = { cookie: there.headers.get('set-cookie')!.split(';')[0]! };
  assert.equal((await as().get('/profile', cookie)).status, 200);
  await as().post('/sign-out', {}, cookie);
  assert.equal((await as().get('/profile', cookie)).headers.get('location'), '/sign-in?next=%2Fprofile');
});

test('given the people page, somebody is invited by a link', async (t) => {
  const { database, as } = await startApp(t);
  const client = as(firstPerson(database));
  assert.equal((await client.get(PEOPLE_PATH)).status, 200);
  assert.equal((await client.post(`${PEOPLE_PATH}/invitations`, { email: 'x', role: INVITED_ROLES[0]! })).status, 422);
  const answer = await client.post(`${PEOPLE_PATH}/invitations`, { email: 'bo@example.org', role: INVITED_ROLES[0]! });
  const link = /\/invitations\/[\w-]+/.exec(answer.text)![0];
  assert.equal((await as().get(link)).status, 200);
  assert.equal((await as().post(link, { name: 'Bo', password: PASSWORD, ...profileSample(INVITED_ROLES[0]!) })).status, 303);
  assert.equal((await as().get(link)).status, 404);
});
// #end
