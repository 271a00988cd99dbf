// Apart from the rest, since they bring dialogs and notices along: a page that shows neither does not wait for them.
export { CopyButton } from './copy-button';
export { confirm, type Question } from './confirm';
