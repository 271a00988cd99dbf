import { FakeGitHub, type GitHubFault } from '@millwright/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalRepositories } from '../local-repositories.js';
import type { CommitFile } from '../port.js';
import { GitHubHost, descriptionOf, nextName, type GitHubExport } from './github-host.js';

const folder = mkdtempSync(join(tmpdir(), 'millwright-github-'));
const FILES: CommitFile[] = [
  { path: 'README.md', content: Buffer.from('# Mill\n') },
  { path: 'src/main.ts', content: Buffer.from('export const größe = 1;\n') },
  { path: 'src-old/a.ts', content: Buffer.from('') },
  { path: 'run.sh', content: Buffer.from('#!/bin/sh\n'), isExecutable: true },
  { path: 'logo.png', content: Buffer.from([0x89, 0x50, 0xff, 0x00]) },
  ...Array.from({ length: 450 }, (_, i) => ({ path: `src/part-${i % 7}/file-${i}.ts`, content: Buffer.from(`export const n = ${i};\n`) })),
];

let github: FakeGitHub;
let host: GitHubHost;
let request: GitHubExport;
beforeEach(async () => {
  github = new FakeGitHub();
  const apiUrl = await github.start();
  host = new GitHubHost({ apiUrl, token: 'ghp_right' });
  const local = new LocalRepositories(folder);
  request = {
    owner: null,
    name: 'mill',
    isPrivate: true,
    description: 'A mill\nthat grinds',
    homepage: 'http://localhost:3000/projects/p?generation=g',
    topics: ['millwright'],
    message: 'Generate the project\n',
    files: FILES,
    tree: await local.treeOf({ message: 'm', files: FILES }),
  };
});
afterEach(async () => await github.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('makes a private repository with one commit, whose tree is that of our own repository', async () => {
  const made = await host.export(request);
  expect(made).toMatchObject({ owner: 'ana', name: 'mill', url: 'https://github.example/ana/mill' });
  const [commit, ...others] = github.history('ana/mill');
  expect(others).toEqual([]);
  expect(commit).toMatchObject({ tree: request.tree, parents: [], message: 'Generate the project\n' });
  expect(github.repositories.get('ana/mill')).toMatchObject({ isPrivate: true, description: 'A mill that grinds', topics: ['millwright'] });
});

it('comes to the same again, and makes one for an organization', async () => {
  const first = await host.export(request);
  expect(await host.export(request)).toEqual(first);
  expect(github.history('ana/mill')).toHaveLength(1);
  expect(github.calls.filter((call) => call === 'POST /user/repos')).toHaveLength(1);
  expect(await host.export({ ...request, owner: 'mill-works' })).toMatchObject({ owner: 'mill-works' });
});

it('leaves another repository of the same name alone, and offers a name', async () => {
  await host.export(request);
  const before = github.history('ana/mill');
  await expect(host.export({ ...request, homepage: 'http://localhost:3000/projects/other' })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
    isRetryable: false,
    hint: 'Choose another name, such as mill-2.',
  });
  expect(github.history('ana/mill')).toEqual(before);
  expect(nextName('mill-9')).toBe('mill-10');
});

it('finds the repository that an attempt made which was thought dead', async () => {
  // Nobody knew of it when it was looked for; it is there when it is made.
  github.fault = (call, index) => (call === 'GET /repos/ana/mill' && index === 1 ? { status: 404 } : undefined);
  github.repositories.set('ana/mill', {
    owner: 'ana',
    name: 'mill',
    isPrivate: true,
    description: null,
    homepage: request.homepage,
    topics: [],
    branch: 'main',
    refs: new Map([['heads/main', 'none']]),
    objects: new Map(),
  });
  await expect(host.export(request)).resolves.toMatchObject({ name: 'mill' });
});

const soon = (): string => String(Math.ceil(Date.now() / 1_000) + 30);
it.each<[string, GitHubFault, object]>([
  [
    'a refused token',
    { status: 401, message: 'Bad credentials' },
    { code: 'BAD_TOKEN', isRetryable: false, hint: expect.stringContaining('Settings, GitHub') },
  ],
  [
    'single sign-on',
    { status: 403, headers: { 'x-github-sso': 'required; url=https://github.com/orgs/x/sso?a=b' } },
    { code: 'SSO_REQUIRED', hint: expect.stringContaining('https://github.com/orgs/x/sso?a=b') },
  ],
  [
    'a missing scope',
    { status: 403, headers: { 'x-oauth-scopes': 'read:user', 'x-accepted-oauth-scopes': 'repo' }, message: 'Forbidden' },
    { code: 'MISSING_SCOPE', message: 'The GitHub token lacks the scope repo (it has: read:user)' },
  ],
  [
    'the hourly limit',
    { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon() }, message: 'API rate limit exceeded' },
    { code: 'RATE_LIMITED', isRetryable: true, retryAfterMs: expect.any(Number) },
  ],
  [
    'the abuse limit',
    { status: 403, headers: { 'retry-after': '7' }, message: 'You have exceeded a secondary rate limit' },
    { code: 'RATE_LIMITED', isRetryable: true, retryAfterMs: 7_000 },
  ],
  ['trouble of its own', { status: 502 }, { code: 'UNAVAILABLE', isRetryable: true }],
])('says what is wrong, and what to do: %s', async (_what, fault, expected) => {
  github.fault = (call) => (call.startsWith('POST /user/repos') ? fault : undefined);
  await expect(host.export(request)).rejects.toMatchObject({ name: 'GitHubError', ...expected });
});

it('says that a repository has gone, that an owner is not there, and that nobody answers', async () => {
  github.onDone = () => github.calls.at(-1)!.endsWith('/git/trees') && github.repositories.clear();
  await expect(host.export(request)).rejects.toMatchObject({ code: 'GONE', isRetryable: false });
  github.onDone = undefined;
  await expect(host.export({ ...request, owner: 'nobody' })).rejects.toMatchObject({
    code: 'NO_OWNER',
    message: expect.stringContaining('nobody'),
  });
  const away = new GitHubHost({ apiUrl: 'http://127.0.0.1:9', token: 'x' });
  await expect(away.export(request)).rejects.toMatchObject({ code: 'UNAVAILABLE', isRetryable: true });
});

it('tells whose token it is, and what it may do', async () => {
  expect(await host.account()).toEqual({ login: 'ana', scopes: ['repo', 'workflow', 'read:org'] });
});

describe('a repository with a workflow, and a token that may not write one', () => {
  const workflow = { path: '.github/workflows/ci.yml', content: Buffer.from('on: push\n') };
  beforeEach(async () => {
    const files = [...FILES, workflow];
    request = { ...request, files, tree: await new LocalRepositories(folder).treeOf({ message: 'm', files }) };
  });

  it('is refused before anything is made, with the scope and how to get it', async () => {
    github.scopes = 'repo';
    await expect(host.export(request)).rejects.toMatchObject({
      code: 'MISSING_SCOPE',
      isRetryable: false,
      message: expect.stringMatching(/lacks the scope workflow \(it has: repo\)/),
      hint: expect.stringMatching(/Settings, GitHub.*workflow/),
    });
    expect(github.repositories.size).toBe(0);
  });

  it('is told apart from one that is gone where the token tells no scopes, and what was made half is gone on with', async () => {
    github.scopes = '';
    github.mayWriteWorkflows = false;
    await expect(host.export(request)).rejects.toMatchObject({ code: 'MISSING_SCOPE', hint: expect.stringMatching(/Workflows/) });
    expect(github.repositories.size).toBe(1);
    github.mayWriteWorkflows = true;
    await expect(host.export(request)).resolves.toMatchObject({ name: 'mill' });
    expect(github.history('ana/mill')).toMatchObject([{ tree: request.tree, parents: [] }]);
  });

  it('is exported by one that may', async () => {
    await expect(host.export(request)).resolves.toMatchObject({ name: 'mill' });
  });
});

it.each([
  ['an emoji at its end', `${'a'.repeat(349)}\u{1f355} shop`, 'a'.repeat(349)],
  ['an emoji of several parts at its end', `${'a'.repeat(345)}\u{1f469}\u200d\u{1f469}\u200d\u{1f466} shop`, 'a'.repeat(345)],
  ['one that just fits', `${'a'.repeat(348)}\u{1f355} shop`, `${'a'.repeat(348)}\u{1f355}`],
  ['controls and breaks', 'A\u0000 mill\u001b[31m\r\n\tthat\u2028grinds\u0007', 'A mill [31m that grinds'],
  ['turned directions and halves', 'A \u202emill\ud83c', 'A mill'],
  ['signs of Hindi', '\u0939\u093f\u0928\u094d\u200d\u0926\u0940', '\u0939\u093f\u0928\u094d\u200d\u0926\u0940'],
])('cuts and cleans a description: %s', (_what, text, expected) => {
  expect(descriptionOf(text)).toBe(expected);
});
