import type { DesignRecord, Field, Phrase, Rule } from '../design.types.js';
import { designOf } from '../design-of.js';

/** The design of a description, and short ways to ask it. */
export function designed(text: string) {
  const { design, understanding } = designOf('Test project', text);
  const one = <T>(found: T | undefined, what: string): T => {
    if (!found) throw new Error(`no ${what} among ${design.records.map(({ name }) => name).join(', ')}`);
    return found;
  };
  const record = (name: string): DesignRecord =>
    one(
      design.records.find((each) => each.name === name),
      `record ${name}`,
    );
  return {
    design,
    record,
    records: design.records.map(({ name }) => name).sort(),
    field: (of: string, name: string): Field | undefined => record(of).fields.find((each) => each.name === name),
    rule: <K extends Rule['kit']>(kit: K, table?: string): Extract<Rule, { kit: K }> | undefined =>
      design.rules.find(
        (each): each is Extract<Rule, { kit: K }> => each.kit === kit && (!table || ('record' in each && each.record === table)),
      ),
    phrase: (words: string): Phrase =>
      one(
        understanding.phrases.find(({ text: said }) => said.includes(words)),
        `phrase with ${words}`,
      ),
  };
}
