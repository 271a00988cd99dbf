import type { ProjectFiles, Recipe } from './recipe.js';

/** Projects of which a Dockerfile alone says how they are built and started. */
export function dockerfile(project: ProjectFiles): Recipe | undefined {
  const path = ['Dockerfile', 'Containerfile'].find((one) => project.has(one));
  if (path === undefined) return undefined;
  const notHere = `Only its ${path} says how it is built, and no image can be built inside a sandbox`;
  return { kind: 'container image', tools: [], needsPackages: false, commands: { BUILD: { notHere } }, start: { notHere } };
}
