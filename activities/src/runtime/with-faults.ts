import type { Prompt } from '@millwright/integrations';

// A repair sees the answer that it repairs up to this length.
const SHOWN_CHARACTERS = 60_000;
const TOLD_FAULTS = 20;

/** A question that is asked again with the answer that did not fit, and with its faults. */
export function withFaults(prompt: Prompt, answer: string, faults: readonly string[]): Prompt {
  const shown = answer.length <= SHOWN_CHARACTERS ? `Your last answer was:\n\n${answer}\n\n` : '';
  const list = faults.slice(0, TOLD_FAULTS).map((fault) => `- ${fault}`);
  return {
    ...prompt,
    user: `${prompt.user}\n\n${shown}It did not fit:\n${list.join('\n')}\nAnswer again, whole, with these put right and the rest as it was.`,
  };
}
