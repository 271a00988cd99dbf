import type { Plan } from '../plan.types.js';
import { addCalculators } from './calculators.js';
import { addFigures } from './figures.js';
import { addListViews } from './list-views.js';
import { addPayments, addShop } from './shop.js';
import { addLifecycles } from './states.js';
import { addTalk } from './talk.js';
import { addTies } from './ties.js';

/** Behaviour that a description asks for, each reader of verbs and wishes after those that it builds on. */
export function addRules(plan: Plan): void {
  addShop(plan);
  addTies(plan);
  addLifecycles(plan);
  addTalk(plan);
  addPayments(plan);
  addCalculators(plan);
  addFigures(plan);
  addListViews(plan);
}
