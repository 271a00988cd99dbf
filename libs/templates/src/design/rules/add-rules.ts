import type { Plan } from '../plan.types.js';
import { addBelongings } from './belongings.js';
import { addBounds } from './bounds.js';
import { addCalculators } from './calculators.js';
import { addCategories } from './categories.js';
import { addCheckIns } from './check-ins.js';
import { addFigures } from './figures.js';
import { addFriends } from './friends.js';
import { addGames } from './games.js';
import { addListViews } from './list-views.js';
import { addLive } from './live.js';
import { closeComments } from './opinions.js';
import { addOverseers } from './overseers.js';
import { addPayments } from './payments.js';
import { addPlaylists } from './playlists.js';
import { addSending } from './sending.js';
import { addShares } from './shares.js';
import { addShop } from './shop.js';
import { dropIdleRoles } from './idle-roles.js';
import { addLifecycles } from './states.js';
import { addTalk } from './talk.js';
import { addTies } from './ties.js';
import { addUploads } from './uploads.js';

/** Behaviour that a description asks for, each reader of verbs and wishes after those that it builds on. */
export function addRules(plan: Plan): void {
  addBelongings(plan);
  addFriends(plan);
  addUploads(plan);
  addPlaylists(plan);
  addGames(plan);
  addShop(plan);
  addTies(plan);
  addCategories(plan);
  addCheckIns(plan);
  addLifecycles(plan);
  closeComments(plan);
  addTalk(plan);
  addSending(plan);
  addPayments(plan);
  addCalculators(plan);
  addBounds(plan);
  addFigures(plan);
  addShares(plan);
  addOverseers(plan);
  addListViews(plan);
  addLive(plan);
  dropIdleRoles(plan);
}
