/**
 * Spreads work that nothing interrupts over turns of the event loop: one piece in each, and between two of them whatever
 * else has arrived is served. Without it, a thousand results that are ready together hold the main thread until the last
 * is sent.
 */
export class Turns {
  /** Who waits, longest first; they take turns among each other, so that one who asks for much delays nobody else. */
  private readonly waiting = new Map<string, (() => void)[]>();

  /** @param who whose work it is. @returns once it may be done; the piece ends where something is awaited. */
  async take(who: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const queue = this.waiting.get(who);
      if (queue) queue.push(resolve);
      else this.waiting.set(who, [resolve]);
      if (this.waiting.size === 1 && !queue) setImmediate(this.next);
    });
  }

  private readonly next = (): void => {
    const [who, queue] = this.waiting.entries().next().value!;
    this.waiting.delete(who);
    queue.shift()!();
    if (queue.length > 0) this.waiting.set(who, queue);
    if (this.waiting.size > 0) setImmediate(this.next);
  };
}
