import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** Something that can be done from where one is, for the command palette. */
export interface Command {
  title: string;
  group: 'Here' | 'Go to' | 'Do';
  /** Keys that do the same, as they are shown: "G P". A single one, or one with Shift, is heard wherever nothing is typed. */
  keys?: string;
  run(): void;
}

/** What can be done right now: each page adds what it offers while it is shown. */
@Injectable({ providedIn: 'root' })
export class Commands {
  private readonly sources = signal<readonly (() => readonly Command[])[]>([]);

  /** All of them; what the shown page offers comes first. */
  all(): Command[] {
    return this.sources()
      .toReversed()
      .flatMap((source) => source());
  }

  /** Offers commands for as long as the caller lives; asked anew whenever the palette opens. */
  offer(source: () => readonly Command[]): void {
    this.sources.update((sources) => [...sources, source]);
    inject(DestroyRef).onDestroy(() => this.sources.update((sources) => sources.filter((other) => other !== source)));
  }
}

/** What is pressed, as the keys of a command are written. */
export const keysOf = ({ key, shiftKey }: KeyboardEvent): string => (shiftKey ? 'Shift ' : '') + (key.length === 1 ? key.toUpperCase() : key);
