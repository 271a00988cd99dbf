import { RECORD_FORMAT, STAGES, type StageName } from '@millwright/domain';
import { hashOf, readRecord, writeRecord, type FullRecord } from './record-file.js';

const TEXT = 'a file';
const file = (path: string) => ({ stage: 'CODE' as StageName, path, mediaType: 'text/plain', bytes: 6, sha256: hashOf(TEXT), lines: 1 });
const edit = (path: string) => ({
  kind: 'KEPT' as const,
  path,
  baseSha256: null,
  sha256: hashOf(TEXT),
  editedBy: { kind: 'user' as const, id: 'u', name: 'Ana' },
});
const exchange = (path: string) => ({
  stage: 'CODE',
  path,
  attempt: 1,
  host: 'h',
  at: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  promptVersion: '1',
  request: { engine: 'e', model: 'm', system: 's', user: 'u' },
  text: 't',
});
const record = (parts: object, input: object = {}): FullRecord =>
  ({
    format: RECORD_FORMAT,
    exportedAt: '2026-01-01T00:00:00.000Z',
    version: '1',
    generation: {
      id: 'ce6a158a-8ce1-4e29-8c40-336835312830',
      projectName: 'P',
      description: 'D',
      status: 'COMPLETE',
      failure: null,
      complete: [],
      parentId: null,
      createdAt: '2026-01-01T00:00:00.000Z',
      completedAt: null,
    },
    input: {
      projectName: 'P',
      engine: 'e',
      model: 'm',
      stages: STAGES.slice(0, 1).map(({ name, title }) => ({
        name,
        title,
        needs: [],
        runsOn: 'engine',
        fansOut: false,
        weight: 1,
        maxOutputTokens: 1,
      })),
      budgetMicros: null,
      price: null,
      limits: { window: 1, heartbeatTimeoutMs: 1_000, stageTimeoutMs: 1_000, maximumAttempts: 1, initialRetryMs: 1 },
      ...input,
    },
    history: null,
    ledger: { entries: [] },
    exchanges: [],
    reused: [],
    artifacts: [],
    edits: [],
    contents: { [hashOf(TEXT)]: TEXT },
    redactions: [],
    ...parts,
  }) as unknown as FullRecord;
const refusal = async (parts: object, input?: object): Promise<string | undefined> => {
  try {
    await readRecord(await writeRecord(record(parts, input)));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

const PLACES: Record<string, (path: string) => Promise<string | undefined>> = {
  'what it made': (path) => refusal({ artifacts: [file(path)] }),
  'what it took over': (path) => refusal({ reused: [file(path)] }),
  'edits of people': (path) => refusal({ edits: [edit(path)] }),
  'calls to engines': (path) => refusal({ exchanges: [exchange(path)] }),
  'what was sent back': (path) => refusal({}, { revisions: { CODE: { round: 1, comment: 'c', items: [path] } } }),
};

describe.each(Object.entries(PLACES))('a record that names, among %s,', (_place, refused) => {
  it.each([
    ['git’s own folder with a sign that nobody sees', '.g\u200cit/hooks/post-checkout'],
    ['it with a mark at the front', '\ufeff.git/config'],
    ['it by its short name', 'git~1/config'],
    ['it in other letters', '.GIT/config'],
    ['it with a dot at the end', '.git./config'],
    ['it with a space at the end', '.git /config'],
    ['it as a stream', '.git::$INDEX_ALLOCATION/config'],
    ['submodules', '.gitmodules'],
    ['submodules by their short name', 'GITMOD~1'],
    ['a name that is read from the right', 'src/\u202etxt.exe'],
    ['a dot at the end', 'src/a./b'],
    ['a space at the end', 'src/b '],
    ['a device', 'src/aux.ts'],
    ['a name in parts', 'docs/café.md'.normalize('NFD')],
    ['a way out', '../outside'],
    ['a place on the disk', '/etc/passwd'],
    ['a place on a disk of Windows', 'C:\\a'],
  ])('is refused: %s', async (_what, path) => expect(await refused(path)).toBeDefined());

  it('is taken where all is as it should be', async () => expect(await refused('docs/café.md'.normalize('NFC'))).toBeUndefined());
});

it.each(['artifacts', 'reused', 'edits'])('refuses %s that cannot stand side by side on every system', async (where) => {
  const of = where === 'edits' ? edit : file;
  for (const [one, other] of [
    ['src/a.ts', 'SRC/b.ts'],
    ['README.md', 'readme.md'],
    ['straße.ts', 'STRASSE.ts'],
    ['lib/a', 'lib/a/b.ts'],
  ] as const) {
    expect(await refusal({ [where]: [of(one), of(other)] })).toContain('names');
    expect(await refusal({ [where]: [of(one)] })).toBeUndefined();
  }
});
