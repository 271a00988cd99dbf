export type { Design, Understanding } from './design/design.types.js';
