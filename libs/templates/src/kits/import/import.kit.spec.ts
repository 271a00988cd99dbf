import { afterAll, describe, expect, it } from '@jest/globals';
import { projectOf } from '../quiz/run-project.fixture.js';
import { seedBank } from './import.fixture.js';

describe('importKit', () => {
  const project = projectOf(seedBank);
  afterAll(() => project.remove());

  it('writes a project whose tests pass', () => {
    expect(project.test()).toBe('');
  });

  it.each([
    ['src/services/boxes.ts', 'if (faults.length > 0) throw invalid(Object.fromEntries(faults));', ''],
    ['src/services/boxes.ts', 'throw new ImportBoxsTrial();', ''],
    ['src/services/boxes.ts', 'lines.length > MOST_ROWS', 'lines.length >= MOST_ROWS'],
    ['src/services/boxes.ts', 'label.toLowerCase() === cell.trim().toLowerCase()', 'label === cell.trim()'],
    ['src/shared/csv-reader.ts', "else if (source[i + 1] === '\"') cell += source[i++]!;", ''],
    ['src/shared/csv-reader.ts', 'line: start, cells', 'line, cells'],
  ])('given in %s %s becomes %s, a test fails', (path, from, to) => {
    expect(project.testWith(path, from, to, path.includes('csv') ? 'test/csv-reader.test.ts' : 'test/box.test.ts')).not.toBe('');
  });
});
