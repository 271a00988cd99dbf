import { Component, computed, inject } from '@angular/core';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { PARTS } from './look-of-parts';
import { Said } from './said';

type Joins = 'invited' | 'open';

/** Who has an account, and how they come by it. */
@Component({
  selector: 'app-roles-part',
  imports: [Said, Faults],
  template: `
    <ul>
      @for (role of roles(); track $index) {
        <li>
          <div class="line">
            <app-said [place]="'roles/' + role.key + '/name'" label="Called, for one" [value]="role.name" (said)="rename(role.key, $event)" />
            @if (role.joins === 'first') { <p class="muted">The first account; may do everything</p> }
            @else {
              <label><span>Comes by</span><select [id]="'roles/' + role.key + '/joins'" (change)="setJoins(role.key, $any($event.target).value)"><option value="open" [selected]="role.joins === 'open'">Signing up</option><option value="invited" [selected]="role.joins === 'invited'">Invitation</option></select></label>
              <button type="button" class="small bad" (click)="drop(role.key)" [attr.aria-label]="'Take out the role ' + role.name">Take out</button>
            }
          </div>
          <app-faults [place]="'roles/' + role.key" /><app-faults [place]="'roles/' + role.key + '/joins'" />
        </li>
      } @empty { <li class="muted">Nobody signs in. The first role that you add may do everything.</li> }
    </ul>
    <div class="form" role="group" aria-label="New role">
      <div class="grid">
        <app-said place="add-role/name" label="New role, for one" example="Volunteer" [isPart]="true" (entered)="add()" />
        @if (roles().length > 0) { <label><span>Comes by</span><select (change)="draft.type('add-role/joins', $any($event.target).value)"><option value="open" [selected]="joins() === 'open'">Signing up</option><option value="invited" [selected]="joins() === 'invited'">Invitation</option></select></label> }
        <button type="button" class="small" [disabled]="!name()" (click)="add()">Add role</button>
      </div>
    </div>
  `,
  styles: [
    PARTS,
    `:host { display: grid; gap: 12px; } li { padding: 6px 0; border-bottom: 1px solid var(--line); } .line { display: grid; gap: 8px 12px; grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr) auto; align-items: end; } .line p { align-self: center; }
    @container editor (max-width: 620px) { .line { grid-template-columns: minmax(0, 1fr) auto; } .line app-said { grid-column: 1 / -1; } }`,
  ],
})
export class RolesPart {
  protected readonly draft = inject(CorrectionDraft);
  protected readonly roles = computed(() => this.draft.design()?.roles ?? []);
  protected readonly name = computed(() => (this.draft.typedAt('add-role/name') ?? '').trim());
  protected readonly joins = computed((): Joins => (this.draft.typedAt('add-role/joins') === 'invited' ? 'invited' : 'open'));

  protected rename(role: string, name: string): void {
    this.draft.say(`roles/${role}/name`, { do: 'rename-role', role, name });
  }

  protected setJoins(role: string, joins: Joins): void {
    this.draft.say(`roles/${role}/joins`, { do: 'set-joins', role, joins });
  }

  protected drop(role: string): void {
    this.draft.say(`roles/${role}`, { do: 'drop-role', role });
  }

  protected add(): void {
    if (this.name()) this.draft.sayForm('add-role', { do: 'add-role', name: this.name(), joins: this.joins() });
  }
}
