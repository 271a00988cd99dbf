export { Icon } from './icon';
export { Status, statusWord } from './status';
export { Trouble } from './trouble';
export { Skeleton } from './skeleton';
export { Criticality, criticalityColour, criticalityInk } from './criticality';
