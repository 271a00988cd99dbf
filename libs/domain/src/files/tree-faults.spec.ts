import type { Blueprint, BlueprintFile } from '../blueprint/blueprint.types.js';
import { directoryTreeOf } from '../directory-tree/directory-tree.js';
import { generateCommunicationSchema } from '../communication-schema/generate-communication-schema.js';
import { PATHS, stageDocument } from '../generation/documents.js';
import { pathFault } from './safe-path.js';

const [nfc, nfd] = ['docs/café.md'.normalize('NFC'), 'docs/café.md'.normalize('NFD')];

describe('a name that some system cannot check out, or that is not what it seems', () => {
  it.each<[string, string]>([
    ['278 bytes in fewer than 255 characters', `docs/${'粉'.repeat(90)}.md`],
    ['git by its short name', 'git~1/config'],
    ['git by its second short name', 'a/GIT~2'],
    ['git with a space', '.git /config'],
    ['git with dots', 'a/.git../x'],
    ['git by a stream', '.git::$INDEX_ALLOCATION/config'],
    ['git with what HFS+ drops', '.g\u200cit/config'],
    ['git with a mark at the front', '\ufeff.git/config'],
    ['git with a letter that folds into it', '.gıt/config'],
    ['git behind a backslash', 'a\\.git/config'],
    ['submodules', '.gitmodules'],
    ['submodules in another case', 'src/.GitModules'],
    ['submodules by their short name', 'GITMOD~1'],
    ['submodules by their other short name', 'gi7eba~1'],
    ['half a character', 'a\ud83c.ts'],
    ['the other half', 'a\udf55.ts'],
    ['the other half first', '\udf55\ud83c.ts'],
    ['a turned direction', 'src/\u202etxt.exe'],
    ['an isolate', 'src/\u2066a.ts'],
    ['a zero-width space', 'src/ma\u200bin.ts'],
    ['a soft hyphen', 'src/ma\u00adin.ts'],
    ['a filler', 'src/\u3164.ts'],
    ['a line separator', 'src/a\u2028b.ts'],
    ['a tab', 'src/a\tb.ts'],
    ['an escape', 'src/\u001b[31m.ts'],
    ['a private character, a colon to some', 'src/a\uf03ab.ts'],
    ['parts in place of a letter', nfd],
    ['a device', 'aux'],
    ['a device with an ending', 'src/Com1.log.txt'],
    ['a device with a raised digit', 'src/lpt².ts'],
    ['a device with a space', 'src/nul .ts'],
    ['the console', 'CONOUT$'],
    ['a dot at the end', 'src/a./b'],
    ['a space at the end', 'src /b'],
    ['a hard space at the end', 'src/b\u00a0'],
    ['a space at the front', ' src/b'],
    ['a question mark', 'what?.md'],
    ['a stream', 'a.ts:b'],
    ['a short name of others', 'progra~1/a.ts'],
    ['a key that is no key', 'src/__proto__/a.ts'],
    ['an empty part', 'src//a.ts'],
    ['a slash at the end', 'src/'],
    ['too long as a whole', `${'ab/'.repeat(80)}x`],
  ])('%s', (_what, path) => expect(pathFault(path)).toBeDefined());

  it.each([
    '.gitignore',
    '.gitattributes',
    'docs/.gitkeep',
    'src/console.ts',
    'auxiliary/com10.ts',
    'Ünïcode/粉.md',
    '❤️.md',
    'a b/c.d.ts',
    'x~y.ts',
    nfc,
    `${'粉'.repeat(80)}.md`,
  ])('but not %s', (path) => expect(pathFault(path)).toBeUndefined());
});

const blueprintOf = (...paths: string[]): Blueprint => ({
  project_name: 'P',
  description: 'd',
  technologies: ['TypeScript'],
  entities: [],
  components: [{ name: 'C', kind: 'k', responsibility: 'r', files: [] }],
  endpoints: [],
  events: [],
  directories: [],
  files: paths.map((path): BlueprintFile => ({ path, purpose: 'p', role: 'library', component: 'C', depends_on: [], entities: [] })),
  scripts: {},
  environment: [],
});
const faultsOf = (...paths: string[]): string[] => stageDocument('BLUEPRINT', PATHS.blueprint)!.check!(blueprintOf(...paths));

describe('files that cannot stand side by side', () => {
  it('are faults of the blueprint, each named; what is only alike is not', () => {
    const paths = ['src/index.ts', 'readme.md', 'src/readme.md', 'SRC/index.ts', 'Docs/Architecture.md', nfc, nfd];
    const faults = faultsOf(...paths).join('\n');
    for (const path of ['readme.md', 'SRC/index.ts', 'Docs/Architecture.md', nfd]) expect(faults).toContain(`"${path}"`);
    for (const path of ['src/index.ts', 'src/readme.md', nfc]) expect(faultsOf(path)).toEqual([]);
    expect(faultsOf('src/index.ts', 'src/readme.md', nfc)).toEqual([]);
  });

  it.each([
    ['a name that another stage writes, in another case', ['BLUEPRINT.JSON']],
    ['the signed record in another case', ['Provenance.json']],
    ['a directory of another stage in another case', ['DOCS/notes.md']],
    ['a directory where another stage writes a file', ['README.md/index.ts']],
    ['a file where another stage has a directory', ['docs']],
    ['a file where another stage has a directory, in another case', ['Docs']],
    ['a README of a directory', ['src/README.md']],
    ['a directory in the place of its README', ['src/readme.md/index.ts']],
    ['directories that differ by case', ['src/a.ts', 'Src/b.ts']],
    ['directories that differ by composition', ['é/a.ts'.normalize('NFC'), 'é/b.ts'.normalize('NFD')]],
    ['letters that fold into two', ['straße.ts', 'STRASSE.ts']],
    ['a file that is a directory too', ['lib/a', 'lib/a/b.ts']],
    ['a file that is a directory too, in another case', ['lib/A', 'lib/a/b.ts']],
    ['a directory whose README would be too long', [`${'abcdefghi/'.repeat(23)}abcd/x.ts`]],
  ])('%s', (_what, paths) => expect(faultsOf(...paths)).not.toEqual([]));

  it('are none over the files of all stages', () => {
    const plan = { project_name: 'P', summary: 's', goals: [], users: [], features: [], milestones: [], risks: [], open_questions: [] };
    const architecture = { overview: 'o', components: [], stack: [], data_stores: [], protocols: [], security: [], deployment: [] };
    const blueprint = blueprintOf('src/index.ts', 'src/readme.md', 'lib/a.ts');
    expect(stageDocument('BLUEPRINT', PATHS.blueprint)!.check!(blueprint)).toEqual([]);
    const tree = directoryTreeOf(generateCommunicationSchema(plan, architecture, blueprint));
    expect(tree.readmes).toEqual({ lib: 'lib/README.md' });
  });

  it('are named so that they can be seen and stored', () => {
    expect(faultsOf('src/a\ud83c\u0000\u202e.ts')[0]).toContain('"src/a\\u{d83c}\\u{0}\\u{202e}.ts"');
  });

  it('names each once, where there are thousands', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => `src/part-${i % 50}/file-${i}.ts`);
    expect(faultsOf(...many)).toEqual([]);
  });
});
