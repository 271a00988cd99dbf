import { Component, computed, input } from '@angular/core';

/** One hue from light to dark for 1 to 10; the number on it says the same without colour. */
export const criticalityColour = (criticality: number): string => `hsl(188 ${25 + criticality * 5}% ${88 - criticality * 6.2}%)`;
/** Text that can be read on it. */
export const criticalityInk = (criticality: number): string => (criticality >= 6 ? '#fff' : '#102a2e');

/** A file's criticality, 1 to 10, as a number on its colour. */
@Component({
  selector: 'mw-criticality',
  template: `<span [style.background]="colour()" [style.color]="ink()" [attr.title]="'Criticality ' + value() + ' of 10'">{{ value() }}</span>`,
  styles: `span { display: inline-block; min-width: 22px; text-align: center; border-radius: 4px; font: 600 0.75rem/1.5 var(--mono); padding: 0 4px; }`,
})
export class Criticality {
  readonly value = input.required<number>();
  protected readonly colour = computed(() => criticalityColour(this.value()));
  protected readonly ink = computed(() => criticalityInk(this.value()));
}
