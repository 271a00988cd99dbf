import { join } from 'node:path';
import { Api, type Row } from './bench-tools.ts';
import { freePort } from './ports.ts';
import { startSimulation } from './simulate.ts';
import { startStack } from './stack.ts';

const SIZES = [15, 40, 120];
/** Plan, architecture, blueprint and README. */
const DOCUMENTS = 4;

/** What projects of several sizes ask a provider. */
export async function filesBench(dataDir: string, say: (what: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const files of SIZES) {
    say(`files: a project of ${files} …`);
    rows.push(await sized(join(dataDir, String(files)), files));
  }
  return rows;
}

async function sized(dataDir: string, files: number): Promise<Row> {
  const { readConfig } = await import('@millwright/platform');
  const { provider, env } = await startSimulation(dataDir, { files, tokensPerSecond: 1_000_000 });
  const port = await freePort();
  const config = readConfig({
    ...env,
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMIT_PER_MINUTE: '1000000',
  });
  const stack = await startStack(config, { withTemporalUi: false });
  try {
    const api = await Api.signUp(config.PUBLIC_URL);
    await api.generate('A project whose calls are counted', 'openai', [], { useCache: false });
    const asked = provider.calls.filter(({ task }) => task !== undefined);
    const floor = files + DOCUMENTS;
    return {
      what: `(r) calls for a project of ${files} files, against one for each file and document`,
      ours: String(asked.length),
      floor: String(floor),
      ratio: (asked.length / floor).toFixed(2),
      goal: '≤ 1.00',
    };
  } finally {
    await stack.stop();
    await provider.stop();
  }
}
