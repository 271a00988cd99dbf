import { parseArgs } from 'node:util';
import { answering, signIn } from './client.ts';
import { loadConfig } from './load-config.ts';
import { Plain } from './say.ts';
import { runningStack } from './stack.ts';

const USAGE = 'npm run open [-- /projects/ID]';

/** `npm run open`: a link that signs the local user in, who owns what `npm run generate` made without a key. */
export async function open(args: string[]): Promise<void> {
  const page = parse(args);
  const config = await loadConfig();
  const running = await runningStack(config.DATA_DIR);
  if (!running)
    throw new Plain(`Millwright does not run on ${config.DATA_DIR}. Start it with \`npm start\`, and run this again in another terminal.`);
  await answering(running.url);
  const link = await (await signIn(running.url, config)).signInLink(page);
  console.log(`Open this in a browser; it signs you in as the local user, once, within ten minutes:\n\n${link}\n`);
}

function parse(args: string[]): string {
  try {
    const [page = '/', ...more] = parseArgs({ args, allowPositionals: true, options: {} }).positionals;
    if (!page.startsWith('/') || more.length > 0) throw new Error('One page of the console is expected, beginning with a slash.');
    return page;
  } catch (error) {
    throw new Plain(`${(error as Error).message}\nUsage: ${USAGE}`);
  }
}
