import { droppedLines, guardOutput } from './output.js';
import { watchProcess } from './watch.js';
import { Gauge, metrics } from '../metrics.js';

const LAUNCHER = /^--launcher=(\d+)$/;

/** Process id of the launcher that started a process, by its arguments; undefined where none did. */
export function launcherOf(args: readonly string[]): number | undefined {
  const pid = args.map((arg) => LAUNCHER.exec(arg)?.[1]).find((found) => found !== undefined);
  return pid === undefined ? undefined : Number(pid);
}

/**
 * The first thing that each process of ours does: no log holds it from then on, and it ends by itself where it hangs or
 * has been left alone. What it and its children write is for its own account alone.
 */
export function beginProcess(name: string): void {
  process.umask(0o077);
  guardOutput((count) => `${JSON.stringify({ level: 40, time: new Date().toISOString(), pid: process.pid, name, count, msg: LOSS })}\n`);
  new Gauge({
    name: 'millwright_log_lines_dropped',
    help: 'Lines of this process that its log could not take',
    registers: [metrics],
    collect() {
      this.set(droppedLines());
    },
  });
  watchProcess(name, launcherOf(process.argv));
}

const LOSS = 'Lines were dropped: the log could not be written';
