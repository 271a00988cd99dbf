import { aFile } from '@millwright/testing';
import { repairCafe } from '../checks/answers.testing.js';
import { projectFaults } from '../checks/project-faults.js';
import { computedFile } from './computed-files.js';

const { blueprint, texts } = repairCafe();

it('computes what follows from the rest, so that it fits the rest', () => {
  const computed = new Map(texts);
  for (const path of ['package.json', 'tsconfig.json']) computed.set(path, computedFile(blueprint, path)!);
  expect(JSON.parse(computed.get('package.json')!)).toMatchObject({ name: 'repair-cafe', type: 'module', scripts: blueprint.scripts });
  expect(JSON.parse(computed.get('tsconfig.json')!)).toMatchObject({ include: ['src', 'test'] });
  expect(projectFaults({ blueprint, texts: computed })).toEqual([]);
});

it('sorts packages by what they are needed for', () => {
  const packages = [
    { name: 'zod', version: '^4.0.0', development: false },
    { name: 'typescript', version: '6.0.3', development: true },
    { name: 'mustache', version: '4.2.0', development: false },
  ];
  const written = JSON.parse(computedFile({ ...blueprint, packages }, 'package.json')!) as Record<string, object>;
  expect(Object.entries(written.dependencies!)).toEqual([
    ['mustache', '4.2.0'],
    ['zod', '^4.0.0'],
  ]);
  expect(written.devDependencies).toEqual({ typescript: '6.0.3' });
});

it('computes nothing that does not follow', () => {
  const { packages: _, ...older } = blueprint;
  expect(computedFile(older, 'package.json')).toBeUndefined();
  expect(computedFile({ ...blueprint, scripts: { start: 'vite' } }, 'tsconfig.json')).toBeUndefined();
  expect(computedFile({ ...blueprint, files: [...blueprint.files, aFile('src/page.tsx')] }, 'tsconfig.json')).toBeUndefined();
  expect(computedFile({ ...blueprint, files: [] }, '.gitignore')).toBeUndefined();
  expect(computedFile(blueprint, 'src/main.ts')).toBeUndefined();
});
