import type { Exchange, RecordedRequest } from '@millwright/domain';
import { hashOf } from '@millwright/platform';
import { ModelError, type ModelEngine, type ModelEvent, type ModelRequest } from '../port.js';

/** What an answer depends on, of a request. */
export function recordedRequest(
  engine: string,
  { model, prompt, schema }: Pick<ModelRequest, 'model' | 'prompt' | 'schema'>,
): RecordedRequest {
  return {
    engine,
    model,
    system: prompt.system,
    ...(prompt.context === undefined ? {} : { context: prompt.context }),
    user: prompt.user,
    ...(schema ? { schemaSha256: hashOf(JSON.stringify(schema)) } : {}),
  };
}

/**
 * An engine that writes down what it was asked and what it answered, as each call ends.
 *
 * @param keep must not throw.
 */
export function recordingEngine(engine: ModelEngine, path: string, keep: (exchange: Exchange) => Promise<void>): ModelEngine {
  return {
    info: engine.info,
    price: (model) => engine.price(model),
    async *answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
      const startedAt = Date.now();
      let text = '';
      let end: Pick<Exchange, 'count' | 'isLimited' | 'error'> = {
        error: errorOf(new ModelError('CUT', 'The answer ended without its end mark', { mayBeBilled: true })),
      };
      const exchange = (): Exchange => ({
        stage: request.stage,
        path,
        attempt: request.attempt,
        host: engine.info.host,
        at: new Date(startedAt).toISOString(),
        durationMs: Date.now() - startedAt,
        promptVersion: request.prompt.version,
        request: recordedRequest(engine.info.id, request),
        text,
        ...end,
      });
      try {
        for await (const event of engine.answer(request, signal)) {
          if (event.type === 'text') text += event.text;
          else {
            const { type: _, isLimited, ...count } = event;
            end = { count, ...(isLimited ? { isLimited } : {}) };
            await keep(exchange());
          }
          yield event;
        }
        if (!end.count) await keep(exchange());
      } catch (error) {
        end = { error: errorOf(error) };
        await keep(exchange());
        throw error;
      }
    },
  };
}

function errorOf(error: unknown): NonNullable<Exchange['error']> {
  if (error instanceof ModelError) {
    const { kind, message, hint, mayBeBilled, count } = error;
    return { kind, message, hint, mayBeBilled, ...(count ? { count } : {}) };
  }
  return { kind: 'unavailable', message: error instanceof Error ? error.message : String(error), hint: '', mayBeBilled: true };
}
