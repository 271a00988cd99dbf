import { Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { LIMITS } from '@millwright/domain';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { ApiError, hintOf, messageOf } from '../../core/graphql';
import { Session } from '../../core/session';
import { GenerationStore } from './generation.store';

/** Which of a project's generations one looks at: its number, and its name, which can be changed here. */
@Component({
  selector: 'app-generation-name',
  imports: [Trouble],
  providers: [Attempt],
  template: `
    @if (store.generation(); as generation) {
      @if (isOpen()) {
        <form class="row" (submit)="$event.preventDefault(); save()">
          <label for="generation-name">Name of generation {{ generation.number }}</label>
          <input #field id="generation-name" type="text" [attr.maxlength]="most" [value]="generation.name ?? ''" placeholder="none" (keydown.escape)="close()" />
          <button type="submit" class="small" [disabled]="attempt.isWaiting()">Save</button><button type="button" class="small" (click)="close()">Leave as it was</button>
        </form>
        @if (attempt.trouble(); as error) { <mw-trouble what="It was not named" [means]="inWords(error)" [hint]="hintOf(error)" /> }
      } @else {
        <p class="row"><span>Generation {{ generation.number }}@if (generation.name) {<strong>: {{ generation.name }}</strong>}</span>
          @if (session.canWrite()) { <button #edit type="button" class="edit" (click)="open()">{{ generation.name ? 'Rename it' : 'Name it' }}</button> }</p>
      }
    }
  `,
  styles: `
    :host { display: block; min-height: 34px; } p, form { margin: 0; min-height: 34px; gap: 4px 12px; align-items: center; } span { overflow-wrap: anywhere; } label { font-size: 0.87rem; color: var(--muted); }
    input { font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; padding: 4px 8px; flex: 0 1 320px; min-width: 0; } input::placeholder { color: var(--muted); }
    .edit { all: unset; cursor: pointer; color: var(--accent); font-size: 0.87rem; padding: 6px; border-radius: 4px; } .edit:hover { text-decoration: underline; } .edit:focus-visible { outline: 2px solid var(--accent); }
    .small { font: inherit; font-size: 0.87rem; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; min-height: 32px; padding: 2px 10px; cursor: pointer; } .small:disabled { opacity: 0.5; cursor: default; }
  `,
})
export class GenerationName {
  protected readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly most = LIMITS.generationNameMax;
  protected readonly isOpen = signal(false);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly edit = viewChild<ElementRef<HTMLElement>>('edit');

  protected inWords(error: unknown): string {
    const [fault] = error instanceof ApiError ? (error.extensions.fields ?? []) : [];
    return fault ? `The name ${fault.message}.` : messageOf(error);
  }

  protected open(): void {
    this.attempt.trouble.set(undefined);
    this.isOpen.set(true);
    setTimeout(() => this.field()?.nativeElement.select());
  }

  protected close(): void {
    this.isOpen.set(false);
    setTimeout(() => this.edit()?.nativeElement.focus());
  }

  protected async save(): Promise<void> {
    const name = this.field()!.nativeElement.value.trim();
    await this.attempt.run(async () => {
      await this.store.rename(name || null);
      this.close();
      return name ? 'Named' : 'Its name is gone; its number stays';
    });
  }
}
