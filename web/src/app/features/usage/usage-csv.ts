import { toCsv } from '@millwright/ui/table';
import type { UsageLine } from './usage-table';

/** Every line of several lists, with what each is of; sums to a millionth of a dollar. What a spreadsheet would run is plain text. */
export function usageCsv(lists: readonly { by: string; lines: readonly UsageLine[] }[]): string {
  return toCsv(
    lists.flatMap(({ by, lines }) => lines.map((line) => ({ by, ...line }))),
    [
      { key: 'by', title: 'By', value: ({ by }) => by },
      { key: 'name', title: 'Name', value: ({ name }) => name },
      { key: 'id', title: 'Id', value: ({ id }) => id },
      { key: 'cost', title: 'Cost (USD)', value: ({ used }) => used.costUsd.toFixed(6) },
      { key: 'calls', title: 'Calls', value: ({ used }) => used.requests },
      { key: 'cached', title: 'Answers had before', value: ({ used }) => used.cachedRequests },
      { key: 'in', title: 'Tokens in', value: ({ used }) => used.inputTokens },
      { key: 'out', title: 'Tokens out', value: ({ used }) => used.outputTokens },
    ],
  );
}
