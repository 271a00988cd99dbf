import { api } from './api.js';
import { crm } from './crm.js';
import { dashboard } from './dashboard.js';
import { directory } from './directory.js';
import { finance } from './finance.js';
import { portfolio } from './portfolio.js';
import { blog } from './blog.js';
import { booking } from './booking.js';
import { calculator } from './calculator.js';
import { events } from './events.js';
import { forum } from './forum.js';
import { game } from './game.js';
import type { Kind } from './kind.js';
import { learning } from './learning.js';
import { messaging } from './messaging.js';
import { shop } from './shop.js';
import { tracker } from './tracker.js';

/** Every kind of project that people ask for, with one description in plain words. */
export const KINDS: readonly Kind[] = [
  shop,
  booking,
  directory,
  blog,
  forum,
  tracker,
  dashboard,
  crm,
  events,
  learning,
  portfolio,
  calculator,
  game,
  api,
  finance,
  messaging,
];
