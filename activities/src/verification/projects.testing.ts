import type { Blueprint, CheckName, CheckResult, VerificationIsolation } from '@millwright/domain';
import type { SandboxProvider } from '@millwright/sandbox';
import { ask } from '../offline-answers.testing.js';
import { documentedRoutes } from './documented-routes.js';
import { verifyFiles } from './verify-files.js';
import type { DocumentedRoute, TreeFile, VerificationReport, VerifyFilesRequest } from './verify-files.types.js';

export interface Project {
  texts: Map<string, string>;
  routes: DocumentedRoute[];
}

/** A working project of the built-in engine, and what its blueprint promises. */
export async function offlineProject(description: string): Promise<Project> {
  const about = { projectName: 'Mill', description };
  const plan = JSON.parse(await ask({ kind: 'plan', ...about })) as never;
  const blueprint = JSON.parse(await ask({ kind: 'blueprint', ...about, plan, architecture: {} as never })) as Blueprint;
  const texts = new Map<string, string>();
  for (const file of blueprint.files) texts.set(file.path, await ask({ kind: 'file', ...about, blueprint, file }));
  return { texts, routes: documentedRoutes(blueprint) };
}

export const projectOf = (files: Record<string, string>, routes: DocumentedRoute[] = []): Project => ({
  texts: new Map(Object.entries(files)),
  routes,
});

/** The project with one text changed. @throws where the text is not there, so that no test passes by it */
export function changed({ texts, routes }: Project, path: string, change: (text: string) => string): Project {
  const text = texts.get(path);
  const next = text === undefined ? undefined : change(text);
  if (next === undefined || next === text) throw new Error(`Nothing of ${path} was changed`);
  return { routes, texts: new Map([...texts, [path, next]]) };
}

export interface Seen {
  report: VerificationReport;
  /** Name and status of each check, in order. */
  checks: string[];
  /** Each call, in order: `began`, `TEST began`, `TEST ended`. */
  calls: string[];
  outputs: Map<CheckName, string>;
  /** What was told while it ran. */
  told: Map<CheckName, string>;
}

/** Verifies a project in sandboxes of a provider, and writes down what was called. */
export async function verified(provider: SandboxProvider, project: Project, more: Partial<VerifyFilesRequest> = {}): Promise<Seen> {
  const calls: string[] = [];
  const outputs = new Map<CheckName, string>();
  const told = new Map<CheckName, string>();
  const files = [...project.texts].map(([path, text]): TreeFile => ({ path, bytes: Buffer.from(text) }));
  const report = await verifyFiles({
    files,
    open: async (spec) => await provider.create(spec),
    provider: provider.name,
    routes: project.routes,
    signal: new AbortController().signal,
    on: {
      began: async (checks: CheckName[], isolation: VerificationIsolation) =>
        void calls.push(`began ${checks.join(' ')} ${isolation.provider}`),
      checkBegan: async (name) => void calls.push(`${name} began`),
      output: async (name, text) => void told.set(name, (told.get(name) ?? '') + text),
      checkEnded: async (result: CheckResult, output) => {
        calls.push(`${result.name} ended`);
        outputs.set(result.name, output);
      },
    },
    ...more,
  });
  return { report, checks: report.checks.map(({ name, status }) => `${name} ${status}`), calls, outputs, told };
}
