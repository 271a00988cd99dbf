import { worthReading } from './worth-reading';

it('opens on a document, else on text, and on a picture only where there is nothing else', () => {
  expect(worthReading(['public/icon.png', 'src/a.ts', 'docs/plan.md'])).toBe('docs/plan.md');
  expect(worthReading(['assets/font.woff2', 'package-lock.json', 'src/a.ts'])).toBe('src/a.ts');
  expect(worthReading(['public/icon.png'])).toBe('public/icon.png');
  expect(worthReading([])).toBeUndefined();
});
