/** What words stand for, as the reading of wishes asks for it. */
export { classifyNoun } from '../knowledge/classify-noun.js';
export { isPerson } from '../knowledge/people.js';
export { thingOf } from '../knowledge/thing-of.js';
