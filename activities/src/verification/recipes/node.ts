import { isStep, recordOf, type CommandCheck, type NotHere, type Planned, type ProjectFiles, type Recipe, type Step } from './recipe.js';
import { staticSite } from './static-site.js';

// Maglev, a compiler of V8, keeps Node 24 from ending now and then (nodejs/node issue 54918); NODE_OPTIONS does not take
// the flag itself.
const WITHOUT_MAGLEV = '--import=data:text/javascript,import{setFlagsFromString}from"node:v8";setFlagsFromString("--no-maglev")';

export const NODE_ENVIRONMENT = {
  NODE_OPTIONS: WITHOUT_MAGLEV.replaceAll('"', '%22'),
  // Of packages none runs; those of the project are what is looked at, with what it puts before and after them.
  npm_config_ignore_scripts: 'false',
};
const INSTALLING = { ...NODE_ENVIRONMENT, npm_config_ignore_scripts: 'true', npm_config_replace_registry_host: 'always' };

/** Names of scripts for a check; the first that the project has counts. */
const SCRIPTS: Record<Exclude<CommandCheck, 'INSTALL'>, readonly string[]> = {
  BUILD: ['build'],
  TYPECHECK: ['typecheck', 'type-check', 'check-types', 'check:types', 'types'],
  LINT: ['lint'],
  TEST: ['test'],
};
/** Without `start`, what shows a built project, then what shows one at work. */
const STARTS = ['start', 'preview', 'serve', 'dev'];

/** Projects with a package.json. */
export function node(project: ProjectFiles): Recipe | undefined {
  if (!project.has('package.json')) return undefined;
  const manifest = project.json('package.json');
  const tools = [
    { name: 'node', argv: ['node', '--version'], least: leastMajor(recordOf(manifest?.['engines'])?.['node']) },
    { name: 'npm', argv: ['npm', '--version'], env: NODE_ENVIRONMENT },
  ];
  if (!manifest) return { kind: 'Node', tools, needsPackages: false, commands: { INSTALL: nodeStep(['npm', 'install'], INSTALLING) } };
  const scripts = textsOf(manifest['scripts']);
  const install = installation(project, manifest);
  const commands: Recipe['commands'] = install ? { INSTALL: install } : {};
  for (const [check, names] of Object.entries(SCRIPTS) as [Exclude<CommandCheck, 'INSTALL'>, readonly string[]][]) {
    const name = names.find((one) => scripts[one] !== undefined && !isStandIn(scripts[one]));
    if (name !== undefined) commands[check] = scriptStep(name, scripts[name]!);
  }
  const start = startOf(project, scripts);
  return {
    ...{ kind: 'Node', tools, commands, needsPackages: install !== undefined && isStep(install) },
    ...(start ? { start } : commands.BUILD ? {} : siteBeside(project)),
  };
}

const nodeStep = (argv: readonly string[], env: Step['env'] = NODE_ENVIRONMENT): Step => ({ argv, shown: argv.join(' '), env });

/** A page that stands beside a package.json which starts nothing. */
function siteBeside(project: ProjectFiles): Pick<Recipe, 'start' | 'pages'> {
  const site = staticSite(project);
  return site ? { start: site.start, pages: site.pages } : {};
}

function startOf(project: ProjectFiles, scripts: Record<string, string>): Step | undefined {
  const name = STARTS.find((one) => scripts[one] !== undefined);
  if (name !== undefined) return nodeStep(name === 'start' ? ['npm', 'start'] : ['npm', 'run', name]);
  // What npm starts where no script says otherwise.
  return project.has('server.js') ? nodeStep(['npm', 'start']) : undefined;
}

function scriptStep(name: string, line: string): Planned {
  if (/\b(?:playwright|cypress|puppeteer|wdio|testcafe|nightwatch)\b/.test(line))
    return { notHere: `\`npm run ${name}\` needs a browser, and there is none in the sandbox` };
  return nodeStep(name === 'test' ? ['npm', 'test'] : ['npm', 'run', name]);
}

/** What `npm init` writes where there is no test. */
const isStandIn = (line: string): boolean => line.includes('no test specified');

/** Left out where there is nothing to install. */
function installation(project: ProjectFiles, manifest: Record<string, unknown>): Planned | undefined {
  const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((list) => Object.entries(textsOf(manifest[list])));
  if (wanted.length === 0 && manifest['workspaces'] === undefined) return undefined;
  const elsewhere = wanted.find(([, range]) => !isOfRegistry(range));
  if (elsewhere) return otherSource(elsewhere[0], elsewhere[1]);
  const isLocked = project.has('package-lock.json') || project.has('npm-shrinkwrap.json');
  return nodeStep(['npm', isLocked ? 'ci' : 'install'], INSTALLING);
}

/** Ranges, tags, aliases and folders of the project; no addresses, repositories or words of other package managers. */
const isOfRegistry = (range: string): boolean => /^(?:npm:|file:\.|link:\.)/.test(range) || !/[:/]/.test(range);

function otherSource(name: string, range: string): NotHere {
  const manager = /^(?:workspace|catalog|portal|patch):/.exec(range)
    ? 'a package manager other than npm'
    : 'a place other than the registry';
  return { notHere: `The package ${name} (${range.slice(0, 100)}) comes from ${manager}, which the sandbox has no way to` };
}

/** Texts of an object by name; what is no text is passed over. */
function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordOf(value) ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The least major version that a range asks for, where it says so plainly: `>=24`, `^22.1`, `24.x`. */
function leastMajor(range: unknown): number | undefined {
  const [, major] = typeof range === 'string' ? (/^\s*(?:>=|\^|~|=|v)?\s*v?(\d{1,3})(?:[.\sx*]|$)/.exec(range) ?? []) : [];
  return major === undefined || String(range).includes('||') ? undefined : Number(major);
}
