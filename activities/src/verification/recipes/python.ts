import { shellStep, type Planned, type ProjectFiles, type Recipe, type Step } from './recipe.js';

const MANIFESTS = ['pyproject.toml', 'requirements.txt', 'setup.py', 'setup.cfg', 'Pipfile'];
const ENVIRONMENT = { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' };
/** What is started where nothing says otherwise, by its usual names. */
const MAINS = ['main.py', 'app.py', 'server.py', 'manage.py'];

const pythonStep = (argv: readonly string[]): Step => ({ argv, shown: argv.join(' '), env: ENVIRONMENT });

/** Projects of Python. Their packages come from a registry that the sandbox has no way to. */
export function python(project: ProjectFiles): Recipe | undefined {
  const sources = project.paths.filter((path) => path.endsWith('.py'));
  const isPython = MANIFESTS.some((path) => project.has(path)) || MAINS.some((path) => project.has(path));
  if (!isPython || sources.length === 0) return undefined;
  const [wanted] = requirementsOf(project);
  const usesPytest = sources.some((path) => /^\s*(?:import|from) pytest\b/m.test(project.text(path)!));
  const isTest = (path: string): boolean => /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path);
  const commands: Recipe['commands'] = {};
  if (wanted !== undefined) commands.INSTALL = noPackages(wanted);
  else if (usesPytest) commands.INSTALL = noPackages('pytest');
  if (project.scripts['test'] !== undefined) commands.TEST = shellStep(project.scripts['test'], ENVIRONMENT);
  else if (sources.some(isTest))
    commands.TEST = pythonStep(usesPytest ? ['python3', '-m', 'pytest'] : ['python3', '-m', 'unittest', ...suiteOf(project)]);
  const start = startOf(project);
  return {
    kind: 'Python',
    tools: [{ name: 'python3', argv: ['python3', '--version'] }],
    needsPackages: false,
    commands,
    ...(start ? { start } : {}),
  };
}

const noPackages = (name: string): Planned => ({
  notHere: `Its packages (${name}) come from the Python Package Index, and the sandbox has a way to npm’s registry only`,
});

/** unittest looks into folders that are packages; tests in another folder have to be named. */
function suiteOf(project: ProjectFiles): string[] {
  const folder = ['tests', 'test'].find((one) => project.paths.some((path) => path.startsWith(`${one}/`) && path.endsWith('.py')));
  return ['discover', '-v', ...(folder ? ['-s', folder, '-t', project.has(`${folder}/__init__.py`) ? '.' : folder] : [])];
}

function startOf(project: ProjectFiles): Step | undefined {
  const said = project.scripts['start'] ?? /^web:\s*(.{1,500})$/m.exec(project.text('Procfile') ?? '')?.[1];
  if (said !== undefined) return shellStep(said, ENVIRONMENT);
  const main = MAINS.find((path) => project.has(path));
  if (main === undefined) return undefined;
  return pythonStep(main === 'manage.py' ? ['python3', 'manage.py', 'runserver'] : ['python3', main]);
}

/** Names of packages that it asks for, as its files list them. */
function requirementsOf(project: ProjectFiles): string[] {
  const lines = (project.text('requirements.txt') ?? '').split('\n').map((line) => line.replace(/#.*/, '').trim());
  const listed = lines.flatMap((line) => /^[A-Za-z0-9][\w.-]{0,100}/.exec(line) ?? []);
  const toml = project.text('pyproject.toml') ?? '';
  const [, own = ''] = /^dependencies\s*=\s*\[([^\]]{0,20000})\]/m.exec(toml) ?? [];
  const [, poetry = ''] = /^\[tool\.poetry\.dependencies\]\n((?:[^[\n].{0,500}\n|\n){0,500})/m.exec(`${toml}\n`) ?? [];
  return [
    ...listed,
    ...[...own.matchAll(/["']([A-Za-z0-9][\w.-]{0,100})/g)].map((match) => match[1]!),
    ...[...poetry.matchAll(/^([A-Za-z0-9][\w.-]{0,100})\s*=/gm)].map((match) => match[1]!).filter((name) => name !== 'python'),
  ];
}
