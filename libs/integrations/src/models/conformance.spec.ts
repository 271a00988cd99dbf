import { describeModelEngine } from './conformance.js';
import { OfflineEngine } from './providers/offline/offline-engine.js';
import { PacedEngine, readPacedSettings } from './providers/paced-engine.js';

describeModelEngine('offline', () => new OfflineEngine());
describeModelEngine('paced', () => new PacedEngine(readPacedSettings('{ "tokensPerSecond": 20000 }')));
