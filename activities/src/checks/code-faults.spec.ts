import { aBlueprint, aFile } from '@millwright/testing';
import { codeFaults, syntaxFaults } from './code-faults.js';

const tools = aFile('src/tools.ts', { exports: ['listTools', 'Tool'] });
const main = aFile('src/main.ts', { exports: ['start'], depends_on: ['src/tools.ts'] });
const page = aFile('src/pages/page.tsx', { exports: ['default'] });
const blueprint = aBlueprint([main, tools, page, aFile('src/index.ts'), aFile('data.json')]);
const faults = (text: string, file = main): string[] => codeFaults(file, text, blueprint);

it('finds nothing wrong with a file that keeps to the blueprint', () => {
  expect(
    faults(
      `import { listTools, type Tool } from './tools.ts';\nimport data from '../data.json';\nexport const start = (): Tool[] => listTools(data);\n`,
    ),
  ).toEqual([]);
  expect(faults(`export default function Page() { return <p>{1}</p>; }`, page)).toEqual([]);
  expect(faults(`interface Tool { a: 1 }\nfunction listTools() {}\nexport { listTools, type Tool };`, tools)).toEqual([]);
});

it('resolves what compilers resolve: endings, sources of written files, folders', () => {
  for (const from of ['./tools.ts', './tools.js', './tools', '../src/tools'])
    expect(faults(`import { listTools } from '${from}';\nexport function start() { listTools(); }`)).toEqual([]);
  expect(faults(`import '.';\nexport class start {}`)).toEqual([]);
});

it('names imports of files and names that are not there', () => {
  expect(faults(`import { gone } from './tools.ts';\nimport x from './nowhere.ts';\nexport const start = 1;`)).toEqual([
    'It imports "gone" from src/tools.ts, which exports only listTools, Tool',
    'It imports "./nowhere.ts", which is no file of the blueprint',
  ]);
  expect(faults(`export { listTools as start } from './tools.ts';`)).toEqual([]);
});

it('names exports that are missing, also where they are declared and not exported', () => {
  expect(faults(`const start = 1;`)).toEqual(['It does not export "start", which the blueprint lists among its exports']);
  expect(faults(`export const { start } = { start: 1 };`)).toEqual([]);
  expect(faults(`export * from './tools.ts';`)).toEqual([]);
});

it('says where a text is no program, and says nothing of other languages', () => {
  expect(faults(`export const start = (;`)[0]).toMatch(/^Line 1 is no valid code/);
  expect(codeFaults(aFile('main.py', { exports: ['start'] }), 'def (', blueprint)).toEqual([]);
});

it('takes no file that nothing could load, and no more than that', () => {
  for (const path of ['a.ts', 'a.tsx', 'a.mts', 'a.js', 'a.mjs', 'a.cjs', 'a.jsx'])
    expect(syntaxFaults(aFile(path), `console.log('Mill\nof the north');`)[0]).toMatch(/^Line 1 is no valid code/);
  expect(syntaxFaults(aFile('a.ts'), 'import { gone } from "./nowhere.ts";')).toEqual([]);
  expect(syntaxFaults(aFile('a.jsx'), 'export default () => <p>{1}</p>;')).toEqual([]);
  expect(syntaxFaults(aFile('package.json'), '{ // no\n}')[0]).toMatch(/not valid JSON/);
  expect(syntaxFaults(aFile('tsconfig.json'), '{ // the compiler reads this\n "include": ["src"], }')).toEqual([]);
  expect(syntaxFaults(aFile('tsconfig.json'), '{ "include": [')[0]).toMatch(/not valid JSON/);
  expect(syntaxFaults(aFile('a.py'), 'def (')).toEqual([]);
});
