import type { TreeFile } from '../verify-files.types.js';
import { isStep, ProjectFiles, type Planned } from './recipe.js';
import { recognize } from './recognize.js';

/** What is planned, in short: `TEST: npm test` or `INSTALL not here: …`. */
function planOf(files: Record<string, string | object>, scripts?: Record<string, string>): string[] {
  const tree = Object.entries(files).map(([path, text]): TreeFile => ({
    path,
    bytes: Buffer.from(typeof text === 'string' ? text : JSON.stringify(text)),
  }));
  const recipe = recognize(new ProjectFiles(tree, scripts));
  if (!recipe) return [];
  const lineOf = ([name, planned]: [string, Planned]): string =>
    isStep(planned) ? `${name}: ${planned.shown}` : `${name} not here: ${planned.notHere}`;
  const planned: [string, Planned][] = [
    ...Object.entries(recipe.commands),
    ...(recipe.start ? [['START', recipe.start] as [string, Planned]] : []),
  ];
  return [recipe.kind, ...planned.map(lineOf)];
}

describe('a project of Node', () => {
  it('is checked by its own scripts, in whatever order they stand', () => {
    const scripts = { start: 'node .', test: 'node --test', lint: 'eslint .', typecheck: 'tsc', build: 'tsc -b' };
    expect(planOf({ 'package.json': { scripts } })).toEqual([
      'Node',
      ...['BUILD: npm run build', 'TYPECHECK: npm run typecheck', 'LINT: npm run lint', 'TEST: npm test', 'START: npm start'],
    ]);
  });

  it('is installed only where it has packages: by its lock where there is one', () => {
    const manifest = { dependencies: { express: '^5.0.0' } };
    expect(planOf({ 'package.json': manifest })).toEqual(['Node', 'INSTALL: npm install']);
    expect(planOf({ 'package.json': manifest, 'package-lock.json': '{}' })).toEqual(['Node', 'INSTALL: npm ci']);
    expect(planOf({ 'package.json': {} })).toEqual(['Node']);
  });

  it.each([
    ['workspace:*', 'a package manager other than npm'],
    ['git+ssh://git@example.org/x.git', 'a place other than the registry'],
    ['someone/thing#main', 'a place other than the registry'],
    ['https://example.org/x.tgz', 'a place other than the registry'],
  ])('with a package that is %s cannot be installed here', (range, where) => {
    expect(planOf({ 'package.json': { devDependencies: { thing: range } } })).toEqual([
      'Node',
      `INSTALL not here: The package thing (${range}) comes from ${where}, which the sandbox has no way to`,
    ]);
  });

  it('has no test where npm wrote that there is none, and none here that needs a browser', () => {
    expect(planOf({ 'package.json': { scripts: { test: 'echo "Error: no test specified" && exit 1' } } })).toEqual(['Node']);
    expect(planOf({ 'package.json': { scripts: { test: 'playwright test' } } })[1]).toMatch(/^TEST not here: .*browser/);
  });

  it('without `start` shows what it built, else a server.js, else a page that stands beside it', () => {
    expect(planOf({ 'package.json': { scripts: { dev: 'vite', preview: 'vite preview' } } })).toContain('START: npm run preview');
    expect(planOf({ 'package.json': {}, 'server.js': '' })).toContain('START: npm start');
    expect(planOf({ 'package.json': {}, 'index.html': '' })).toContain('START: (its files are served from the top folder)');
  });

  it('is tried, and fails, where its package.json is no JSON', () => {
    expect(planOf({ 'package.json': '{' })).toEqual(['Node', 'INSTALL: npm install']);
  });
});

describe('a project of another kind', () => {
  it('of Python is tested by what its tests are written for', () => {
    expect(planOf({ 'main.py': '', 'tests/test_x.py': 'import unittest' })).toEqual([
      'Python',
      'TEST: python3 -m unittest discover -v -s tests -t tests',
      'START: python3 main.py',
    ]);
    const flask = planOf({ 'requirements.txt': '# web\nFlask==3.0\n', 'app.py': '', 'test_app.py': 'import pytest' });
    expect(flask).toEqual([
      'Python',
      'INSTALL not here: Its packages (Flask) come from the Python Package Index, and the sandbox has a way to npm’s registry only',
      'TEST: python3 -m pytest',
      'START: python3 app.py',
    ]);
    expect(planOf({ 'pyproject.toml': '[project]\ndependencies = [\n  "fastapi>=0.1",\n]\n', 'x.py': '' })[1]).toContain('(fastapi)');
  });

  it('of Python is started as its blueprint or its Procfile says', () => {
    expect(planOf({ 'app.py': '' }, { start: 'python3 -m app' })).toContain('START: python3 -m app');
    expect(planOf({ 'app.py': '', Procfile: 'web: python3 app.py --port $PORT' })).toContain('START: python3 app.py --port $PORT');
  });

  it('of Go is built and tested; modules that it does not carry cannot be had', () => {
    const files = { 'go.mod': 'module x\n\ngo 1.22\n', 'main.go': 'package main', 'x_test.go': 'package main' };
    expect(planOf(files)).toEqual(['Go', 'BUILD: go build ./...', 'TEST: go test -json ./...', 'START: go run .']);
    const wanting = { ...files, 'go.mod': 'module x\n\nrequire github.com/gorilla/mux v1.8.1\n' };
    expect(planOf(wanting)[1]).toMatch(/^INSTALL not here: Its modules \(github.com\/gorilla\/mux\)/);
    expect(planOf({ ...wanting, 'vendor/modules.txt': '' })[1]).toBe('BUILD: go build ./...');
  });

  it('of Java, or with a Dockerfile alone, says why it is not run', () => {
    expect(planOf({ 'pom.xml': '' })[1]).toMatch(/^BUILD not here: Maven/);
    expect(planOf({ Dockerfile: '' })[1]).toMatch(/^BUILD not here: Only its Dockerfile/);
  });

  it('of pages alone is served as it stands', () => {
    expect(planOf({ 'index.html': '', Dockerfile: '' })).toEqual(['static site', 'START: (its files are served from the top folder)']);
  });

  it('is none where nothing says so', () => expect(planOf({ 'README.md': '' })).toEqual([]));
});
