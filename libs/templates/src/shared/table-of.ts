/** A table that is looked up by words of a text: it has what it lists and nothing else, also not "constructor". */
export const tableOf = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, entries);
