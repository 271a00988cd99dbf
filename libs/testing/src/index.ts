export { aBlueprint, aFile, aPlan, anArchitecture } from './builders.js';
export { ScriptedEngine, type ScriptedAnswer } from './scripted-engine.js';
