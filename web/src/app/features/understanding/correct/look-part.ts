import { Component, computed, inject } from '@angular/core';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { PARTS } from './look-of-parts';
import { Said } from './said';
import { capital } from './words';

const COLOURS = [
  { part: 'background', title: 'Background' },
  { part: 'component', title: 'Buttons and accents' },
] as const;

/** How it looks: the mood, two colours, light or dark. */
@Component({
  selector: 'app-look-part',
  imports: [Said, Faults],
  template: `
    @if (look(); as look) {
      <div class="grid">
        <div><label><span>Mood</span><select id="look/mood" (change)="draft.say('look/mood', { do: 'set-look', mood: $any($event.target).value })">@for (mood of moods(); track mood) { <option [value]="mood" [selected]="mood === look.mood">{{ capital(mood) }}</option> }</select></label><app-faults place="look/mood" /></div>
        <label class="check"><input type="checkbox" id="look/isDark" [checked]="look.isDark" (change)="draft.say('look/isDark', { do: 'set-look', isDark: $any($event.target).checked })" /><span>Dark</span></label>
      </div>
      @for (one of colours; track one.part) {
        <div class="colour">
          <label><span>{{ one.title }}, as a swatch</span><input type="color" [class.unset]="!look[one.part]" [value]="look[one.part] ?? '#808080'" (change)="setColour(one.part, $any($event.target).value)" /></label>
          <app-said [place]="'look/' + one.part" [label]="one.title + ', as #rrggbb'" [value]="look[one.part] ?? ''" example="as the mood has it" (said)="setColour(one.part, $event)" />
          @if (look[one.part]) { <button type="button" class="small" (click)="setColour(one.part, '')">As the mood has it</button> }
        </div>
      }
    }
  `,
  styles: [
    PARTS,
    `:host { display: grid; gap: 12px; } .unset { opacity: 0.45; } .colour { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; } .colour app-said { width: 220px; }`,
  ],
})
export class LookPart {
  protected readonly draft = inject(CorrectionDraft);
  protected readonly colours = COLOURS;
  protected readonly capital = capital;
  protected readonly look = computed(() => this.draft.design()?.look);
  protected readonly moods = computed(() => this.draft.design()?.moods ?? []);

  protected setColour(part: 'background' | 'component', colour: string): void {
    this.draft.say(`look/${part}`, { do: 'set-look', [part]: colour || null });
  }
}
