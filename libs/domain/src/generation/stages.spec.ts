import { STAGES, pinStages, shapeOf, stagesOf } from './stages.js';

it('keeps the shape of a stage as it was pinned, and adds nothing to what is no loop', () => {
  expect(pinStages().map(shapeOf).filter((shape) => shape === 'loop')).toEqual([]);
  expect(pinStages().flatMap((stage) => Object.keys(stage))).not.toContain('loop');
  const [pinned] = pinStages([{ ...STAGES[0]!, loop: { turns: 3 } }]);
  expect(shapeOf(pinned!)).toBe('loop');
  expect(pinned!.loop).toEqual({ turns: 3 });
});

it('leaves a verification out where nothing is tried, and nothing waits for it then', () => {
  const without = pinStages(stagesOf({ isVerified: false }));
  expect(without.map(({ name }) => name)).not.toContain('VERIFY');
  expect(without.find(({ name }) => name === 'REPOSITORY')!.needs).toEqual(['MAIN_README', 'DIRECTORY_TREE', 'CODE']);
  const all = pinStages(stagesOf({ isVerified: true }));
  expect(all.map(({ name }) => name)).toEqual(STAGES.map(({ name }) => name));
  expect(all.find(({ name }) => name === 'REPOSITORY')!.needs).toContain('VERIFY');
});
