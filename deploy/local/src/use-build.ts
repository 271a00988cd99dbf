import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Lets this process load our packages from a copy of a build. The sources of the launcher run as they are, and would find
 * the packages of the checkout, which the next build replaces under them.
 */
export function loadFrom(folder: string): void {
  const parentURL = pathToFileURL(join(folder, 'package.json')).href;
  registerHooks({
    resolve: (specifier, context, next) => next(specifier, specifier.startsWith('@millwright/') ? { ...context, parentURL } : context),
  });
}

// A process that the launcher starts is told by its environment.
if (process.env.MILLWRIGHT_BUILD) loadFrom(process.env.MILLWRIGHT_BUILD);
