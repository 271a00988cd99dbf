import { readFileSync } from 'node:fs';
import angular from 'jest-preset-angular/presets/index.js';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
delete swc.$schema;
delete swc.sourceMaps;

const shared = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
  // Workspace packages as sources. No "import" here: jest resolves requires of packages that have both.
  testEnvironmentOptions: { customExportConditions: ['@millwright/source', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: ['/node_modules/(?!@millwright/)'],
  modulePathIgnorePatterns: ['/dist/', '/.nx/', '/.angular/'],
  setupFiles: ['<rootDir>/test/support/own-umask.mjs'],
};

/** Angular's own compiler and a page without a browser; the browser itself is in test/e2e. */
const web = {
  ...angular.createEsmPreset({ tsconfig: '<rootDir>/web/tsconfig.spec.json' }),
  displayName: 'web',
  rootDir: '.',
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/{web/src,libs/ui/src}/**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/web/testing/setup.ts'],
  moduleNameMapper: {
    '^@millwright/(domain|ui)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transformIgnorePatterns: ['/node_modules/(?!.*\\.mjs$|@mdi/js)'],
  modulePathIgnorePatterns: ['/dist/', '/.nx/', '/.angular/'],
};

export default {
  // Of a test that hangs: how slow the machine may be is no matter of the tests.
  testTimeout: 300_000,
  // Each has a stack of its own, and waits for it most of the time: on two cores jest would take one by itself.
  maxWorkers: 2,
  // The compiler's libraries stay in the memory of whoever has used it: a worker that has grown is replaced, its stack stays.
  workerIdleMemoryLimit: '1500MB',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // Of what is marked as concurrent: that waits for processes of its own.
  maxConcurrency: 2,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs/!(ui),api,activities,workflows,deploy}/**/!(*.int).spec.ts'] },
    web,
    // Against a running stack, one for each worker.
    {
      ...shared,
      displayName: 'stack',
      testMatch: ['<rootDir>/{libs,api,activities,workflows}/**/*.int.spec.ts', '<rootDir>/test/{e2e,replay,chaos}/**/*.spec.ts'],
      setupFiles: [...shared.setupFiles, '<rootDir>/test/support/own-stack.mjs'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
