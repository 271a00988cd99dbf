const CAUSES: Partial<Record<string, string>> = {
  RATE_LIMITED: 'The provider limits requests',
  UNAVAILABLE: 'The engine did not answer',
  CUT: 'The answer broke off',
  TIMEOUT: 'The engine fell silent',
  BAD_KEY: 'The engine refused its key',
  NO_MODEL: 'The engine does not have this model',
  WRONG_ADDRESS: 'There is no engine at its address',
  BAD_REQUEST: 'The engine refused the request',
  REFUSED: 'The model declined to answer',
  UNSUPPORTED_INPUT: 'The built-in engine cannot build from this description',
  TOO_LONG: 'The request is too long for this model',
  INVALID_ANSWER: 'The answer was not what was asked for',
  NOT_RECORDED: 'The record ends before this',
  BUDGET_REACHED: 'The ceiling was reached',
  WORKER_LOST: 'The worker that did it ended',
  INTERNAL: 'Something broke on the server',
};

/** The code of a failure in plain words; one without any as words of its own. */
export const causeOf = (code: string): string => CAUSES[code] ?? sentence(code.toLowerCase().replaceAll('_', ' ')).slice(0, -1);

/** What somebody or something said, as a sentence: "overloaded" → "Overloaded." */
export function sentence(text: string): string {
  const said = text.trim();
  return said && said[0]!.toUpperCase() + said.slice(1) + (/[.!?…]$/.test(said) ? '' : '.');
}
