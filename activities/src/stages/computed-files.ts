import { slugOf, type Blueprint } from '@millwright/domain';

/**
 * Files that follow from the rest of a blueprint: nobody need be asked for them.
 *
 * @returns its text; undefined where it does not follow from the rest alone.
 */
export function computedFile(blueprint: Blueprint, path: string): string | undefined {
  // An older blueprint does not say what is installed.
  if (!blueprint.packages) return undefined;
  if (path === 'package.json') return packageFile(blueprint, blueprint.packages);
  if (path === 'tsconfig.json') return isRunAsItIs(blueprint) ? compilerFile(blueprint) : undefined;
  if (path === '.gitignore') return isNode(blueprint) ? 'node_modules/\ndist/\ncoverage/\n.env\n*.log\n*.sqlite\n*.sqlite-*\n' : undefined;
  if (path === '.dockerignore') return isNode(blueprint) ? 'node_modules\ndist\ncoverage\n.git\n.env\n*.log\n*.sqlite*\n' : undefined;
  return undefined;
}

const isNode = ({ files }: Blueprint): boolean => files.some(({ path }) => path === 'package.json');

/** Plain TypeScript that Node runs without a build. */
const isRunAsItIs = ({ files, scripts }: Blueprint): boolean =>
  /\bnode\b[^&|]*\.ts\b/.test(scripts.start ?? '') && !files.some(({ path }) => /\.[jt]sx$/.test(path));

function packageFile({ project_name, description, scripts }: Blueprint, packages: NonNullable<Blueprint['packages']>): string {
  const of = (development: boolean): Record<string, string> | undefined => {
    const own = packages.filter((one) => one.development === development).sort((a, b) => (a.name < b.name ? -1 : 1));
    return own.length > 0 ? Object.fromEntries(own.map(({ name, version }) => [name, version])) : undefined;
  };
  return json({
    name: slugOf(project_name) || 'project',
    version: '1.0.0',
    description,
    private: true,
    type: 'module',
    engines: { node: '>=24' },
    scripts,
    dependencies: of(false),
    devDependencies: of(true),
  });
}

const compilerFile = ({ files }: Blueprint): string =>
  json({
    compilerOptions: {
      target: 'esnext',
      module: 'nodenext',
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
    },
    include: [
      ...new Set(
        files.filter(({ path }) => path.endsWith('.ts')).map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : path)),
      ),
    ].sort(),
  });

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
