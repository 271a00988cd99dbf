import type { ProjectFiles, Recipe } from './recipe.js';

const BUILDS: [string, string][] = [
  ['pom.xml', 'Maven'],
  ['build.gradle', 'Gradle'],
  ['build.gradle.kts', 'Gradle'],
];

/** Projects of Java. Their builds begin with downloads, plugins first. */
export function java(project: ProjectFiles): Recipe | undefined {
  const [, tool] = BUILDS.find(([path]) => project.has(path)) ?? [];
  if (tool === undefined) return undefined;
  const notHere = `${tool} downloads its own plugins first, and the sandbox has a way to npm’s registry only`;
  return { kind: 'Java', tools: [], needsPackages: false, commands: { BUILD: { notHere }, TEST: { notHere } } };
}
