import { afterAll, describe, expect, it } from '@jest/globals';
import { projectOf } from '../kits/quiz/run-project.fixture.js';
import { boatClub } from './fixtures/boat-club.js';

describe('the tests of a written project', () => {
  const project = projectOf(boatClub);
  afterAll(() => project.remove());

  it('pass as it is written', () => {
    expect(project.test()).toBe('');
  });

  it.each([
    ['outing.rules', 'src/domain/outing.ts', "['planned', 'cancelled', 'back']", "['planned', 'cancelled']"],
    ['outing', 'src/domain/outing.ts', "mayCancelOuting(viewer, outing) && outing.state === 'planned'", 'mayCancelOuting(viewer, outing)'],
    ['outing', 'src/domain/outing.ts', 'Math.round(rate', 'Math.floor(rate'],
    ['outing.rules', 'src/domain/outing.ts', ".join(', ') || outing.code;", ".join(', ');"],
    [
      'outing',
      'src/services/outings.ts',
      'values.lastDay,\n        values.firstDay,\n        id,',
      'values.firstDay,\n        values.lastDay,\n        id,',
    ],
    ['outing', 'src/services/outings.ts', "tell(database, viewer, [made.memberId], 'Outing: note as back', `/outings/${id}`, now);", ''],
    [
      'boat',
      'src/services/boats.ts',
      'values.lifeJackets, values.seats, Number(values.hasSail), Number(values.hasMotor), id',
      'values.seats, values.lifeJackets, Number(values.hasSail), Number(values.hasMotor), id',
    ],
    [
      'boat',
      'src/services/boats.ts',
      'Number(values.hasSail), Number(values.hasMotor), id',
      'Number(values.hasMotor), Number(values.hasSail), id',
    ],
    ['work-of-members', 'src/services/work-of-members.ts', 'repair.done_on >= ?', 'repair.done_on > ?'],
    ['work-of-members', 'src/services/work-of-members.ts', 'GROUP BY 1', 'GROUP BY repair.id'],
    ['cost-by-boat', 'src/services/cost-by-boat.ts', 'avg(repair.cost)', 'max(repair.cost)'],
    ['repairs-over-time', 'src/services/repairs-over-time.ts', 'month: 720', 'month: 721'],
    ['repairs-over-time', 'src/services/repairs-over-time.ts', 'Math.round(', 'Math.floor('],
  ])('of %s notice when in %s %s becomes %s', (test, path, from, to) => {
    expect(project.testWith(path, from, to, `test/${test}.test.ts`)).not.toBe('');
  });
});
