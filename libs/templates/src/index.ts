export type { Design } from './design/design.types.js';
export { NothingUnderstood } from './design/design-of.js';
export { nounSenses } from './knowledge/wordnet.js';
export { Templates } from './templates-engine.js';
