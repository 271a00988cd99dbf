import { TestBed } from '@angular/core/testing';
import { Bars, niceMost } from './bars';

it.each([
  [0, 1],
  [0.086, 0.1],
  [1, 1],
  [1.01, 2],
  [37, 40],
  [990, 1_000],
])('ends the axis of values up to %d at %d', (value, most) => expect(niceMost(value)).toBeCloseTo(most, 9));

it('draws each bar as high as its value, and none where there is none', async () => {
  const fixture = TestBed.createComponent(Bars);
  const bar = (id: string, value: number) => ({ id, label: id, value, text: `${id}: ${value}` });
  fixture.componentRef.setInput('bars', [bar('a', 10), bar('b', 5), bar('c', 0)]);
  fixture.componentRef.setInput('label', 'Cost by month');
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const heights = [...element.querySelectorAll('.bar')].map((rect) => Number(rect.getAttribute('height')));
  expect(heights[1]).toBeCloseTo(heights[0]! / 2, 6);
  expect(heights[2]).toBe(0);
  expect(element.querySelector('svg')?.getAttribute('aria-label')).toBe('Cost by month');
  expect([...element.querySelectorAll('title')].map(({ textContent }) => textContent)).toEqual(['a: 10', 'b: 5', 'c: 0']);
});
