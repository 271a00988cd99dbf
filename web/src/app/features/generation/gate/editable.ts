import { Component, type ElementRef, input, output, signal, viewChild } from '@angular/core';

/** A text of a document: read as such, and changed where it stands. */
@Component({
  selector: 'app-editable',
  template: `
    @if (isOpen()) {
      <textarea #field rows="1" [attr.aria-label]="label()" [attr.aria-invalid]="isEmpty()" [value]="draft()" (input)="draft.set(field.value)" (keydown)="press($event)"></textarea>
      @if (isEmpty()) { <span class="fault" role="alert">Write something, or leave it as it was.</span> }
      <span class="row"><button type="button" class="small" [disabled]="isEmpty()" (click)="keep()">Keep</button><button type="button" class="small" (click)="leave()">Leave as it was</button></span>
    } @else {
      <span class="said">{{ value() }}</span>@if (canEdit()) { <button #edit type="button" class="edit" (click)="open()" [attr.aria-label]="'Edit ' + label()">Edit</button> }
      @if (before() !== undefined && before() !== value()) { <del><span class="hidden">Before: </span>{{ before() }}</del> }
    }
  `,
  styles: `
    :host { overflow-wrap: anywhere; } .row { gap: 6px; margin-top: 4px; }
    textarea { font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; padding: 6px 8px; width: 100%; min-height: 38px; field-sizing: content; resize: vertical; }
    textarea[aria-invalid='true'] { border-color: var(--bad); }
    .edit { all: unset; cursor: pointer; color: var(--accent); font-size: 0.82rem; font-weight: 400; padding: 2px 6px; margin-left: 2px; border-radius: 4px; } .edit:hover { text-decoration: underline; } .edit:focus-visible { outline: 2px solid var(--accent); }
    .small { font: inherit; font-size: 0.87rem; font-weight: 400; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; min-height: 32px; padding: 2px 10px; cursor: pointer; } .small:disabled { opacity: 0.5; cursor: default; }
    del { display: block; color: var(--muted); font-size: 0.87rem; font-weight: 400; text-decoration-color: var(--bad); }
  `,
})
export class Editable {
  readonly value = input.required<string>();
  /** What it is, within a sentence: "the summary". */
  readonly label = input.required<string>();
  /** As it was in the version that it is compared with; undefined: it was not there, or there is none. */
  readonly before = input<string>();
  readonly canEdit = input(false);
  readonly changed = output<string>();
  private readonly field = viewChild<ElementRef<HTMLTextAreaElement>>('field');
  private readonly edit = viewChild<ElementRef<HTMLElement>>('edit');
  protected readonly isOpen = signal(false);
  protected readonly draft = signal('');
  protected readonly isEmpty = (): boolean => this.draft().trim() === '';

  protected open(): void {
    this.draft.set(this.value());
    this.isOpen.set(true);
    setTimeout(() => this.field()?.nativeElement.focus());
  }

  protected press(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.leave();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (!this.isEmpty()) this.keep();
    } else return;
    event.stopPropagation();
  }

  protected keep(): void {
    if (this.draft().trim() !== this.value()) this.changed.emit(this.draft().trim());
    this.leave();
  }

  protected leave(): void {
    this.isOpen.set(false);
    setTimeout(() => this.edit()?.nativeElement.focus());
  }
}
