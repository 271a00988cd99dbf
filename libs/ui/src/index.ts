export { Icon } from './icon';
export { Status } from './status';
export { Trouble } from './trouble';
export { Skeleton } from './skeleton';
export { CopyButton } from './copy-button';
export { confirm, type Question } from './confirm';
export { Criticality, criticalityColour, criticalityInk } from './criticality';
export { Cell, DataTable, toCsv, type Column } from './data-table';
