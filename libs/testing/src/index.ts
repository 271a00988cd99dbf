export { aBlueprint, aFile, aPlan, anArchitecture } from './builders.js';
export { conditions } from './conditions.js';
export { ScriptedEndpoint, chatParts, messageParts, type EndpointCall, type EndpointReply } from './scripted-endpoint.js';
export { ScriptedEngine, type ScriptedAnswer } from './scripted-engine.js';
export { FAULT_KINDS, TASK_KINDS, type FaultKind, type FaultRule, type TaskKind } from './simulated-provider/faults.js';
export { SimulatedProvider, type SimulatedCall, type SimulatedSettings } from './simulated-provider/simulated-provider.js';
export { FakeGitHub, type FakeRepository, type GitHubFault } from './fake-github/fake-github.js';
export { Wire } from './wire.js';
