import { ATTEMPT_EVENTS } from './attempts.js';
import { BUDGET_EVENTS } from './budget.js';
import { EDIT_EVENTS } from './edits.js';
import type { GenerationEvents } from './entry.js';
import { GATE_EVENTS } from './gates.js';
import { LIFECYCLE_EVENTS } from './lifecycle.js';
import { STAGE_EVENTS } from './stages.js';

/** What can happen to a generation: each event with what it changes, says, and draws on the timeline. */
export const GENERATION_EVENTS: GenerationEvents = {
  ...LIFECYCLE_EVENTS,
  ...STAGE_EVENTS,
  ...ATTEMPT_EVENTS,
  ...GATE_EVENTS,
  ...BUDGET_EVENTS,
  ...EDIT_EVENTS,
};
