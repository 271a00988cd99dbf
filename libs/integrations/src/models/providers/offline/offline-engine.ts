import type { TokenPrice } from '@millwright/domain';
import { ModelError, type EngineInfo, type ModelEngine, type ModelEvent, type ModelRequest } from '../../port.js';

export class OfflineEngine implements ModelEngine {
  readonly info: EngineInfo = { id: 'offline', name: 'Offline templates', about: '', configured: true, offline: true, models: ['templates-1'] };
  price(): TokenPrice {
    return { inputMicrosPerMTok: 0, outputMicrosPerMTok: 0 };
  }
  async *answer(_request: ModelRequest): AsyncIterable<ModelEvent> {
    throw new ModelError('unavailable', 'pending');
  }
}
