import type { SimulatedCall } from '@millwright/testing';

/** Every call of a description's generations, as the simulated provider itself counted them, in their order. */
export async function callsOf(description: string): Promise<SimulatedCall[]> {
  const calls = (await (await fetch(`${process.env.MILLWRIGHT_TEST_PROVIDER}/simulated/calls`)).json()) as SimulatedCall[];
  return calls.filter((call) => call.description === description);
}
