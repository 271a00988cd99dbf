import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TechnicalArchitecture } from '../architecture/architecture.types.js';
import type { Blueprint } from '../blueprint/blueprint.types.js';
import type { DevelopmentPlan } from '../plan/plan.types.js';
import { generateCommunicationSchema } from './generate-communication-schema.js';
import { communicationSchemaFaults } from './validate-communication-schema.js';

// One input, one reviewed output. To accept a change, run with UPDATE_GOLDEN=1 and read the difference line by line.
interface Input {
  plan: DevelopmentPlan;
  architecture: TechnicalArchitecture;
  blueprint: Blueprint;
}
const folder = join(import.meta.dirname, 'golden');
const cases = readdirSync(folder).filter((name) => name.endsWith('.input.json'));

it('has cases', () => expect(cases.length).toBeGreaterThanOrEqual(3));

it.each(cases)('%s gives the schema that was reviewed', (name) => {
  const { plan, architecture, blueprint } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Input;
  const schema = generateCommunicationSchema(plan, architecture, blueprint);
  const paths = blueprint.files.map((file) => file.path);
  expect(communicationSchemaFaults(schema, paths)).toEqual([]);
  const golden = join(folder, name.replace('.input.', '.golden.'));
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, `${JSON.stringify(schema, null, 2)}\n`);
  expect(schema).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
});
