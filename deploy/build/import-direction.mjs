import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Folder of each project -> projects it may import. Imports go one way; what is not listed is refused. */
export const MAY_IMPORT = {
  'libs/domain': [],
  'libs/contracts': ['domain'],
  'libs/platform': ['domain', 'contracts'],
  'libs/persistence': ['domain', 'contracts', 'platform'],
  'libs/sandbox': [],
  'libs/templates': ['domain'],
  'libs/integrations': ['domain', 'contracts', 'platform', 'templates'],
  'libs/testing': ['domain', 'contracts', 'platform', 'persistence', 'integrations'],
  'libs/ui': ['domain'],
  workflows: ['domain', 'contracts'],
  // The host of the workflows is an ordinary process, outside their sandbox.
  'workflows/src/worker': ['domain', 'contracts', 'platform', 'persistence'],
  activities: ['domain', 'contracts', 'platform', 'persistence', 'integrations', 'sandbox', 'templates'],
  api: ['domain', 'contracts', 'platform', 'persistence', 'integrations', 'templates'],
  web: ['domain', 'ui'],
};
/** Packages that a project may take from outside; absent: any. */
const OUTSIDE = { 'libs/domain': [], 'libs/contracts': [], workflows: ['@temporalio/workflow'] };

const projects = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length);
const projectOf = (path) => projects.find((project) => path === project || path.startsWith(`${project}/`));

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      direction: '{{from}} may not import {{to}}',
      crossing: 'Packages meet only through their index: import {{to}} by its name, not by a path',
    },
  },
  create(context) {
    const file = relative(root, context.filename).replaceAll('\\', '/');
    const from = projectOf(file);
    if (!from || /\.spec\.ts$/.test(file)) return {};
    const check = (node, specifier) => {
      if (typeof specifier !== 'string') return;
      if (specifier.startsWith('.')) {
        const target = projectOf(relative(root, resolve(dirname(context.filename), specifier)).replaceAll('\\', '/'));
        const isSame = target === from || (from.startsWith('workflows') && target?.startsWith('workflows'));
        if (target && !isSame) context.report({ node, messageId: 'crossing', data: { to: target } });
        return;
      }
      const own = /^@millwright\/([\w-]+)/.exec(specifier)?.[1];
      if (own) {
        if (!MAY_IMPORT[from].includes(own)) context.report({ node, messageId: 'direction', data: { from, to: own } });
        return;
      }
      const allowed = OUTSIDE[from];
      if (allowed && !allowed.includes(specifier)) context.report({ node, messageId: 'direction', data: { from, to: specifier } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.value),
    };
  },
};

/** ESLint configuration that enforces the directions. */
export const importDirection = {
  files: ['**/*.ts'],
  plugins: { millwright: { rules: { 'import-direction': rule } } },
  rules: { 'millwright/import-direction': 'error' },
};
