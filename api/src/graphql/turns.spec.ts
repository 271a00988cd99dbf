import { countTurns } from './count-turns.testing.js';
import { Turns } from './turns.js';

it('lets the event loop turn between two pieces of work, however many are asked for at once', async () => {
  const turns = new Turns();
  const { done, most } = countTurns();
  const repeat = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) {
      await turns.take('ana');
      done();
    }
  };
  await Promise.all(Array.from({ length: 50 }, repeat));
  expect(most()).toBe(1);
});

it('gives each who waits a turn in order, and whoever asks for much no more than the others', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const work = async (who: string): Promise<void> => {
    await turns.take(who);
    order.push(who);
  };
  await Promise.all([...Array.from({ length: 4 }, () => work('ana')), work('ben'), work('carl')]);
  expect(order).toEqual(['ana', 'ben', 'carl', 'ana', 'ana', 'ana']);
  await work('ben');
  expect(order.at(-1)).toBe('ben');
});
