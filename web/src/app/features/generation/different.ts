import { Component, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

/** A sentence on what should be different, which becomes part of the description of the next generation. */
@Component({
  selector: 'app-different',
  imports: [MatButton, MatFormField, MatLabel, MatHint, MatInput],
  template: `
    <section class="card" aria-labelledby="different">
      <h2 id="different">What should be different?</h2>
      <form (submit)="$event.preventDefault(); send()">
        <mat-form-field><mat-label>In a sentence</mat-label><textarea matInput id="different-text" rows="2" [value]="text()" (input)="text.set($any($event.target).value)" placeholder="Members can also reserve a tool."></textarea><mat-hint>It is added to the description, and another generation is built from that. This one stays as it is.</mat-hint></mat-form-field>
        <button matButton="outlined" type="submit" [disabled]="text().trim().length < least">See what that costs …</button>
      </form>
    </section>
  `,
  styles: `h2 { margin: 0 0 12px; } form { display: flex; flex-wrap: wrap; gap: 12px; align-items: baseline; } mat-form-field { flex: 1 1 320px; }`,
})
export class Different {
  readonly wanted = output<string>();
  protected readonly text = signal('');
  protected readonly least = 5;

  protected send(): void {
    if (this.text().trim().length >= this.least) this.wanted.emit(this.text().trim());
  }
}
