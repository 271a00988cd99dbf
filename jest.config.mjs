import { readFileSync } from 'node:fs';

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
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs,api,activities,workflows,deploy}/**/!(*.int).spec.ts'] },
    { ...shared, displayName: 'integration', testMatch: ['<rootDir>/{libs,api,activities,workflows}/**/*.int.spec.ts'], globalSetup: '<rootDir>/libs/testing/src/global-setup.mjs', globalTeardown: '<rootDir>/libs/testing/src/global-teardown.mjs' },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts', '<rootDir>/test/chaos/**/*.spec.ts', '<rootDir>/test/replay/**/*.spec.ts'] },
  ],
};
