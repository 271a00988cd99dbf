import { pinStages } from '../generation/stages.js';
import { EMPTY_STATE, type GenerationState } from '../generation/generation-state.js';
import type { StageName, StageStatus } from '../generation/stage.types.js';
import { NOT_RECORDED, compareReplay, type GenerationRecord } from './record.js';

type Recorded = Parameters<typeof compareReplay>[0];
const artifact = (stage: StageName, path: string, sha256: string) => ({ stage, path, sha256, mediaType: '', bytes: 0, lines: 0 });
const made = [artifact('DEV_PLAN', 'plan', 'a'), artifact('BLUEPRINT', 'blueprint', 'b'), artifact('CODE', 'a.ts', 'c')];
const invalid = { stage: 'CODE' as const, attempts: 1, code: 'INVALID_ANSWER', message: 'It did not fit' };

function recorded(generation: Partial<GenerationRecord['generation']> = {}): Recorded {
  return {
    generation: {
      id: '',
      projectName: '',
      description: '',
      status: 'COMPLETE',
      failure: null,
      complete: pinStages().map(({ name }) => name),
      parentId: null,
      createdAt: '',
      completedAt: null,
      ...generation,
    },
    artifacts: made,
  };
}
function state(more: Partial<GenerationState> = {}, done: StageName[] = [], last?: StageName): GenerationState {
  const names = pinStages().map(({ name }) => name);
  const stages = (last ? names.slice(0, names.indexOf(last) + 1) : names).map((name) => ({
    name,
    status: (done.includes(name) ? 'COMPLETE' : 'PENDING') as StageStatus,
  }));
  return { ...EMPTY_STATE, status: 'COMPLETE', ...more, stages: stages as GenerationState['stages'] };
}
const failed = recorded({ status: 'FAILED', failure: invalid, complete: ['DEV_PLAN', 'BLUEPRINT'] });

describe('what a replay came to', () => {
  it('is the same where outcome and files are; what a repository says of its making is left out', () => {
    const provenance = artifact('REPOSITORY', 'provenance.json', 'x');
    const record = { ...recorded(), artifacts: [...made, provenance] };
    expect(compareReplay(record, {}, state(), [...made, { ...provenance, sha256: 'y' }])).toEqual({ verdict: 'SAME', differences: [] });
  });

  it('is different where a file is, is missing or is new', () => {
    const now = [made[0]!, { ...made[1]!, sha256: 'else' }, artifact('CODE', 'b.ts', 'd')];
    const { verdict, differences } = compareReplay(recorded(), {}, state(), now);
    expect(verdict).toBe('DIFFERENT');
    expect(differences.map(({ path, was, is }) => [path, was, is])).toEqual([
      ['blueprint', 'b', 'else'],
      ['a.ts', 'c', 'not made'],
      ['b.ts', 'not made', 'd'],
    ]);
  });

  it('is the same for the same failure, whichever files were there of the stage that failed', () => {
    const now = state({ status: 'FAILED', failure: invalid }, ['DEV_PLAN', 'BLUEPRINT']);
    expect(compareReplay(failed, {}, now, [...made.slice(0, 2), artifact('CODE', 'b.ts', 'd')]).verdict).toBe('SAME');
    const other = { ...invalid, code: 'REFUSED' };
    expect(compareReplay(failed, {}, { ...now, failure: other }, made).verdict).toBe('DIFFERENT');
  });

  it('is past a failure where its stage is done: to the end, or as far as the record goes', () => {
    expect(compareReplay(failed, {}, state(), made).verdict).toBe('PASSED');
    const further = { ...invalid, stage: 'REPOSITORY' as const, code: NOT_RECORDED };
    expect(compareReplay(failed, {}, state({ status: 'FAILED', failure: further }, ['DEV_PLAN', 'BLUEPRINT', 'CODE']), made).verdict).toBe(
      'PASSED',
    );
    expect(compareReplay(failed, {}, state({ status: 'FAILED', failure: { ...further, stage: 'CODE' } }, ['DEV_PLAN']), made).verdict).toBe(
      'DIFFERENT',
    );
  });

  it('is of the stages that were asked for alone', () => {
    const now = state({}, ['DEV_PLAN', 'BLUEPRINT'], 'BLUEPRINT');
    expect(compareReplay(failed, { until: 'BLUEPRINT' }, now, made.slice(0, 2))).toEqual({ verdict: 'SAME', differences: [] });
  });

  it('ends where somebody had cancelled it', () => {
    const cancelled = recorded({ status: 'CANCELLED', complete: ['DEV_PLAN'] });
    const ends = state({ status: 'FAILED', failure: { ...invalid, code: NOT_RECORDED } }, ['DEV_PLAN']);
    expect(compareReplay(cancelled, {}, ends, made.slice(0, 1)).verdict).toBe('SAME');
  });
});
