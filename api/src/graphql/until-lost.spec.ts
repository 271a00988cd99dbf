import { NotFound, type Problem } from '@millwright/domain';
import type { ExecutionResult } from 'graphql';
import { untilLost } from './until-lost.js';

function opened(): {
  lose: (problem: Problem) => void;
  give: (n: number) => void;
  left: string[];
  reader: AsyncIterableIterator<ExecutionResult>;
} {
  const left: string[] = [];
  const [results, takers]: [number[], ((step: IteratorResult<ExecutionResult>) => void)[]] = [[], []];
  const step = (n: number): IteratorResult<ExecutionResult> => ({ done: false, value: { data: { n } } });
  const source: AsyncIterableIterator<ExecutionResult> = {
    next: () => new Promise((resolve) => (results.length > 0 ? resolve(step(results.shift()!)) : takers.push(resolve))),
    return: async () => {
      left.push('source');
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => source,
  };
  let lose: (problem: Problem) => void = () => undefined;
  const reader = untilLost(source, (lost) => {
    lose = lost;
    return () => left.push('watch');
  });
  return { reader, left, lose: (problem) => lose(problem), give: (n) => (takers.length > 0 ? takers.shift()!(step(n)) : results.push(n)) };
}

it('says once why it ends, to a reader that waits and to one that does not, and gives nothing more', async () => {
  for (const isWaiting of [true, false]) {
    const { reader, give, lose, left } = opened();
    give(1);
    expect((await reader.next()).value.data).toEqual({ n: 1 });
    const next = isWaiting ? reader.next() : undefined;
    lose(new NotFound('The organization'));
    give(2);
    const told = await (next ?? reader.next());
    expect(told.value.errors[0].originalError).toBeInstanceOf(NotFound);
    expect(told.value.data).toBeUndefined();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
    expect(left.sort()).toEqual(['source', 'watch']);
  }
});

it('stops watching when the reader leaves', async () => {
  const { reader, left } = opened();
  await reader.return!();
  expect(left.sort()).toEqual(['source', 'watch']);
});
