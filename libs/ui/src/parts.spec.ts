import { TestBed } from '@angular/core/testing';
import { GENERATION_STATUSES, STAGE_STATUSES } from '@millwright/domain';
import { Criticality } from './criticality';
import { Status, statusWord } from './status';
import { Trouble } from './trouble';

it.each([...new Set([...GENERATION_STATUSES, ...STAGE_STATUSES])])('says %s in a word, not in colour alone', async (status) => {
  const fixture = TestBed.createComponent(Status);
  fixture.componentRef.setInput('status', status);
  await fixture.whenStable();
  const text = (fixture.nativeElement as HTMLElement).textContent?.trim() ?? '';
  expect(text).toMatch(/^[A-Z][a-z ]+$/);
  expect(text).not.toBe(status);
});

it('has one word for each state, wherever it is told', () => {
  const words = GENERATION_STATUSES.map(statusWord);
  expect(words).toEqual(['Queued', 'Running', 'Waiting for you', 'Paused', 'Complete', 'Failed', 'Cancelled']);
  expect(statusWord('PENDING')).toBe('Not begun');
});

it('tells an error in three parts, and offers another try only where that can help', async () => {
  const fixture = TestBed.createComponent(Trouble);
  let tries = 0;
  fixture.componentInstance.again.subscribe(() => tries++);
  for (const [name, value] of Object.entries({ what: 'It broke', means: 'Nothing is lost', hint: 'Wait a minute' }))
    fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  expect(element.querySelector('[role=alert]')?.textContent).toMatch(/It broke.*Nothing is lost.*Wait a minute/s);
  expect(element.querySelector('button')).toBeNull();
  fixture.componentRef.setInput('canRetry', true);
  await fixture.whenStable();
  element.querySelector('button')!.click();
  expect(tries).toBe(1);
});

it('writes a criticality as a number on its colour', async () => {
  const fixture = TestBed.createComponent(Criticality);
  fixture.componentRef.setInput('value', 9);
  await fixture.whenStable();
  const badge = (fixture.nativeElement as HTMLElement).querySelector('span')!;
  expect(badge.textContent).toBe('9');
  expect(badge.title).toBe('Criticality 9 of 10');
});
