import { relative } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { ROOT } from './paths.ts';
import { run } from './run.ts';

const SOURCES = ['api/src', 'activities/src', 'workflows/src', 'libs', 'web/src'];
/** Lines that a file and a function may have before they are worth a look. */
const [LONG_FILE, LONG_FUNCTION] = [300, 60];
const SHOWN = 5;

/** Refuses imports that go the wrong way, past an index or in a circle; then tells what has grown long, which refuses nothing. */
export async function checkStructure(args: readonly string[]): Promise<void> {
  await run('depcruise', ['--config', '.dependency-cruiser.mjs', ...SOURCES, ...args]);
  if (process.exitCode) return;
  for (const line of await long()) console.log(line);
}

/** One line for files and one for functions, the longest first. */
async function long(): Promise<string[]> {
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfigFile: true,
    allowInlineConfig: false,
    overrideConfig: [
      { ignores: ['**/dist/**', '**/*.spec.ts', '**/*.testing.ts', '**/migrations/**', 'web/src/app/core/operations.ts'] },
      {
        files: ['**/*.ts'],
        languageOptions: { parser: tseslint.parser },
        rules: { 'max-lines': ['warn', LONG_FILE], 'max-lines-per-function': ['warn', LONG_FUNCTION] },
      },
    ] as ESLint.Options['overrideConfig'],
  });
  const found = (await eslint.lintFiles(SOURCES.map((folder) => `${folder}/**/*.ts`))).flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message, line }) => ({
      ruleId,
      lines: Number(/\((\d+)\)/.exec(message)?.[1]),
      at: `${relative(ROOT, filePath)}:${line}`,
    })),
  );
  return [
    { ruleId: 'max-lines', what: `files over ${LONG_FILE} lines` },
    { ruleId: 'max-lines-per-function', what: `functions over ${LONG_FUNCTION} lines` },
  ].map(({ ruleId, what }) => {
    const of = found.filter((one) => one.ruleId === ruleId).sort((a, b) => b.lines - a.lines);
    const longest = of.slice(0, SHOWN).map(({ at, lines }) => `${at} (${lines})`);
    return `${of.length} ${what}${longest.length > 0 ? `: ${longest.join(', ')}${of.length > SHOWN ? ', …' : ''}` : ''}`;
  });
}
