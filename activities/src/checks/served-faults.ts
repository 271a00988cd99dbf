import type { Blueprint, BlueprintEndpoint } from '@millwright/domain';
import { HOLE, isServed, patternOf } from './addresses.js';
import type { Fault } from './fault.js';
import ts from 'typescript';
import { isTestFile, nodesOf, numbersIn, type RuleInput, type Script } from './reading/read-script.js';
import { routesOf, type Route } from './reading/routes.js';

/** Endpoints that a file should serve and does not, and addresses that it serves and that are another's or nobody's. */
export function servedFaults({ blueprint, script }: RuleInput): Fault[] {
  if (isTestFile(script)) return [];
  const own = blueprint.endpoints.filter(({ served_by }) => served_by === script.path);
  const routes = routesOf(script);
  return [...(own.length > 0 ? missing(script, own, routes) : []), ...elsewhere(blueprint, script, routes), ...redirects(script, own)];
}

/** Whether a route, perhaps mounted below an address that another file names, is that of an endpoint. */
function answers({ method, path }: Route, endpoint: BlueprintEndpoint, own: readonly BlueprintEndpoint[] = []): boolean {
  if (method !== undefined && method !== endpoint.method) return false;
  const [has, wants] = [patternOf(path), patternOf(endpoint.path)];
  if (isServed(has, wants) && isServed(wants, has)) return true;
  const mounted = has.startsWith(HOLE) ? has.slice(HOLE.length) : has;
  if (mounted.length > 1) return wants.endsWith(mounted);
  // The address below which it is mounted itself, which is the shortest.
  const parts = (path: string): number => patternOf(path).split('/').length;
  return own.every(
    (one) => one.method !== endpoint.method || one === endpoint || (one.path !== '/' && parts(one.path) >= parts(endpoint.path)),
  );
}

function missing(script: Script, own: readonly BlueprintEndpoint[], routes: readonly Route[]): Fault[] {
  // It finds its addresses in a way that is not read here.
  if (!routes.some(({ method }) => method !== undefined)) return [];
  const known = own.filter((endpoint) => routes.some((route) => answers(route, endpoint, own)));
  if (known.length === 0 && own.length > 1) return [];
  return own
    .filter((endpoint) => !known.includes(endpoint))
    .map(({ method, path }): Fault => ({
      code: 'ADDRESS_NOT_SERVED',
      path: script.path,
      message: `It does not serve ${method} ${path}, which the blueprint has it serve`,
    }));
}

/** Full addresses that it serves, and that another file is to serve or that nobody has heard of. */
function elsewhere({ endpoints }: Blueprint, script: Script, routes: readonly Route[]): Fault[] {
  if (!endpoints.some(({ served_by }) => served_by !== undefined)) return [];
  return routes.flatMap(({ method, path, line }): Fault[] => {
    if (method === undefined || !path.startsWith('/') || path === '/' || /\.\w+$|\*/.test(path)) return [];
    const same = endpoints.filter(
      (one) => one.method === method && (patternOf(one.path) === patternOf(path) || answers({ method, path, line }, one)),
    );
    const exact = same.filter((one) => patternOf(one.path) === patternOf(path));
    if (same.some(({ served_by }) => served_by === script.path)) return [];
    const [other] = exact;
    if (other)
      return [
        { code: 'ADDRESS_TWICE', path: script.path, line, message: `It serves ${method} ${path}, which ${other.served_by} is to serve` },
      ];
    const serves = endpoints.some(({ served_by }) => served_by === script.path);
    if (same.length > 0 || !serves || /^(?:GET|HEAD|OPTIONS)$/.test(method)) return [];
    return [
      {
        code: 'ADDRESS_NOT_SERVED',
        path: script.path,
        line,
        message: `It serves ${method} ${path}, which is no endpoint of the blueprint`,
      },
    ];
  });
}

/** Statuses of redirects that no endpoint of the file has. */
function redirects(script: Script, own: readonly BlueprintEndpoint[]): Fault[] {
  const declared = new Set(own.flatMap((endpoint) => (endpoint.answers ?? []).map(({ status }) => status)));
  if (![...declared].some((status) => status >= 300 && status < 400)) return [];
  return [...numbersIn(script)]
    .filter((number) => [301, 302, 303, 307, 308].includes(number) && !declared.has(number))
    .map((number): Fault => ({
      code: 'STATUS',
      path: script.path,
      message: `It redirects with ${number}, which none of its endpoints answers`,
    }));
}

/**
 * Statuses that endpoints are to answer and that nothing behind them names, over all files.
 *
 * @param behind scripts that a script reaches by its imports, itself among them.
 */
export function statusFaults({ endpoints }: Blueprint, scripts: readonly Script[], behind: (script: Script) => readonly Script[]): Fault[] {
  return scripts.flatMap((script) => {
    const own = endpoints.filter(({ served_by }) => served_by === script.path);
    if (own.length === 0) return [];
    // What another file says that it throws, and does not, is its own fault.
    const numbers = new Set(behind(script).flatMap((one) => [...numbersIn(one), ...thrownBy(one.file.declarations)]));
    return own.flatMap(({ method, path, answers: said = [] }) =>
      said
        .filter(({ status }) => status !== 200 && !numbers.has(status))
        .map(({ status }): Fault => ({
          code: 'STATUS',
          path: script.path,
          message: `Nothing answers ${status}, which ${method} ${path} is to answer`,
        })),
    );
  });
}

/** Statuses that declarations say a file throws, and that it has not, where it makes such errors itself. */
export function thrownFaults({ blueprint, script }: RuleInput): Fault[] {
  const said = thrownBy(script.file.declarations);
  if (said.length === 0 || !makesErrors(script)) return [];
  const own = numbersIn(script);
  const needed = new Set(
    script.file.depends_on.flatMap((path) => thrownBy(blueprint.files.find((file) => file.path === path)?.declarations)),
  );
  return [...new Set(said)]
    .filter((status) => !own.has(status) && !needed.has(status))
    .map((status): Fault => ({
      code: 'STATUS',
      path: script.path,
      message: `It never throws ${status}, which its declarations say that it throws`,
    }));
}

/** Whether all of its errors with a status are made where they are thrown, and not by others for it. */
const makesErrors = ({ source }: Script): boolean => {
  const thrown = nodesOf(source).filter(ts.isThrowStatement);
  return thrown.some(({ expression }) => isWithStatus(expression)) && !thrown.some(({ expression }) => ts.isCallExpression(expression));
};

const isWithStatus = (node: ts.Expression): boolean =>
  ts.isNewExpression(node) && (node.arguments ?? []).some((one) => ts.isNumericLiteral(one) && /^[45]\d\d$/.test(one.text));

function thrownBy(declarations = ''): number[] {
  return [...declarations.matchAll(/\b(?:[Tt]hrows|[Rr]ejects with)\b([^*\n]*)/g)].flatMap(([, text = '']) =>
    [...text.matchAll(/\b[45]\d\d\b/g)].map(Number),
  );
}
