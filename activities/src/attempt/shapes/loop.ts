import type { StageLoop } from '@millwright/domain';
import type { LoopStage, StageContext, StageOutcome } from '../../runtime/stage.js';

/**
 * Uses something else than an engine and asks an engine by turns, until there is nothing left to ask or the turns are used up.
 * Each question is asked within the attempt's allowance: where that does not cover one, the attempt ends with what is needed,
 * and goes through its turns again with more; answers that were bought serve again.
 *
 * @throws AllowanceUsed · ModelError · what the stage's own code throws
 */
export async function loop<State>(stage: LoopStage<State>, context: StageContext, { turns }: StageLoop): Promise<StageOutcome> {
  const { signal, log } = context;
  let state = await stage.begin(context);
  for (let turn = 1; ; turn++) {
    signal.throwIfAborted();
    const used = await stage.use(context, state, turn);
    const asked = turn - 1;
    if (!used.ask) return await stage.end(context, used.state, { asked, isOpen: false });
    if (asked === turns) {
      log.warn(`${used.ask.why}; it was asked ${turns} times already, and is left so`);
      return await stage.end(context, used.state, { asked, isOpen: true });
    }
    log.say(`${used.ask.why}; turn ${turn} of at most ${turns}`);
    const answer = await context.ask(used.ask.path, used.ask.question);
    state = await stage.take(context, used.state, answer);
  }
}
