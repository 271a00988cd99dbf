/** What tests need to know of a stack, as `startTestStack` tells it. */
export type StackEnv = Record<
  | 'MILLWRIGHT_TEST_URL'
  | 'MILLWRIGHT_TEST_DATA'
  | 'MILLWRIGHT_TEST_BUILD'
  | 'MILLWRIGHT_TEST_DATABASE'
  | 'MILLWRIGHT_TEST_TEMPORAL'
  | 'MILLWRIGHT_TEST_ENV',
  string
>;

/** A stack beside this worker's own, with other settings; the same for all files that ask for the same. */
export async function otherStack(settings: Record<string, string>): Promise<StackEnv> {
  const address = `${process.env.MILLWRIGHT_TEST_STACKS}/${process.env.JEST_WORKER_ID}?${new URLSearchParams(settings)}`;
  const response = await fetch(address);
  const text = await response.text();
  if (!response.ok) throw new Error(`The stack did not start: ${text}`);
  return JSON.parse(text) as StackEnv;
}
