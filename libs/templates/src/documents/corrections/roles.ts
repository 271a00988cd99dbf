import type { Correction } from '@millwright/domain';
import type { Role } from '../../design/design.types.js';
import { kebab, plural, sentenceCase, snake } from '../../knowledge/words.js';
import { eachAudience, slugsOf, withSlugs } from './audiences.js';
import { Refused, type Bench } from './bench.js';
import { free, inOtherWords, nameAt } from './naming.js';
import { usesOf } from './rule-fields.js';

type Of<K extends Correction['do']> = Extract<Correction, { do: K }>;
const MOST_ROLES = 8;

/** @throws Refused */
function namesAt(bench: Bench, place: string, typed: string, self?: Role): Pick<Role, 'name' | 'plural' | 'slug'> {
  const words = nameAt(place, typed);
  const slug = kebab(words);
  const same = bench.design.roles.find((one) => one !== self && one.slug === slug);
  if (same) throw new Refused(place, `There is a role “${same.name}” already`, 'Choose another name.');
  return { name: sentenceCase(words), plural: sentenceCase(plural(words)), slug };
}

export function addRole(bench: Bench, { name, joins }: Of<'add-role'>): void {
  const { roles } = bench.design;
  const names = namesAt(bench, 'add-role/name', name);
  if (roles.length >= MOST_ROLES) throw new Refused('add-role/name', `There are ${MOST_ROLES} roles already`, 'Take one out first.');
  const isFirst = roles.length === 0;
  roles.push({ ...names, joins: isFirst ? 'first' : joins, fields: [] });
  if (isFirst) return bench.say(`People sign in. The first account is ${names.name.toLowerCase()} and may do everything.`);
  bench.say(
    `${names.plural} have accounts; ${joins === 'open' ? 'they sign up themselves' : `${bench.first!.plural.toLowerCase()} invite them`}.`,
  );
}

export function renameRole(bench: Bench, { role: slug, name }: Of<'rename-role'>): void {
  const { design } = bench;
  const role = bench.role(slug);
  const before = { ...role };
  const names = namesAt(bench, `roles/${slug}/name`, name, role);
  if (names.name === role.name) return;
  Object.assign(role, names);
  bench.renamed.set(`role ${slug}`, role.slug);
  eachAudience(design, (audience) =>
    withSlugs(
      audience,
      slugsOf(audience).map((one) => (one === slug ? role.slug : one)),
    ),
  );
  for (const rule of design.rules) if (rule.kit === 'notice' && 'role' in rule.to && rule.to.role === slug) rule.to = { role: role.slug };
  for (const record of design.records)
    for (const field of record.fields) {
      if (field.role !== slug) continue;
      field.role = role.slug;
      if (field.label === before.name) field.label = role.name;
      if (field.name !== `${snake(before.name)}_id`) continue;
      const called = free(
        `${snake(role.name)}_id`,
        record.fields.map((one) => one.name),
      );
      for (const rule of design.rules)
        for (const use of usesOf(rule)) if (use.table === record.table && use.field === field.name) use.put(called);
      if (record.title === field.name) record.title = called;
      if (record.owner === field.name) record.owner = called;
      field.was ??= field.name;
      bench.renamed.set(`field ${record.table}.${field.name}`, called);
      field.name = called;
    }
  for (const page of design.pages)
    for (const section of page.sections)
      if (section.text !== design.purpose) section.text = inOtherWords(section.text, before.name.toLowerCase(), role.name.toLowerCase());
  bench.say(`${before.plural} are called ${role.plural.toLowerCase()} everywhere.`);
}

export function setJoins(bench: Bench, { role: slug, joins }: Of<'set-joins'>): void {
  const role = bench.role(slug);
  if (role.joins === 'first')
    throw new Refused(
      `roles/${slug}/joins`,
      `The first account is ${role.name.toLowerCase()}`,
      'Whoever has it invites others of the role.',
    );
  if (role.joins === joins) return;
  role.joins = joins;
  bench.say(
    joins === 'open' ? `Anybody may sign up as ${role.name.toLowerCase()}.` : `${role.plural} are invited, and cannot sign up themselves.`,
  );
}

/** What only the role might do falls to the first one. */
export function dropRole(bench: Bench, { role: slug }: Of<'drop-role'>): void {
  const { design } = bench;
  const role = bench.role(slug);
  const first = bench.first;
  if (role === first || !first)
    throw new Refused(`roles/${slug}`, `${role.plural} run it, and somebody has to`, 'Rename the role, if it is called otherwise.');
  design.roles = design.roles.filter((one) => one !== role);
  bench.say(`${role.plural} have no accounts any more.`);
  let isMoved = false;
  eachAudience(design, (audience) => {
    const slugs = slugsOf(audience);
    if (!slugs.includes(slug)) return audience;
    const left = slugs.filter((one) => one !== slug);
    if (left.length > 0) return withSlugs(audience, left);
    isMoved = true;
    return { roles: [first.slug] };
  });
  if (isMoved) bench.say(`What only ${role.plural.toLowerCase()} might do, ${first.plural.toLowerCase()} do.`);
  for (const rule of design.rules) if (rule.kit === 'notice' && 'role' in rule.to && rule.to.role === slug) rule.to = { role: first.slug };
  for (const record of design.records)
    for (const field of record.fields)
      if (field.role === slug) {
        delete field.role;
        bench.say(`${record.name}: “${field.label}” can be anybody with an account.`);
      }
}
