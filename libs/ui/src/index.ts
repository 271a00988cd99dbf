export { Status } from './status';
export { Trouble } from './trouble';
export { Skeleton } from './skeleton';
