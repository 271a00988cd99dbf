import type { TokenPrice } from '@millwright/domain';
import { ModelError, type EngineInfo, type ModelEngine, type ModelEvent, type ModelRequest } from '@millwright/integrations';

/** One answer: a text in pieces, what it used, an error in the end of it, or no end mark at all. */
export interface ScriptedAnswer {
  pieces?: string[];
  inputTokens?: number;
  outputTokens?: number;
  /** It stopped at the length limit. */
  isLimited?: boolean;
  /** Raised after the pieces. */
  error?: Error;
  /** The stream ends after the pieces as if it were whole, without its end mark. */
  isCut?: boolean;
  /** It neither says anything nor ends until it is aborted. */
  hangs?: boolean;
  /** Called between its pieces and its end. */
  meanwhile?(): void;
}

/** Gives its answers in order, and keeps what it was asked. */
export class ScriptedEngine implements ModelEngine {
  readonly info: EngineInfo = {
    id: 'scripted',
    name: 'Scripted',
    about: 'For tests',
    configured: true,
    offline: true,
    host: 'provider',
    takesKey: false,
    models: ['scripted-1'],
  };
  readonly requests: ModelRequest[] = [];

  constructor(
    private readonly answers: ScriptedAnswer[],
    private readonly tokenPrice: TokenPrice = { inputMicrosPerMTok: 0, outputMicrosPerMTok: 0 },
  ) {}

  price(): TokenPrice {
    return this.tokenPrice;
  }

  async *answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const answer = this.answers[this.requests.length];
    this.requests.push(request);
    if (!answer) throw new Error('The script has no further answer');
    for (const text of answer.pieces ?? []) yield { type: 'text', text };
    answer.meanwhile?.();
    if (answer.hangs)
      await new Promise((_resolve, reject) => {
        const stop = (): void => reject(new ModelError('CANCELLED', 'The call was cancelled'));
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop, { once: true });
      });
    if (answer.error) throw answer.error;
    if (!answer.isCut)
      yield {
        type: 'end',
        inputTokens: answer.inputTokens ?? 1,
        outputTokens: answer.outputTokens ?? 1,
        ...(answer.isLimited ? { isLimited: true } : {}),
      };
  }
}
