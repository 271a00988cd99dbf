/** Calls back once nothing has been in use for a time. A use that is open holds it off, however long it lasts. */
export class IdleClock {
  private uses = 0;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  /** @param idleMs undefined: it never calls. */
  constructor(
    private readonly idleMs: number | undefined,
    private readonly onIdle: () => void,
  ) {
    this.wait();
  }

  begin(): void {
    this.uses++;
    clearTimeout(this.timer);
  }

  end(): void {
    this.uses--;
    this.wait();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private wait(): void {
    if (this.idleMs === undefined || this.uses > 0 || this.isStopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.onIdle, this.idleMs);
    this.timer.unref();
  }
}
