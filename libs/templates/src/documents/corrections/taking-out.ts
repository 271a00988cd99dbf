import type { DesignRecord, Field, KitName, Rule } from '../../design/design.types.js';
import { labelOf } from '../../design/claims/pointers.js';
import { tablesOf } from '../blueprint-design.js';
import { eachAudience } from './audiences.js';
import { Refused, type Bench } from './bench.js';
import { free, speaksOf } from './naming.js';
import { usesOf } from './rule-fields.js';

/** What is nothing without something else: a mark, a word under it, a line of it. */
function partsOf(rule: Rule, table: string): string[] {
  switch (rule.kit) {
    case 'review':
    case 'comment':
    case 'favourite':
      return rule.of === table ? [rule.record] : [];
    case 'cart':
      return rule.product === table || rule.order === table ? [rule.line] : [];
    case 'poll':
      return rule.poll === table ? [rule.option, rule.vote] : rule.option === table ? [rule.vote] : [];
    case 'quiz':
      return rule.quiz === table ? [rule.question, rule.attempt] : [];
    default:
      return [];
  }
}

/** Takes records out, and what is nothing without them: rules, references, parts of pages. */
export function takeOutRecord(bench: Bench, table: string): void {
  const { design } = bench;
  const gone = new Set([table]);
  for (const one of gone) for (const rule of design.rules) for (const part of partsOf(rule, one)) gone.add(part);
  const records = design.records.filter((one) => gone.has(one.table));
  design.records = design.records.filter((one) => !gone.has(one.table));
  for (const record of records) bench.say(`${record.plural} are taken out, with their pages, their part of the API and their examples.`);
  for (const rule of [...design.rules]) {
    if (rule.kit === 'calculator' && rule.record !== undefined && gone.has(rule.record)) delete rule.record;
    else if (tablesOf(rule).some((one) => gone.has(one))) takeOutRule(bench, rule, false);
  }
  for (const record of [...design.records])
    for (const field of record.fields.filter(({ references }) => references !== undefined && gone.has(references))) {
      if (record.fields.length === 1) takeOutRecord(bench, record.table);
      else takeOutField(bench, record, field);
    }
  for (const record of records) forgetInPages(bench, record);
}

/** Sections of pages that are about a record, and sentences that speak of it. */
function forgetInPages({ design }: Bench, { name, plural }: DesignRecord): void {
  const word = name.toLowerCase();
  for (const page of design.pages)
    page.sections = page.sections.flatMap((section) => {
      if (section.heading.toLowerCase() === plural.toLowerCase()) return [];
      if (section.text === design.purpose || !speaksOf(section.text, word)) return [section];
      const listed = section.text
        .split(', ')
        .filter((part, _, all) => !(all.length > 1 && speaksOf(part, word) && !/[.:]./.test(part)))
        .join(', ');
      const text = (listed.match(/[^.;!?]+[.;!?]*\s*/g) ?? [])
        .filter((sentence) => !speaksOf(sentence, word))
        .join('')
        .trim();
      return text ? [{ ...section, text }] : [];
    });
}

/** Kits that look at fields and fill none in. */
const READING = new Set<KitName>(['view', 'report', 'lookup', 'notice', 'tracking', 'import', 'share', 'friend', 'live']);

/**
 * Takes a rule out. Fields that it alone filled in are asked for from now on.
 *
 * @param withParts whether records that are there for it alone go too.
 */
export function takeOutRule(bench: Bench, rule: Rule, withParts: boolean): void {
  const { design } = bench;
  const title = labelOf(rule, design);
  design.rules = design.rules.filter((one) => one !== rule);
  bench.say(`The rule “${title}” is taken out.`);
  if (withParts && (rule.kit === 'review' || rule.kit === 'comment' || rule.kit === 'favourite')) return takeOutRecord(bench, rule.record);
  const others = design.rules.filter(({ kit }) => !READING.has(kit)).flatMap(usesOf);
  for (const record of design.records.filter(({ table }) => tablesOf(rule).includes(table)))
    for (const field of record.fields)
      if (field.isRuled && !others.some((use) => use.table === record.table && use.field === field.name)) {
        delete field.isRuled;
        bench.say(`${record.name}: “${field.label}” is typed in from now on.`);
      }
  const steps = rule.kit === 'lifecycle' ? rule.steps.map(({ name }) => name) : [];
  for (const notice of design.rules)
    if (notice.kit === 'notice' && notice.step !== undefined && steps.includes(notice.step)) takeOutRule(bench, notice, false);
}

/** Takes a field out of its record, and out of the rules that name it. @throws Refused for the last one */
export function takeOutField(bench: Bench, record: DesignRecord, field: Field): void {
  if (record.fields.length === 1)
    throw new Refused(
      `records/${record.table}/fields/${field.name}`,
      `“${field.label}” is the last field of ${record.plural.toLowerCase()}`,
      'Add another field first, or take the record out.',
    );
  record.fields = record.fields.filter((one) => one !== field);
  bench.say(`${record.name} loses its field “${field.label}”.`);
  if (record.title === field.name) moveTitle(bench, record);
  if (record.owner === field.name) disown(bench, record);
  for (const rule of [...bench.design.rules]) withoutField(bench, rule, record.table, field.name);
}

/** A rule that a field is gone from: without that part, or not at all. */
function withoutField(bench: Bench, rule: Rule, table: string, name: string): void {
  for (const use of usesOf(rule).filter((one) => one.table === table && one.field === name)) {
    if (use.isNeeded) return takeOutRule(bench, rule, false);
    use.put(undefined);
  }
  if (rule.kit !== 'booking' || rule.rate !== undefined || rule.total === undefined) return;
  const total = bench.design.records.find((one) => one.table === rule.record)?.fields.find((one) => one.name === rule.total);
  delete rule.total;
  delete total?.isRuled;
}

const TITLES = new Set(['text', 'email', 'url']);
export const canBeTitle = ({ kind }: Field): boolean => TITLES.has(kind);

function moveTitle(bench: Bench, record: DesignRecord): void {
  const texts = record.fields.filter((one) => canBeTitle(one) && !one.isRuled);
  let next = texts.find(({ kind }) => kind === 'text') ?? texts[0];
  if (!next) {
    const name = free(
      'name',
      record.fields.map((one) => one.name),
    );
    next = { name, label: 'Name', kind: 'text', required: true, origin: 'assumed' };
    record.fields.unshift(next);
    bench.say(`${record.name} gets the field “Name”, a short text.`);
  }
  record.title = next.name;
  next.required = true;
  bench.say(`“${next.label}” stands for ${record.plural.toLowerCase()} in lists and links.`);
}

/** Nothing of a record is anybody's own any more. */
function disown(bench: Bench, record: DesignRecord): void {
  delete record.owner;
  const first = bench.first;
  let isMoved = false;
  const rules = bench.design.rules.filter((rule) => 'record' in rule && rule.record === record.table);
  eachAudience({ ...bench.design, records: [record], rules }, (audience) => {
    if (typeof audience === 'string' || !('own' in audience) || !first) return audience;
    isMoved = true;
    return { roles: [first.slug] };
  });
  if (isMoved)
    bench.say(
      `Nothing says whose ${record.plural.toLowerCase()} are: what people might do to their own, ${first!.plural.toLowerCase()} do.`,
    );
}
