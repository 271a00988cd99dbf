import { Injectable, signal } from '@angular/core';

/** The time, a few times a second, for durations that tick. Stands still while nobody looks. */
@Injectable({ providedIn: 'root' })
export class Clock {
  readonly now = signal(Date.now());
  constructor() {
    setInterval(() => {
      if (!document.hidden) this.now.set(Date.now());
    }, 250);
  }
}
