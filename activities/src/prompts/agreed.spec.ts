import { generateCommunicationSchema } from '@millwright/domain';
import { anArchitecture } from '@millwright/testing';
import { repairCafe } from '../checks/answers.testing.js';
import type { FileMaterial } from './agreed.js';
import { filePrompt, shortFilePrompt } from './prompts.js';

const { blueprint, plan } = repairCafe();
const architecture = anArchitecture({ security: ['All SQL has parameters'] });
const material: FileMaterial = { plan, architecture, blueprint, schema: generateCommunicationSchema(plan, architecture, blueprint) };
const older: FileMaterial = {
  ...material,
  blueprint: { ...blueprint, files: blueprint.files.map(({ declarations: _, ...file }) => file) },
};
const described = { projectName: 'Repair café', description: 'A repair café. '.repeat(100) };
const ask = (path: string, from = material): { context: string; user: string } => {
  const { context = '', user } = filePrompt(
    described,
    from,
    from.blueprint.files.find((file) => file.path === path)!,
  );
  return { context, user };
};

it('shows all files the same first, and of the plan its features', () => {
  const contexts = new Set(blueprint.files.map(({ path }) => ask(path).context));
  expect(contexts.size).toBe(1);
  expect([...contexts][0]).toContain('All SQL has parameters');
  expect([...contexts][0]).toContain('2 Follow an item');
  expect([...contexts][0]).not.toContain('claimItem');
});

it('shows a file what it declares, serves and keeps, what it uses, and nothing of others', () => {
  const { user } = ask('src/app.ts');
  expect(user).toContain('export function createApp(parts: { db: DatabaseSync; now?: () => Date }): Server;');
  expect(user).toContain('// src/limiter.ts\nexport class Limiter');
  expect(user).toContain('"path":"/items/:code/claim"');
  expect(user).not.toContain('TemplateStringsArray');
  const { user: items } = ask('src/items.ts');
  expect(items).toContain('item (created by src/database.ts): id INTEGER PRIMARY KEY; code TEXT');
  expect(items).not.toContain('password_hash');
  expect(items).not.toContain('/sign-in');
});

it('shows a page the fields of what its forms lead to', () => {
  const { user } = ask('src/pages.ts');
  expect(user).toContain('"action":"/items","fields":["visitorName","kindId","problem","weightKg","form_token"]');
  expect(user).toContain('{"name":"weightKg","type":"decimal from 0.1 to 100","required":true}');
});

it('shows a test its criteria with the titles that are looked for, and the helpers that it has', () => {
  const { user } = ask('test/web.test.ts');
  expect(user).toContain('3.2 When they are wrong, then the answer is 401');
  expect(user).toContain('→ test "wrong sign-ins are limited"');
  expect(user).toContain('signIn(name: string, password: string): Promise<Answer>;');
  expect(user).toContain('"status":429');
  expect(user).not.toContain('7.2 When a volunteer is removed');
});

it('takes less than half of what it took to show everybody everything', () => {
  const total = (from: FileMaterial): number =>
    from.blueprint.files.map(({ path }) => ask(path, from)).reduce((sum, { context, user }) => sum + context.length + user.length, 0);
  expect(total(material)).toBeLessThan(total(older) / 2);
});

it('shows of an older blueprint all, as before, and less where a model reads little', () => {
  expect(ask('src/main.ts', older).context).toContain('"entities":[{"name":"Item"');
  expect(ask('src/main.ts', older).user).toContain('"imports_from":[{"path":"src/app.ts"');
  const file = blueprint.files[2]!;
  const [whole, short] = [filePrompt, shortFilePrompt].map((prompt) => JSON.stringify(prompt(described, material, file)).length) as [
    number,
    number,
  ];
  expect(short).toBeLessThan(whole);
});
