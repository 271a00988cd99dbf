import { FileRefused } from '@millwright/sandbox';
import type { Tool } from './recipes/recipe.js';
import type { Workplace } from './workplace.js';

const TOOL_MS = 30_000;

/**
 * Asks the tools of a project for their versions.
 *
 * @returns versions as they told them, and why the project cannot be run with them, where one is not there or too old.
 */
export async function toolVersions(
  place: Workplace,
  tools: readonly Tool[],
  signal: AbortSignal,
): Promise<{ versions: Record<string, string>; fault?: string }> {
  const sandbox = await place.sandbox();
  const told = await Promise.all(
    tools.map(async ({ name, argv, env, least }) => {
      try {
        const { stdout, stderr } = await sandbox.exec({ argv, env, timeoutMs: TOOL_MS, outputBytes: 64 * 1024, signal });
        const version = /\d{1,4}(?:\.\d{1,6}){1,3}/.exec(stdout + stderr)?.[0];
        return { name, version, fault: tooOld(name, version, least) };
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        return { name, version: undefined, fault: `${name} is not in the sandbox` };
      }
    }),
  );
  signal.throwIfAborted();
  const fault = told.find((one) => one.fault !== undefined)?.fault;
  return {
    versions: Object.fromEntries(told.flatMap(({ name, version }) => (version === undefined ? [] : [[name, version]]))),
    ...(fault === undefined ? {} : { fault }),
  };
}

function tooOld(name: string, version: string | undefined, least: number | undefined): string | undefined {
  if (version === undefined || least === undefined || Number(version.split('.')[0]) >= least) return undefined;
  return `The project asks for ${name} ${least}, and the sandbox has ${version}`;
}
