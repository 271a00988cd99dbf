import { afterAll, describe, expect, it } from '@jest/globals';
import { designOf } from '../../design/design-of.js';
import { projectOf } from '../quiz/run-project.fixture.js';

const TEXT = 'A page with hangman, 2048, memory, snake, tic-tac-toe and rock, paper, scissors to play. ';

describe('gameKit', () => {
  const project = projectOf(designOf('Games', `${TEXT}Players sign up and keep their scores.`).design);
  afterAll(() => project.remove());

  it('writes a project whose tests pass', () => {
    expect(project.test()).toBe('');
  });

  it.each([
    ['src/services/plays.ts', ' || (row.person_id !== null && row.person_id !== viewer?.id)', '', 'plays'],
    ['src/services/plays.ts', 'if (after === undefined) throw', 'if (!move) throw', 'plays'],
    ['src/services/plays.ts', '!play.isOver || play.points === 0 || ', '', 'plays'],
    ['src/domain/games/memory-pairs.ts', '|| open.includes(card)', '', 'memory-pairs'],
    ['src/domain/games/snake.js', 'letter === BACK[state.heading]', 'false', 'snake'],
  ])('given in %s %s becomes %s, a test fails', (path, from, to, file) => {
    expect(project.testWith(path!, from!, to!, `test/games/${file}.test.ts`)).not.toBe('');
  });
});

it('writes games without accounts, whose points are kept under a name that is typed', () => {
  const project = projectOf(designOf('Snake', 'A snake game in the browser with a leaderboard.').design);
  expect(project.test('test/games/*.test.ts')).toBe('');
  expect(project.text('src/services/plays.ts')).not.toContain('person_id');
  project.remove();
});
