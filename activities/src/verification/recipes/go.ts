import { shellStep, type ProjectFiles, type Recipe, type Step } from './recipe.js';

/** Where Go's own installer puts it, beside the places that every sandbox looks into. */
const ENVIRONMENT = {
  PATH: '/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin',
  GOPROXY: 'off',
  GOTOOLCHAIN: 'local',
  GOFLAGS: '-buildvcs=false',
  GOCACHE: '/tmp/go-cache',
  GOPATH: '/tmp/go',
  CGO_ENABLED: '0',
};

const goStep = (argv: readonly string[], more: Partial<Step> = {}): Step => ({ argv, shown: argv.join(' '), env: ENVIRONMENT, ...more });

/** Modules of Go: those without others, and those that carry them in `vendor`. */
export function go(project: ProjectFiles): Recipe | undefined {
  const module = project.text('go.mod');
  if (module === undefined) return undefined;
  const [, wanted] = /^\s*(?:require\s+)?([a-z0-9][\w.-]*\.[\w.-]+\/\S+)\s+v\d/m.exec(module) ?? [];
  const isVendored = project.has('vendor/modules.txt');
  const isTested = project.paths.some((path) => path.endsWith('_test.go') && !path.startsWith('vendor/'));
  const start = startOf(project);
  return {
    kind: 'Go',
    tools: [{ name: 'go', argv: ['go', 'version'], env: ENVIRONMENT }],
    needsPackages: false,
    commands: {
      ...(wanted !== undefined && !isVendored
        ? {
            INSTALL: {
              notHere: `Its modules (${wanted}) come from a module proxy, which the sandbox has no way to; \`go mod vendor\` brings them along`,
            },
          }
        : {}),
      BUILD: goStep(['go', 'build', './...']),
      ...(isTested ? { TEST: goStep(['go', 'test', '-json', './...'], { counts: 'go-json' }) } : {}),
    },
    ...(start ? { start } : {}),
  };
}

/** The one program of the module; of several, none is chosen. */
function startOf(project: ProjectFiles): Step | undefined {
  if (project.scripts['start'] !== undefined) return shellStep(project.scripts['start'], ENVIRONMENT);
  const mains = project.paths.filter(
    (path) =>
      path.endsWith('.go') && !path.endsWith('_test.go') && !path.startsWith('vendor/') && /^package main\b/m.test(project.text(path)!),
  );
  const folders = [...new Set(mains.map((path) => path.split('/').slice(0, -1).join('/')))];
  const [folder] = folders;
  return folder === undefined || folders.length > 1 ? undefined : goStep(['go', 'run', folder ? `./${folder}` : '.']);
}
