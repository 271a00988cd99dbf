const MOST = 5000;

/** A pure function of a text that keeps its last answers: one description asks for the same few words hundreds of times. */
export function remember<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined || known.has(text)) return kept as T;
    if (known.size >= MOST) known.clear();
    const found = answer(text);
    known.set(text, found);
    return found;
  };
}
