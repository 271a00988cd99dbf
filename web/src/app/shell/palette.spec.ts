import { signal, type WritableSignal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { Commands } from '../core/commands';
import { Graphql } from '../core/graphql';
import { Session } from '../core/session';
import { Palette } from './palette';

let answers: ((names: string[]) => void)[];
let text: WritableSignal<string>;
let went: unknown[];
let fixture: ComponentFixture<Palette>;

beforeEach(async () => {
  answers = [];
  went = [];
  text = signal('');
  const ask = async (): Promise<unknown> =>
    await new Promise((resolve) =>
      answers.push((names) =>
        resolve({ projects: { edges: names.map((name) => ({ node: { id: name, name, latestGeneration: null } })) } }),
      ),
    );
  TestBed.configureTestingModule({
    providers: [
      { provide: MAT_DIALOG_DATA, useValue: text },
      { provide: MatDialogRef, useValue: { close: () => went.push('closed') } },
      { provide: Graphql, useValue: { ask } },
      { provide: Session, useValue: { organization: () => ({ organizationId: 'o' }) } },
      { provide: Router, useValue: { navigate: (to: unknown) => went.push(to) } },
      {
        provide: Commands,
        useValue: { all: () => [{ title: 'Settings', group: 'Go to', keys: 'G S', run: () => went.push('settings') }] },
      },
    ],
  });
  fixture = TestBed.createComponent(Palette);
  await shown(() => answers.length === 1);
});

async function shown(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    fixture.detectChanges();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  fixture.detectChanges();
}
const entries = (): string[] =>
  [...(fixture.nativeElement as HTMLElement).querySelectorAll('[role=option] .title')].map((entry) => entry.textContent ?? '');
const press = (key: string, more: KeyboardEventInit & { keyCode?: number } = {}): boolean =>
  (fixture.nativeElement as HTMLElement).querySelector('input')!.dispatchEvent(new KeyboardEvent('keydown', { key, ...more }));

it('does what the list shows when Enter comes while a search is under way', async () => {
  answers[0]!(['Clinic']);
  await shown(() => entries().includes('Clinic'));
  text.set('clinic');
  // The search for it has been sent off and has not answered yet.
  await shown(() => answers.length === 2);
  expect(entries()).toEqual(['Clinic']);
  press('Enter');
  expect(went).toEqual(['closed', ['/projects', 'Clinic']]);
});

it('finds commands by any of their words, and goes through the list by arrows, around its ends', async () => {
  answers[0]!(['One', 'Two']);
  await shown(() => entries().length === 3);
  press('ArrowUp');
  await shown(
    () => (fixture.nativeElement as HTMLElement).querySelector('[aria-selected=true]')?.textContent?.includes('Settings') ?? false,
  );
  press('Enter');
  expect(went).toEqual(['closed', 'settings']);
});

it('leaves keys to an input method that is putting a word together: Enter takes its candidate, not an entry', async () => {
  answers[0]!(['けんさく']);
  await shown(() => entries().includes('けんさく'));
  text.set('けんさく');
  await shown(() => answers.length === 2);
  press('Enter', { isComposing: true });
  press('ArrowDown', { isComposing: true });
  press('Enter', { keyCode: 229 });
  expect(went).toEqual([]);
  press('Enter');
  expect(went).toEqual(['closed', ['/projects', 'けんさく']]);
});
