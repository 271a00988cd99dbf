import type { Exchange, RecordedRequest, TokenPrice } from '@millwright/domain';
import { codeOfKind } from '../../fault.js';
import { ModelError, type EngineInfo, type ModelEngine, type ModelFaultCode, type ModelEvent, type ModelRequest } from '../port.js';
import { recordedRequest } from './recording-engine.js';

/** Finds what is next in a record: each exchange is given once. undefined: there is none. */
export type TakeExchange = (request: RecordedRequest, signal: AbortSignal) => Promise<Exchange | undefined>;

/**
 * An engine that asks nobody: what was recorded is what it answers, errors included.
 *
 * @param id of the engine that was recorded, which need not be one of this server.
 */
export function recordedEngine(id: string, price: TokenPrice | null, take: TakeExchange): ModelEngine {
  const info: EngineInfo = {
    id,
    name: `${id}, as recorded`,
    about: 'Gives the answers of a record.',
    configured: true,
    offline: true,
    models: [],
    host: 'built-in',
    takesKey: false,
  };
  return {
    info,
    price: () => price,
    async *answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
      const exchange = await take(recordedRequest(id, request), signal);
      if (signal.aborted) throw new ModelError('CANCELLED', 'The call was cancelled');
      if (!exchange)
        throw new ModelError('NOT_RECORDED', `The record holds no answer to what ${request.stage} asks here of ${id} ${request.model}`);
      const { text, count, isLimited, error } = exchange;
      if (text) yield { type: 'text', text };
      if (error) {
        // A call that was stopped from outside goes on here as one that broke.
        const code = codeOfKind(error.kind);
        throw new ModelError(code === 'CANCELLED' ? 'CUT' : (code as ModelFaultCode), error.message, {
          hint: error.hint,
          mayBeBilled: error.mayBeBilled,
          ...(error.count ? { count: error.count } : {}),
        });
      }
      yield { type: 'end', inputTokens: 0, outputTokens: 0, ...count, ...(isLimited ? { isLimited } : {}) };
    },
  };
}
