import { ESLint } from 'eslint';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What the check says of a file with this text at this path. */
async function messagesFor(path: string, text: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: root, overrideConfigFile: join(root, 'eslint.imports.config.mjs') });
  const [result] = await eslint.lintText(text, { filePath: join(root, path) });
  return result?.messages.map((message) => message.message) ?? [];
}

describe('the import directions', () => {
  it.each([
    ['libs/domain/src/x.ts', `import { createHash } from 'node:crypto';`],
    ['libs/domain/src/x.ts', `import { engineQueue } from '@millwright/contracts';`],
    ['libs/contracts/src/x.ts', `export * from '@millwright/persistence';`],
    ['libs/integrations/src/x.ts', `import type { ProjectRow } from '@millwright/persistence';`],
    ['workflows/src/x.ts', `import pg from 'pg';`],
    ['workflows/src/x.ts', `const x = import('@millwright/platform');`],
    ['api/src/x.ts', `import { createActivities } from '@millwright/activities';`],
    ['api/src/x.ts', `import { x } from '../../activities/src/index.js';`],
    ['web/src/app/x.ts', `import { readConfig } from '@millwright/platform';`],
    ['activities/src/x.ts', `import { Status } from '@millwright/ui';`],
  ])('refuse, in %s, %s', async (path, text) => expect((await messagesFor(path, text)).length).toBeGreaterThan(0));

  it.each([
    ['libs/contracts/src/x.ts', `import { STAGES } from '@millwright/domain';`],
    ['workflows/src/x.ts', `import { condition } from '@temporalio/workflow';`],
    ['workflows/src/worker/x.ts', `import { readConfig } from '@millwright/platform';`],
    ['api/src/features/a/x.ts', `import { y } from '../b/y.js';`],
    ['web/src/app/x.ts', `import { Status } from '@millwright/ui';`],
  ])('allow, in %s, %s', async (path, text) => expect(await messagesFor(path, text)).toEqual([]));
});
