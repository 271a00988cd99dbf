import { mapsFromPairs, schemaFaults } from '@millwright/integrations';
import { bareAnswer, jsonOf } from './join-answer.js';
import type { Answer, Question } from './stage.js';

/** An answer in its final form with what is open in it, or what keeps it from being one. */
export async function judgeAnswer(question: Question, raw: string): Promise<{ answer?: Answer; faults: string[] }> {
  let value: unknown;
  let text: string;
  const schema = question.accepts ?? question.schema;
  if (schema) {
    try {
      value = mapsFromPairs(
        schema,
        jsonOf(raw, (one) => schemaFaults(schema, mapsFromPairs(schema, one)).length === 0),
      );
    } catch (error) {
      return { faults: [`The answer is not JSON: ${(error as Error).message}`] };
    }
    const faults = schemaFaults(schema, value);
    if (faults.length > 0) return { faults };
    text = JSON.stringify(value);
  } else {
    value = text = bareAnswer(raw);
    if (text.trim() === '') return { faults: ['The answer is empty'] };
  }
  const faults = question.check?.(value) ?? [];
  if (faults.length > 0) return { faults };
  const warnings = (await question.advise?.(value)) ?? [];
  return { answer: { text, warnings }, faults: warnings };
}
