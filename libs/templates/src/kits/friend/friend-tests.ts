import type { Plan } from '../../writing/plan.js';
import type { FriendNames } from './friend.types.js';

/** test/friends.test.ts */
export function friendTests({ path }: FriendNames, plan: Plan): string {
  const role = (plan.roles.find(({ joins }) => joins === 'open') ?? plan.first!).slug;
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';

const three = (database: Database) => [person(database, '${role}'), person(database, '${role}'), person(database, '${role}')] as const;
const idsOf = (database: Database, viewer: Viewer) => listFriends(database, viewer).map(({ id }) => id);

test('given somebody is asked and agrees, the two are friends, and nobody else is', () => {
  const database = freshDatabase();
  const [ana, bo, cy] = three(database);
  askFriend(database, ana, bo.id, clock);
  assert.deepEqual([idsOf(database, ana), idsOf(database, bo)], [[], []]);
  acceptFriend(database, bo, ana.id, clock);
  assert.deepEqual(listFriends(database, ana), [{ id: bo.id, name: bo.name, since: NOW.toISOString() }]);
  assert.deepEqual([idsOf(database, bo), idsOf(database, cy)], [[ana.id], []]);
});

test('given a request, each of the two sees it as theirs or to them, until it is answered', () => {
  const database = freshDatabase();
  const [ana, bo, cy] = three(database);
  askFriend(database, ana, bo.id, clock);
  askFriend(database, cy, bo.id, clock);
  assert.deepEqual(listFriendRequests(database, ana), [{ id: bo.id, name: bo.name, isMine: true }]);
  assert.deepEqual(listFriendRequests(database, bo).map(({ id, isMine }) => [id, isMine]), [[ana.id, false], [cy.id, false]]);
  assert.deepEqual([countFriendRequests(database, ana), countFriendRequests(database, bo)], [0, 2]);
  acceptFriend(database, bo, ana.id, clock);
  assert.equal(countFriendRequests(database, bo), 1);
  assert.deepEqual(listFriendRequests(database, ana), []);
});

test('given both ask, they are friends without a further word', () => {
  const database = freshDatabase();
  const [ana, bo] = three(database);
  askFriend(database, ana, bo.id, clock);
  askFriend(database, bo, ana.id, clock);
  assert.deepEqual([idsOf(database, ana), idsOf(database, bo)], [[bo.id], [ana.id]]);
  assert.throws(() => askFriend(database, ana, bo.id, clock), refusedWith(409));
});

test('given a request of one’s own, nobody can agree for the other, and asking twice is refused', () => {
  const database = freshDatabase();
  const [ana, bo, cy] = three(database);
  askFriend(database, ana, bo.id, clock);
  assert.throws(() => acceptFriend(database, ana, bo.id, clock), refusedWith(404));
  assert.throws(() => acceptFriend(database, cy, ana.id, clock), refusedWith(404));
  assert.throws(() => askFriend(database, ana, bo.id, clock), refusedWith(409));
  assert.deepEqual(idsOf(database, bo), []);
});

test('given friends, either ends it; a request is declined or taken back the same way', () => {
  const database = freshDatabase();
  const [ana, bo, cy] = three(database);
  askFriend(database, ana, bo.id, clock);
  acceptFriend(database, bo, ana.id, clock);
  askFriend(database, ana, cy.id, clock);
  removeFriend(database, bo, ana.id, clock);
  assert.deepEqual([idsOf(database, ana), idsOf(database, bo)], [[], []]);
  removeFriend(database, ana, cy.id, clock);
  assert.deepEqual(listFriendRequests(database, cy), []);
  assert.throws(() => removeFriend(database, ana, cy.id, clock), refusedWith(404));
  askFriend(database, bo, ana.id, clock);
  removeFriend(database, ana, bo.id, clock);
  assert.deepEqual(listFriendRequests(database, bo), []);
});

test('given nobody, or oneself, there is no friend', () => {
  const database = freshDatabase();
  const [ana] = three(database);
  assert.throws(() => askFriend(database, ana, ana.id, clock), refusedWith(404));
  assert.throws(() => askFriend(database, ana, 9999, clock), refusedWith(404));
  for (const act of [askFriend, acceptFriend, removeFriend]) assert.throws(() => act(database, undefined, ana.id, clock), refusedWith(401));
  for (const read of [listFriends, listFriendRequests]) assert.throws(() => read(database, undefined), refusedWith(401));
});

test('given friends with several names, they are in the order of these', () => {
  const database = freshDatabase();
  const [ana, bo, cy] = three(database);
  for (const other of [cy, bo]) {
    askFriend(database, other, ana.id, clock);
    acceptFriend(database, ana, other.id, clock);
  }
  assert.deepEqual(idsOf(database, ana), [bo, cy].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id }) => id));
});

test('given the addresses of friends, one asks and the other agrees', async (t) => {
  const { database, as } = await startApp(t);
  const [ana, bo, cy] = three(database);
  assert.equal((await as(ana).send('POST', \`/api/${path}/\${bo.id}\`)).status, 204);
  assert.equal((await as(bo).send('POST', \`/api/${path}/\${ana.id}/accept\`)).status, 204);
  assert.deepEqual((await as(ana).get('/api/${path}')).json().friends.map(({ id }: Friend) => id), [bo.id]);
  assert.equal((await as(ana).send('POST', \`/api/${path}/\${bo.id}/remove\`)).status, 204);
  assert.equal((await as().get('/api/${path}')).status, 401);
${
  plan.pages
    ? `  assert.equal((await as(cy).post(\`/${path}/\${ana.id}\`)).status, 303);
  assert.ok((await as(ana).get('/${path}')).text.includes(\`/${path}/\${cy.id}/accept\`));
  assert.equal((await as(ana).post(\`/${path}/\${cy.id}/accept\`)).status, 303);
  const shown = await as(cy).get('/${path}');
  assert.ok(shown.text.includes(\`/${path}/\${ana.id}/remove\`) && shown.text.includes(\`action="/${path}/\${bo.id}"\`));
  assert.equal((await as(cy).post(\`/${path}/\${ana.id}/remove\`)).status, 303);
  assert.deepEqual(listFriends(database, cy), []);
`
    : `  assert.deepEqual(listFriends(database, cy), []);
`
}});
`;
}
