import { idleAfter, NEVER_IDLE, workedMs, type Idle } from './idle-time';

const at = (second: number): string => new Date(second * 1_000).toISOString();

it('does not count as work what a generation waits for a person', () => {
  let idle: Idle = idleAfter(NEVER_IDLE, 'RUNNING', at(1));
  idle = idleAfter(idle, 'AWAITING_INPUT', at(5));
  idle = idleAfter(idle, 'AWAITING_INPUT', at(8));
  expect(workedMs(at(0), 60_000, idle)).toBe(5_000);
  idle = idleAfter(idle, 'RUNNING', at(50));
  expect(workedMs(at(0), 60_000, idle)).toBe(15_000);
  idle = idleAfter(idleAfter(idle, 'PAUSED', at(60)), 'CANCELLED', at(70));
  expect(workedMs(at(0), 70_000, idle)).toBe(15_000);
});
