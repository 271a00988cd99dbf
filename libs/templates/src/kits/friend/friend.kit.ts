import type { FriendRule } from '../../design/design.types.js';
import type { Plan } from '../../writing/plan.js';
import type { Draft } from '../../writing/project-file.js';
import type { Contribution, Kit } from '../kit.js';
import { friendPages, friendRoutes } from './friend-pages.js';
import { friendService } from './friend-service.js';
import { friendTests } from './friend-tests.js';
import type { FriendNames } from './friend.types.js';

/** Two people who are friends once the other has agreed; each sees only their own. */
export const friendKit: Kit<FriendRule> = {
  name: 'friend',
  contribute(_rule, plan) {
    if (!plan.people) return {};
    const names = namesFor(plan);
    const { path, table } = names;
    const draft = (file: string, purpose: string, role: Draft['role'], component: Draft['component'], code: string): Draft => ({
      path: file,
      purpose,
      role,
      component,
      code,
    });
    return {
      tables: [tableFor(table)],
      files: [
        draft(`src/services/${path}.ts`, 'Who is whose friend, and who asked', 'service', 'Services', friendService(names)),
        ...(plan.pages ? [draft(`src/pages/${path}.ts`, 'Friends and requests', 'view', 'Pages', friendPages(names))] : []),
        draft(`src/routes/${path}.ts`, 'Addresses of friends', 'controller', 'Routes', friendRoutes(names, plan)),
        draft(`test/${path}.test.ts`, 'Who becomes whose friend', 'test', 'Tests', friendTests(names, plan)),
      ],
      routeFunctions: ['addFriendRoutes'],
      navigation: plan.pages ? [{ label: 'Friends', href: `/${path}`, may: 'viewer !== undefined' }] : [],
      tiles: [`{ label: 'Friend requests', href: '/${path}', value: countFriendRequests(database, request.viewer) }`],
      paths: [
        { method: 'get', path: `/api/${path}`, summary: 'Friends of the viewer' },
        { method: 'post', path: `/api/${path}/{id}`, summary: 'Ask somebody to be friends' },
        { method: 'post', path: `/api/${path}/{id}/accept`, summary: 'Agree to a request' },
        { method: 'post', path: `/api/${path}/{id}/remove`, summary: 'End it, decline a request, or take one back' },
      ],
      afterSeed: [exampleFriends(table)],
    } satisfies Contribution;
  },
};

function namesFor(plan: Plan): FriendNames {
  const isFree = (path: string): boolean => !plan.records.some((record) => record.path === path) && path !== plan.peoplePath;
  return {
    path: ['friends', 'your-friends', 'friend-list'].find(isFree)!,
    table: plan.records.some((record) => record.table === 'friendship') ? 'friends_of_two' : 'friendship',
  };
}

/** One row for two people, whoever of them asked. */
const tableFor = (table: string): string => `CREATE TABLE ${table} (
  id INTEGER PRIMARY KEY,
  asked_by_id INTEGER NOT NULL REFERENCES person_account (id) ON DELETE CASCADE,
  asked_id INTEGER NOT NULL REFERENCES person_account (id) ON DELETE CASCADE,
  accepted_at TEXT,
  CHECK (asked_by_id <> asked_id)
) STRICT;
CREATE UNIQUE INDEX ${table}_of_two ON ${table} (min(asked_by_id, asked_id), max(asked_by_id, asked_id));`;

/** Neighbours in the list of accounts know each other; every third has not answered yet. */
const exampleFriends = (table: string): string =>
  `INSERT INTO ${table} (asked_by_id, asked_id, accepted_at) SELECT one.id, other.id, CASE WHEN one.id % 3 = 0 THEN NULL ELSE one.created_at END FROM person_account one JOIN person_account other ON other.id IN (one.id + 1, one.id + 2)`;
