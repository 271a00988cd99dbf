import type { SimulatedCall } from '@millwright/testing';

/** Every call of a description's generations, as the simulated provider itself counted them, in their order. */
export async function callsOf(description: string): Promise<SimulatedCall[]> {
  const answer = await fetch(`${process.env.MILLWRIGHT_TEST_PROVIDER}/simulated/calls`, {
    headers: { authorization: `Bearer ${process.env.MILLWRIGHT_TEST_PROVIDER_KEY}` },
  });
  const calls = (await answer.json()) as SimulatedCall[];
  return calls.filter((call) => call.description === description);
}
