import type { DecisionRequest, Revision } from '@millwright/contracts';
import { pinStages, type Actor, type PinnedStage, type StageName } from '@millwright/domain';
import { conditions } from '@millwright/testing';
import fc from 'fast-check';
import { Gates } from './gates.js';
import { runPipeline, runStage } from './pipeline.js';

const actor: Actor = { kind: 'user', id: 'u', name: 'Ana' };
const settle = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));
const yes = (stage: StageName, round = 1): DecisionRequest => ({ actor, stage, round, isApproved: true });

it('takes a decision that comes before the workflow knows that it asked', async () => {
  const { until, step } = conditions();
  const gates = new Gates(until);
  let asked: (isAsked: boolean) => void = () => undefined;
  const written: string[] = [];
  const passed = gates.pass('CODE', 1, () => new Promise((resolve) => (asked = resolve)));
  gates.requireWaiting(yes('CODE'));
  const decided = gates.decide(yes('CODE'), async () => void written.push('yes'));
  await settle();
  // The ledger says first that somebody was asked, and then what was answered.
  expect(written).toEqual([]);
  asked(true);
  await settle();
  step();
  await decided;
  step();
  expect(await passed).toMatchObject({ isApproved: true });
});

it('leaves a gate as it was where a decision could not be written down', async () => {
  const { until, step } = conditions();
  const gates = new Gates(until);
  const passed = gates.pass('CODE', 1, async () => true);
  await settle();
  await expect(gates.decide(yes('CODE'), () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
  gates.requireWaiting(yes('CODE'));
  await gates.decide(yes('CODE'), () => Promise.resolve());
  step();
  expect(await passed).toMatchObject({ isApproved: true });
});

it.each([
  ['another stage', yes('BLUEPRINT'), /does not wait/],
  ['a round that is over', yes('CODE', 1), /made anew since you looked/],
])('refuses a decision on %s', async (_name, request, message) => {
  const gates = new Gates(conditions().until);
  void gates.pass('CODE', 2, async () => true);
  await settle();
  expect(() => gates.requireWaiting(request)).toThrow(message);
});

type Move =
  | { kind: 'finish'; pick: number; fails: boolean }
  | { kind: 'decide'; pick: number; round: number; isApproved: boolean; isEdit: boolean; writes: boolean };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('finish' as const), pick: fc.nat(), fails: fc.constant(false) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      pick: fc.nat(),
      round: fc.integer({ min: 1, max: 3 }),
      isApproved: fc.boolean(),
      isEdit: fc.boolean(),
      writes: fc.boolean(),
    }),
  },
);

it('lets nothing through a gate without its yes, does no stage twice and loses no edit: 10,000 random orders', async () => {
  const stages = pinStages();
  let decisions = 0;
  await fc.assert(
    fc.asyncProperty(fc.subarray(stages), fc.array(move, { minLength: 10, maxLength: 40 }), async (gated, moves) => {
      const { until, step } = conditions();
      const gates = new Gates(until);
      const names = new Set(gated.map((stage) => stage.name));
      /** What a person would see: the content of each stage as it stands, by "round" or by the edit on it. */
      const content = new Map<StageName, string>();
      const made: string[] = [];
      const approved = new Set<StageName>();
      const accepted: { stage: StageName; edit: string }[] = [];
      const faults: string[] = [];
      const pending: { end: () => void }[] = [];
      const activity = (): Promise<void> => new Promise((resolve) => pending.push({ end: resolve }));
      const make = async (stage: PinnedStage, revision?: Revision): Promise<void> => {
        const round = revision?.round ?? 1;
        for (const need of stage.needs) {
          if (names.has(need) && !approved.has(need)) faults.push(`${stage.name} began before ${need} had its yes`);
          // An edit that was accepted is what the next stage reads.
          const edit = accepted.findLast((one) => one.stage === need)?.edit;
          if (edit && content.get(need) !== edit) faults.push(`${stage.name} did not see the edit of ${need}`);
        }
        if (made.includes(`${stage.name} ${round}`)) faults.push(`${stage.name} was done twice in round ${round}`);
        made.push(`${stage.name} ${round}`);
        await activity();
        content.set(stage.name, `round ${round}`);
      };
      const steps = {
        make,
        isGated: ({ name }: PinnedStage) => names.has(name),
        ask: async () => (await activity(), true),
        decided: () => undefined,
      };
      const roundOf = (name: StageName): number => made.filter((one) => one.startsWith(`${name} `)).length;
      let isOver = false;
      void runPipeline(stages, (stage) => runStage(stage, gates, steps), { isCancellation: () => false, stop: () => undefined }).then(
        () => (isOver = true),
      );
      const turn = async (): Promise<void> => {
        for (let i = 0; i < 14; i++) {
          await Promise.resolve();
          step();
        }
      };
      const decide = (request: DecisionRequest, edit: string | undefined, writes: boolean): void => {
        try {
          gates.requireWaiting(request);
        } catch {
          return;
        }
        decisions++;
        if (request.round !== roundOf(request.stage)) faults.push(`${request.stage} was decided on in a round that nobody looked at`);
        void gates
          .decide(request, async () => {
            await activity();
            if (!writes) throw new Error('could not be written down');
            if (edit) {
              content.set(request.stage, edit);
              accepted.push({ stage: request.stage, edit });
            }
            if (request.isApproved) approved.add(request.stage);
          })
          .catch(() => undefined);
      };
      await turn();
      for (const [n, one] of moves.entries()) {
        if (one.kind === 'finish') pending.splice(one.pick % Math.max(1, pending.length), 1)[0]?.end();
        else if (gated.length > 0) {
          const { name } = gated[one.pick % gated.length]!;
          const isEdit = one.isApproved && one.isEdit;
          decide({ ...yes(name, one.round), isApproved: one.isApproved }, isEdit ? `edit ${n}` : undefined, one.writes);
        }
        await turn();
        if (isOver && gated.some((stage) => !approved.has(stage.name))) faults.push('it ended with a gate that nobody opened');
      }
      // Whoever is asked now says yes: it comes to its end from wherever it stands.
      for (let i = 0; i < 200 && !isOver; i++) {
        pending.shift()?.end();
        await turn();
        for (const { name } of gated) if (!approved.has(name)) decide(yes(name, roundOf(name)), undefined, true);
        await turn();
      }
      if (!isOver) faults.push('it never ended');
      for (const { stage, edit } of accepted.filter((one) => accepted.findLast((other) => other.stage === one.stage) === one))
        if (content.get(stage) !== edit) faults.push(`the edit of ${stage} was lost`);
      expect(faults).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  // Orders in which nothing is decided would prove nothing.
  expect(decisions).toBeGreaterThan(10_000);
}, 300_000);
