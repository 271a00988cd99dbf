/**
 * Which imports are refused: against the direction of the packages, past an index, in a circle (types included).
 * `npm run check:imports`
 */

/** Folder of each package -> packages it may import. Imports go one way; what is not listed is refused. */
const MAY_IMPORT = {
  'libs/domain': [],
  'libs/contracts': ['libs/domain'],
  'libs/platform': ['libs/domain', 'libs/contracts'],
  'libs/persistence': ['libs/domain', 'libs/contracts', 'libs/platform'],
  'libs/sandbox': [],
  'libs/templates': ['libs/domain'],
  'libs/integrations': ['libs/domain', 'libs/contracts', 'libs/platform', 'libs/templates'],
  'libs/testing': ['libs/domain', 'libs/contracts', 'libs/platform', 'libs/persistence', 'libs/integrations'],
  'libs/ui': ['libs/domain'],
  workflows: ['libs/domain', 'libs/contracts'],
  // The host of the workflows is an ordinary process, outside their sandbox.
  'workflows/src/worker': ['libs/domain', 'libs/contracts', 'libs/platform', 'libs/persistence'],
  activities: ['libs/domain', 'libs/contracts', 'libs/platform', 'libs/persistence', 'libs/integrations', 'libs/sandbox', 'libs/templates'],
  api: ['libs/domain', 'libs/contracts', 'libs/platform', 'libs/persistence', 'libs/integrations', 'libs/templates'],
  web: ['libs/domain', 'libs/ui'],
};

const PACKAGES = Object.keys(MAY_IMPORT);
const isBelow = (folder, above) => folder !== above && folder.startsWith(`${above}/`);
/** Files of a package, without those of packages below its folder; specs may import anything. */
const filesOf = (name) => ({
  path: name.includes('/src/') ? `^${name}/` : `^${name}/src/`,
  pathNot: [String.raw`\.spec\.ts$`, ...PACKAGES.filter((other) => isBelow(other, name)).map((other) => `^${other}/`)],
});

export default {
  forbidden: [
    ...PACKAGES.map((name) => ({
      name: `direction-of-${name.replaceAll('/', '-')}`,
      severity: 'error',
      comment: `${name} may import ${MAY_IMPORT[name].join(', ') || 'nothing'}`,
      from: filesOf(name),
      to: {
        path: PACKAGES.filter(
          (other) => other !== name && !isBelow(name, other) && !isBelow(other, name) && !MAY_IMPORT[name].includes(other),
        ).map((other) => `^${other}/`),
      },
    })),
    {
      name: 'packages-meet-through-their-index',
      severity: 'error',
      from: { path: '^(libs/[^/]+|api|activities|workflows|web)/src/', pathNot: String.raw`\.spec\.ts$` },
      to: {
        path: '^(libs/[^/]+|api|activities|workflows|web)/src/',
        pathNot: ['^$1/', String.raw`^(libs/[^/]+|api|activities|workflows|web)/src/(index|testing|actions|table)\.ts$`],
      },
    },
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'Types included: what two files know of each other belongs into a third',
      from: {},
      to: { circular: true },
    },
    {
      name: 'outside-of-domain',
      severity: 'error',
      comment: 'Rules have no dependencies',
      from: { path: '^libs/(domain|contracts)/src/', pathNot: String.raw`\.(spec|testing)\.ts$` },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'core'] },
    },
    {
      name: 'outside-of-workflows',
      severity: 'error',
      comment: 'What workflows import runs in their sandbox',
      from: { path: '^workflows/src/', pathNot: [String.raw`\.spec\.ts$`, '^workflows/src/worker/'] },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'core'], pathNot: 'node_modules/@temporalio/(workflow|common)/' },
    },
    { name: 'not-to-be-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: [String.raw`(^|/)(dist|\.angular|public|assets)/`] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@millwright/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.json'],
    },
  },
};
