import type { FaultCounts, RecordedFaults } from '@millwright/activities';

/** What came of one description. */
export interface Outcome {
  id: string;
  generationId: string;
  status: string;
  /** Code of the failure that ended it. */
  failure: string | null;
  files: number;
  /** null: nothing was declared, or nothing of it is known. */
  blueprint: RecordedFaults | null;
  code: RecordedFaults | null;
  /** Files that were written again since all together showed what does not fit. */
  refitted: number;
  /** Left open, as the generation itself told. */
  open: number;
  seconds: number;
  requests: number;
  inputTokens: number;
  outputTokens: number;
  /** null: nobody knows the price. */
  costUsd: number | null;
}

/** An engine's outcomes, as they are kept and shown. */
export interface Evaluation {
  engine: string;
  model: string;
  /** Versions of the prompts that were asked. */
  prompts: string[];
  outcomes: Outcome[];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const all = (counts: FaultCounts): number => sum(Object.values(counts));

function added(counts: readonly FaultCounts[]): FaultCounts {
  const total: FaultCounts = {};
  for (const one of counts)
    for (const [code, count] of Object.entries(one) as [keyof FaultCounts, number][]) total[code] = (total[code] ?? 0) + count;
  return total;
}

const byKind = (counts: FaultCounts): string =>
  Object.entries(counts)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([code, count]) => `${code} ${count}`)
    .join(', ') || 'none';

/** The sums of an evaluation, each as a line of a table. */
export function summaryOf({ outcomes }: Evaluation): Record<string, string> {
  const faults = (part: 'blueprint' | 'code', when: 'first' | 'left'): FaultCounts =>
    added(outcomes.flatMap((one) => one[part]?.[when] ?? []));
  const line = (part: 'blueprint' | 'code'): Record<string, string> => {
    const [first, left] = [faults(part, 'first'), faults(part, 'left')];
    const where = part === 'blueprint' ? 'in blueprints' : 'in code';
    return {
      [`Faults ${where}, as first answered`]: `${all(first)}: ${byKind(first)}`,
      [`Faults ${where}, left`]: `${all(left)}: ${byKind(left)}`,
      [`Faults ${where}, mended`]: String(Math.max(0, all(first) - all(left))),
    };
  };
  const costs = outcomes.map(({ costUsd }) => costUsd);
  return {
    Complete: `${outcomes.filter(({ status }) => status === 'COMPLETE').length} of ${outcomes.length}`,
    ...line('blueprint'),
    ...line('code'),
    'Files written again, to fit the rest': String(sum(outcomes.map(({ refitted }) => refitted))),
    'Seconds (median)': String(median(outcomes.map(({ seconds }) => seconds))),
    Requests: String(sum(outcomes.map(({ requests }) => requests))),
    'Tokens in': String(sum(outcomes.map(({ inputTokens }) => inputTokens))),
    'Tokens out': String(sum(outcomes.map(({ outputTokens }) => outputTokens))),
    'US dollars': costs.includes(null) ? 'not known' : sum(costs as number[]).toFixed(4),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** The whole in Markdown: sums, and a row for each description. */
export function markdownOf(evaluation: Evaluation): string {
  const { engine, model, prompts, outcomes } = evaluation;
  const change = (faults: RecordedFaults | null): string => (faults ? `${all(faults.first)} → ${all(faults.left)}` : '');
  const rows = outcomes.map((one) => [
    one.id,
    one.status === 'COMPLETE' ? 'complete' : `${one.status.toLowerCase()}${one.failure ? ` (${one.failure})` : ''}`,
    String(one.files),
    change(one.blueprint),
    change(one.code),
    String(one.refitted),
    String(one.open),
    one.seconds.toFixed(1),
    String(one.requests),
    String(one.inputTokens),
    String(one.outputTokens),
    one.costUsd === null ? '' : one.costUsd.toFixed(4),
  ]);
  const head = ['Description', 'Ended', 'Files', 'Faults in the blueprint', 'Faults in code', 'Written again', 'Left open'];
  return [
    `# ${cell(engine)} ${cell(model)}`,
    `Prompts: ${prompts.join(', ') || 'none'}. Faults are counted by the checks: as first answered → as left.`,
    table(['', 'Sum'], Object.entries(summaryOf(evaluation))),
    table([...head, 'Seconds', 'Requests', 'Tokens in', 'Tokens out', 'US dollars'], rows),
    '',
  ].join('\n\n');
}

const cell = (text: string): string => text.replaceAll(/[|\n\r]/g, ' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
