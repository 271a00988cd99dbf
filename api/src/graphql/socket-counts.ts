export interface SocketLimits {
  /** Sockets of one address at which nobody is signed in. */
  strangersOfAddress: number;
  /** Sockets of one user or key. */
  ofAccount: number;
  /** How long one may be open at which nobody is signed in, in milliseconds. */
  strangerMs: number;
}

/** An open socket's place among the others. */
export interface Place {
  readonly isStranger: boolean;
  /** For whom it is counted. */
  readonly who: string;
  /** Counts it for an account from now on, and no longer for its address. @returns false where that one has too many */
  become(account: string): boolean;
  leave(): void;
}

/**
 * Counts open sockets: those of strangers for each address, the others for each account, so that many people behind one
 * address do not count against each other once they are signed in.
 */
export class SocketCounts {
  private readonly open = new Map<string, number>();

  constructor(private readonly limits: SocketLimits) {}

  /** @returns undefined where the address has too many. */
  enter(address: string): Place | undefined {
    let name = `address:${address}`;
    if (!this.add(name, this.limits.strangersOfAddress)) return undefined;
    let isStranger = true;
    let isOpen = true;
    const leave = (): void => {
      if (isOpen) this.remove(name);
      isOpen = false;
    };
    return {
      get isStranger() {
        return isStranger;
      },
      get who() {
        return name;
      },
      become: (account) => {
        if (!isOpen || !isStranger) return true;
        if (!this.add(account, this.limits.ofAccount)) return false;
        this.remove(name);
        name = account;
        isStranger = false;
        return true;
      },
      leave,
    };
  }

  private add(name: string, most: number): boolean {
    const count = this.open.get(name) ?? 0;
    if (count >= most) return false;
    this.open.set(name, count + 1);
    return true;
  }

  private remove(name: string): void {
    const left = (this.open.get(name) ?? 1) - 1;
    if (left > 0) this.open.set(name, left);
    else this.open.delete(name);
  }
}
