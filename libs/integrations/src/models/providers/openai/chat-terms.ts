import { readFault } from '../../http/provider-fault.js';
import { learnedFrom, type OutputTerms } from '../../http/output-terms.js';
import type { ModelRequest } from '../../port.js';

/** How an endpoint can be made to answer in JSON, best first. */
const FORMATS = ['schema', 'json', 'prompt'] as const;

/** What an endpoint takes of one model. */
export interface ChatTerms extends OutputTerms {
  format: (typeof FORMATS)[number];
  limit: 'max_tokens' | 'max_completion_tokens';
  /** Whether it counts tokens when it is asked to. */
  countsUsage: boolean;
  /** Whether it takes instructions apart from what is asked. */
  takesSystem: boolean;
}

/** Asked for first: what most endpoints take. */
export const FIRST_TERMS: ChatTerms = { format: 'schema', limit: 'max_tokens', countsUsage: true, takesSystem: true };

const REFUSED =
  /unsupported|not (?:be )?(?:supported|allowed|permitted|recogni[sz]ed)|does(?: not|n.t) support|instead|unrecogni[sz]ed|unknown|unexpected|invalid (?:parameter|argument|field)|extra (?:inputs|fields)|deprecated|no longer/i;

/** Terms on which a request that was refused may be taken; undefined where it was refused for something else. */
export function betterTerms(
  error: unknown,
  terms: ChatTerms,
  request: ModelRequest,
  asked: number,
  hasSchema: boolean,
): ChatTerms | undefined {
  const { status, error: body, message: own = '' } = error as { status?: number; error?: unknown; message?: string };
  if (status !== 400 && status !== 413 && status !== 422) return undefined;
  const { message, param, code } = body ? readFault(body) : { message: own };
  const said = `${param ?? ''} ${code ?? ''} ${message}`;
  if (terms.countsUsage && /stream_options|include_usage/i.test(said)) return { ...terms, countsUsage: false };
  const format = FORMATS[FORMATS.indexOf(terms.format) + 1];
  if (hasSchema && format && /response_format|json_schema|json_object|structured|guided/i.test(said)) return { ...terms, format };
  if (terms.takesSystem && /system|developer/i.test(message) && /role|message|instruction/i.test(message) && REFUSED.test(said))
    return { ...terms, takesSystem: false };
  if (terms.limit === 'max_tokens' && /max_tokens/.test(said) && REFUSED.test(said) && !HAS_BOUND.test(message))
    return { ...terms, limit: 'max_completion_tokens' };
  const learned = learnedFrom(`${param ?? ''} ${message}`, asked, terms, request);
  return learned && { ...terms, ...learned };
}

const HAS_BOUND = /\[\s*\d|between|at most|maximum|less than|exceed|too (?:large|big|high|many)|up to|[<>≤]\s*=?\s*\d/i;
