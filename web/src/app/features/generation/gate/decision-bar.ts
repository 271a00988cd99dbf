import { Component, type ElementRef, input, model, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { LIMITS } from '@millwright/domain';

/** Yes or no, and why: in sight wherever one reads. */
@Component({
  selector: 'app-decision-bar',
  imports: [MatButton],
  template: `
    <section role="group" aria-label="Decision">
      <div class="row">
        <button matButton="filled" type="button" [disabled]="!canApprove()" (click)="approve.emit()" aria-keyshortcuts="Shift+A">{{ verb() }}</button>
        @if (isReturnable()) { <button matButton="outlined" type="button" [disabled]="!canSendBack() || !comment().trim()" (click)="sendBack.emit()" aria-keyshortcuts="Shift+B">Send back with the comment</button> }
        <span class="muted rest">{{ rest() }}</span>
      </div>
      <label><span>Comment</span><textarea #field rows="1" id="comment" [attr.maxlength]="most" [value]="comment()" (input)="comment.set(field.value)" [placeholder]="hint()"></textarea></label>
      <ng-content />
    </section>
  `,
  styles: `
    section { display: grid; gap: 8px; padding: 10px 0; background: var(--surface); border-bottom: 1px solid var(--line); } .row { gap: 8px 12px; } .rest { margin-left: auto; font-size: 0.87rem; }
    label { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 10px; align-items: center; } label > span { font-size: 0.87rem; color: var(--muted); }
    textarea { font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; padding: 7px 10px; width: 100%; min-height: 40px; max-height: 30vh; field-sizing: content; resize: vertical; } textarea::placeholder { color: var(--muted); }
    @media (max-width: 700px) { .row button { flex: 1 1 100%; } .rest { margin: 0; } label { grid-template-columns: minmax(0, 1fr); } label > span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } }
  `,
})
export class DecisionBar {
  readonly verb = input.required<string>();
  readonly canApprove = input(false);
  /** Whether sending back is any use: of what is computed, or comes from templates, it is none. */
  readonly isReturnable = input(true);
  readonly canSendBack = input(false);
  readonly rest = input('');
  readonly hint = input('');
  readonly comment = model('');
  readonly approve = output<void>();
  readonly sendBack = output<void>();
  private readonly field = viewChild.required<ElementRef<HTMLElement>>('field');
  protected readonly most = LIMITS.commentMax;

  /** Puts the cursor where one says why. */
  write(): void {
    this.field().nativeElement.focus();
  }
}
