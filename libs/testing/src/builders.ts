import type { Blueprint, BlueprintFile, DevelopmentPlan, TechnicalArchitecture } from '@millwright/domain';

/** A plan that fits its schema; say what matters to the test, the rest is made up. */
export function aPlan(rest: Partial<DevelopmentPlan> = {}): DevelopmentPlan {
  return {
    project_name: 'Mill',
    summary: 'A mill that grinds grain for farmers.',
    goals: ['Grind grain'],
    users: [{ name: 'Farmer', description: 'Brings grain' }],
    features: [{ name: 'Grinding', description: 'Grain becomes flour', acceptance: ['Flour comes out'] }],
    milestones: [{ name: 'First flour', outcome: 'It grinds', features: ['Grinding'] }],
    risks: [],
    open_questions: [],
    ...rest,
  };
}

export function anArchitecture(rest: Partial<TechnicalArchitecture> = {}): TechnicalArchitecture {
  return {
    overview: 'One process in layers.',
    components: [{ name: 'Core', kind: 'library', responsibility: 'Everything', talks_to: [] }],
    stack: [{ technology: 'TypeScript', purpose: 'All code', reason: 'Types' }],
    data_stores: [],
    protocols: [],
    security: [],
    deployment: [],
    ...rest,
  };
}

export function aFile(path: string, rest: Partial<BlueprintFile> = {}): BlueprintFile {
  return { path, purpose: 'p', role: 'library', component: 'Core', depends_on: [], entities: [], exports: [], ...rest };
}

/** A blueprint of the given files, all of one component. */
export function aBlueprint(
  files: readonly BlueprintFile[] = [aFile('src/main.ts', { role: 'entry' })],
  rest: Partial<Blueprint> = {},
): Blueprint {
  return {
    project_name: 'Mill',
    description: 'A mill',
    technologies: ['TypeScript'],
    entities: [],
    components: [{ name: 'Core', kind: 'library', responsibility: 'Everything', files: files.map(({ path }) => path) }],
    endpoints: [],
    events: [],
    directories: [],
    files: [...files],
    scripts: {},
    environment: [],
    ...rest,
  };
}
