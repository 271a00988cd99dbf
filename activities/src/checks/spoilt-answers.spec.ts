import { BLUEPRINT_SCHEMA } from '@millwright/domain';
import { schemaFaults } from '@millwright/integrations';
import { repairCafe } from './answers.testing.js';
import { fitFaults, missingParts } from './blueprint-faults.js';
import type { FaultCode } from './fault.js';
import { projectFaults } from './project-faults.js';
import { SPOILT_BLUEPRINTS } from './spoilt-blueprints.testing.js';
import { SPOILT_FILES } from './spoilt-files.testing.js';

const found = (faults: { code: FaultCode; path: string }[]): { codes: FaultCode[]; paths: string[] } => ({
  codes: faults.map(({ code }) => code),
  paths: [...new Set(faults.map(({ path }) => path))],
});

describe('answers of a model that were spoilt', () => {
  it.each(SPOILT_FILES)('%s is found, and its author alone is asked again', (_what, spoilIt, code, path) => {
    const answers = repairCafe();
    spoilIt(answers);
    const { codes, paths } = found(projectFaults(answers));
    expect(paths).toEqual([path]);
    expect(codes).toContain(code);
  });

  it.each(SPOILT_BLUEPRINTS)('a blueprint with %s is found before any file is bought', (_what, spoilIt, code, path) => {
    const answers = repairCafe();
    spoilIt(answers);
    const { codes, paths } = found(fitFaults(answers.blueprint, answers.plan));
    expect(codes).toContain(code);
    expect(paths).toEqual([path]);
  });

  it.each(SPOILT_FILES.filter(([what]) => what !== 'another status'))(
    '%s is found when that file alone is written',
    (_what, spoilIt, code, path) => {
      const answers = repairCafe();
      spoilIt(answers);
      const alone = projectFaults({ blueprint: answers.blueprint, texts: new Map([[path, answers.texts.get(path)!]]) }, path);
      expect(found(alone).codes).toContain(code);
    },
  );
});

describe('answers of a model as they were', () => {
  it('fit the schema that models are asked for, and say all of its parts', () => {
    const { blueprint, plan } = repairCafe();
    expect(schemaFaults(BLUEPRINT_SCHEMA, blueprint)).toEqual([]);
    expect(missingParts(blueprint)).toEqual([]);
    expect(fitFaults(blueprint, plan)).toEqual([]);
  });

  it('have a form that nobody answers and a type that does not fit, and nothing else', () => {
    expect(projectFaults(repairCafe(false)).map(({ code, path, line }) => ({ code, path, line }))).toEqual([
      { code: 'TYPE', path: 'test/items.test.ts', line: 14 },
      { code: 'ADDRESS_NOT_SERVED', path: 'src/app.ts', line: undefined },
    ]);
  });

  it('have the dead form found in the page where no endpoint was promised', () => {
    const { blueprint, texts } = repairCafe(false);
    const endpoints = blueprint.endpoints.filter(({ method, path }) => `${method} ${path}` !== 'GET /items');
    const dead = projectFaults({ blueprint: { ...blueprint, endpoints }, texts }).filter(({ code }) => code === 'ADDRESS_NOT_SERVED');
    expect(dead).toMatchObject([{ path: 'src/pages.ts', message: 'A form leads to GET /items, which no endpoint serves' }]);
  });

  it('have no fault once these two are mended, whole or file by file', () => {
    const answers = repairCafe();
    expect(projectFaults(answers)).toEqual([]);
    for (const [path, text] of answers.texts)
      expect(projectFaults({ blueprint: answers.blueprint, texts: new Map([[path, text]]) }, path)).toEqual([]);
  });

  it('are not held to what an older blueprint does not say', () => {
    const { blueprint, texts } = repairCafe(false);
    const { pages: _p, tables: _t, criteria: _c, packages: _k, ...rest } = blueprint;
    const older = {
      ...rest,
      endpoints: rest.endpoints.map(({ method, path, purpose, entity }) => ({ method, path, purpose, entity })),
      files: rest.files.map(({ declarations: _, ...file }) => file),
    };
    expect(fitFaults(older)).toEqual([]);
    expect(found(projectFaults({ blueprint: older, texts })).paths).toEqual(['test/items.test.ts']);
  });
});
