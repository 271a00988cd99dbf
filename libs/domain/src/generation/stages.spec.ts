import { STAGES, pinStages, shapeOf } from './stages.js';

it('keeps the shape of a stage as it was pinned, and adds nothing to what is no loop', () => {
  expect(pinStages().map(shapeOf).filter((shape) => shape === 'loop')).toEqual([]);
  expect(pinStages().flatMap((stage) => Object.keys(stage))).not.toContain('loop');
  const [pinned] = pinStages([{ ...STAGES[0]!, loop: { turns: 3 } }]);
  expect(shapeOf(pinned!)).toBe('loop');
  expect(pinned!.loop).toEqual({ turns: 3 });
});
