import { animals } from './animals.js';
import { community } from './community.js';
import { events } from './events.js';
import { finance } from './finance.js';
import { food } from './food.js';
import { games } from './games.js';
import { garden } from './garden.js';
import { health } from './health.js';
import { hr } from './hr.js';
import { it } from './it.js';
import { jobs } from './jobs.js';
import { library } from './library.js';
import { logistics } from './logistics.js';
import { media } from './media.js';
import { plain } from './plain.js';
import { personal } from './personal.js';
import { property } from './property.js';
import { publicLife } from './public-life.js';
import { school } from './school.js';
import { shop } from './shop.js';
import { sports } from './sports.js';
import { travel } from './travel.js';
import type { Thing } from './thing.js';

/** Every kind of thing that is known; where two have a word in common the first is meant, unless the domain tells. */
export const THINGS: readonly Thing[] = [
  ...shop,
  ...food,
  ...health,
  ...school,
  ...library,
  ...sports,
  ...garden,
  ...animals,
  ...travel,
  ...property,
  ...events,
  ...finance,
  ...hr,
  ...it,
  ...logistics,
  ...media,
  ...community,
  ...games,
  ...jobs,
  ...personal,
  ...publicLife,
  ...plain,
];
