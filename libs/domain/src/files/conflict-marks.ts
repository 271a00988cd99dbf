const MARKS = /^(<{7} |\|{7} |={7}$|>{7} )/m;

/** Whether a text still holds marks of a conflict, as git writes them. */
export function hasConflictMarks(text: string): boolean {
  return MARKS.test(text);
}
