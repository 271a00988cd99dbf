import { SocketCounts } from './socket-counts.js';

const counts = (): SocketCounts => new SocketCounts({ strangersOfAddress: 2, ofAccount: 3, strangerMs: 1 });

it('takes so many strangers of an address, and others once they have left or signed in', () => {
  const sockets = counts();
  const [first, second] = [sockets.enter('a')!, sockets.enter('a')!];
  expect(sockets.enter('a')).toBeUndefined();
  expect(sockets.enter('b')).toBeDefined();
  expect(first.become('user:ana')).toBe(true);
  expect(first.isStranger).toBe(false);
  second.leave();
  second.leave();
  expect([sockets.enter('a'), sockets.enter('a')].every(Boolean)).toBe(true);
  expect(sockets.enter('a')).toBeUndefined();
});

it('takes so many of an account, from wherever they come', () => {
  const sockets = counts();
  const places = ['a', 'b', 'c', 'd'].map((address) => sockets.enter(address)!);
  expect(places.map((place) => place.become('user:ana'))).toEqual([true, true, true, false]);
  places[0]!.leave();
  expect(places[3]!.become('user:ana')).toBe(true);
  // Once left, it is nobody's any more.
  places[1]!.leave();
  expect(places[1]!.become('user:ben')).toBe(true);
});
