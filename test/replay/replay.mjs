// Replays every recorded history on a workflow bundle: `node test/replay/replay.mjs [BUNDLE]`. Exit code 1 where one breaks.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const here = dirname(fileURLToPath(import.meta.url));
const code = readFileSync(process.argv[2] ?? join(here, '../../workflows/dist/workflow-bundle.js'), 'utf8');
Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
const files = readdirSync(join(here, 'histories')).filter((name) => name.endsWith('.json.gz'));
const histories = files.map((name) => ({
  workflowId: name,
  history: historyFromJSON(JSON.parse(gunzipSync(readFileSync(join(here, 'histories', name))).toString('utf8'))),
}));
let broken = 0;
for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { code }, replayName: 'recorded' }, histories)) {
  if (!error) continue;
  broken++;
  console.log(`${workflowId}: ${error.message.split('\n')[0]}`);
}
console.log(`${files.length} replayed, ${broken} broken`);
process.exit(broken > 0 || files.length === 0 ? 1 : 0);
