import type { FriendNames } from './friend.types.js';

/** src/services/friends.ts */
export const friendService = ({ table }: FriendNames): string => `export interface Friend {
  id: number;
  name: string;
  /** When the other agreed. */
  since: string;
}

export interface FriendRequest {
  /** Of the other. */
  id: number;
  name: string;
  /** The viewer asked, and waits for the other. */
  isMine: boolean;
}

const OTHER = 'CASE asked_by_id WHEN ?1 THEN asked_id ELSE asked_by_id END';

/** The viewer's friends, by name. */
export function listFriends(database: Database, viewer: Viewer | undefined): Friend[] {
  if (!viewer) throw refused(viewer);
  const rows = database
    .prepare(
      \`SELECT person_account.id, person_account.name, accepted_at FROM ${table} JOIN person_account ON person_account.id = \${OTHER}
        WHERE ?1 IN (asked_by_id, asked_id) AND accepted_at IS NOT NULL ORDER BY person_account.name, person_account.id\`,
    )
    .all(viewer.id);
  return rows.map((row) => ({ id: row.id as number, name: row.name as string, since: row.accepted_at as string }));
}

/** Requests that nobody has answered yet: those to the viewer, and the viewer's own. */
export function listFriendRequests(database: Database, viewer: Viewer | undefined): FriendRequest[] {
  if (!viewer) throw refused(viewer);
  const rows = database
    .prepare(
      \`SELECT person_account.id, person_account.name, asked_by_id FROM ${table} JOIN person_account ON person_account.id = \${OTHER}
        WHERE ?1 IN (asked_by_id, asked_id) AND accepted_at IS NULL ORDER BY ${table}.id\`,
    )
    .all(viewer.id);
  return rows.map((row) => ({ id: row.id as number, name: row.name as string, isMine: row.asked_by_id === viewer.id }));
}

export const countFriendRequests = (database: Database, viewer: Viewer | undefined): number =>
  listFriendRequests(database, viewer).filter(({ isMine }) => !isMine).length;

/**
 * Asks somebody to be friends; who asked the viewer before is a friend from now on.
 *
 * @throws Refusal 404 for nobody and oneself, 409 where it was asked before.
 */
export function askFriend(database: Database, viewer: Viewer | undefined, otherId: number, clock: Clock): void {
  if (!viewer) throw refused(viewer);
  const other = database.prepare('SELECT 1 FROM person_account WHERE id = ?').get(otherId);
  if (!other || otherId === viewer.id) throw notFound('There is nobody to ask');
  transaction(database, () => {
    if (accept(database, viewer, otherId, clock)) return;
    const { changes } = database.prepare('INSERT INTO ${table} (asked_by_id, asked_id) VALUES (?, ?) ON CONFLICT DO NOTHING').run(viewer.id, otherId);
    if (changes === 0) throw conflict('You are friends, or have asked already');
    noteChange(database, viewer, '${table}', otherId, 'Asked to be friends', clock());
  });
}

/** @throws Refusal 404 where the other has not asked. */
export function acceptFriend(database: Database, viewer: Viewer | undefined, otherId: number, clock: Clock): void {
  if (!viewer) throw refused(viewer);
  transaction(database, () => {
    if (!accept(database, viewer, otherId, clock)) throw notFound('There is no such request');
  });
}

function accept(database: Database, viewer: Viewer, otherId: number, clock: Clock): boolean {
  const { changes } = database
    .prepare('UPDATE ${table} SET accepted_at = ? WHERE asked_by_id = ? AND asked_id = ? AND accepted_at IS NULL')
    .run(clock().toISOString(), otherId, viewer.id);
  if (changes === 0) return false;
  noteChange(database, viewer, '${table}', otherId, 'Became friends', clock());
  return true;
}

/** Ends it, declines a request, or takes one back. @throws Refusal 404 where the two have nothing to do with each other. */
export function removeFriend(database: Database, viewer: Viewer | undefined, otherId: number, clock: Clock): void {
  if (!viewer) throw refused(viewer);
  transaction(database, () => {
    const { changes } = database
      .prepare('DELETE FROM ${table} WHERE (asked_by_id = ?1 AND asked_id = ?2) OR (asked_by_id = ?2 AND asked_id = ?1)')
      .run(viewer.id, otherId);
    if (changes === 0) throw notFound('You are no friends');
    noteChange(database, viewer, '${table}', otherId, 'Ended it', clock());
  });
}
`;
