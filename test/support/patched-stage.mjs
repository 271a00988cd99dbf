// Preloaded with NODE_OPTIONS into every process of a stack: a stage's code as it will be once a fault is mended.
import * as module from 'node:module';

module.registerHooks?.({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/activities/dist/stages/code.stage.js')) return loaded;
    const source = String(loaded.source);
    const mended = source.replace('syntaxFaults(file, String(answer))', '[]');
    if (mended === source) throw new Error('There is nothing to mend in this stage any more');
    return { ...loaded, source: mended };
  },
});
