import { dockerfile } from './dockerfile.js';
import { go } from './go.js';
import { java } from './java.js';
import { node } from './node.js';
import { python } from './python.js';
import type { ProjectFiles, Recipe, Recognize } from './recipe.js';
import { staticSite } from './static-site.js';

/** The first that knows the project counts: a Dockerfile stands beside most of the others. */
const KINDS: readonly Recognize[] = [node, go, java, python, staticSite, dockerfile];

/** @returns how a project is checked; undefined where none of its files at the top says what it is */
export function recognize(project: ProjectFiles): Recipe | undefined {
  for (const kind of KINDS) {
    const recipe = kind(project);
    if (recipe) return recipe;
  }
  return undefined;
}
