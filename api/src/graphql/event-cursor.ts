import { BadInput } from '@millwright/domain';

/** The number of the event that a cursor stands for; 0 where none is given. @throws BadInput naming `after` */
export function eventCursor(after: string | null | undefined): number {
  if (after === null || after === undefined || after === '') return 0;
  if (!/^\d{1,15}$/.test(after))
    throw new BadInput([{ path: 'after', message: 'is not a cursor of this list; use the cursor of an event' }]);
  return Number(after);
}
