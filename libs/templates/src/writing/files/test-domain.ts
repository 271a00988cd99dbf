import { lower, quote } from '../code.js';
import { names, type FieldPlan, type RecordPlan } from '../plan.js';
import { limitsOf } from './domain-file.js';
import { sampleOf } from './sample-values.js';

/** Tests of parse<Record>: each limit on both sides, each choice and one outside, each field that is needed. */
export function domainTests(record: RecordPlan): string[] {
  const name = names(record);
  if (record.inputs.length === 0) return [];
  const value = (field: FieldPlan) =>
    field.kind === 'reference' || field.kind === 'person' ? String(record.inputs.indexOf(field) + 1) : sampleOf(field, record);
  const sample = record.inputs.map((field) => `${field.prop}: ${value(field)}`).join(', ');
  const fields = record.inputs.flatMap((field) => fieldTests(field));
  const usesValues = fields.some((test) => test.includes('valuesWith'));
  return [
    `const VALID = { ${sample} };

/** The fields that are at fault when some are changed. */
function faultsWith(changes: Record<string, unknown>): string[] {
  const parsed = ${name.parse}({ ...VALID, ...changes });
  return 'faults' in parsed ? Object.keys(parsed.faults) : [];
}${
      usesValues
        ? `

function valuesWith(changes: Record<string, unknown>): ${name.input} {
  const parsed = ${name.parse}({ ...VALID, ...changes });
  assert.ok('values' in parsed, JSON.stringify(parsed));
  return parsed.values;
}`
        : ''
    }`,
    `test('given everything is right, what was typed is kept', () => {
  assert.deepEqual(${name.parse}(VALID), { values: VALID });
});`,
    ...fields,
  ];
}

/** Tests of what needs no input: closed sets that rules alone move in, and how a thing is called. */
export function namingTests(record: RecordPlan): string[] {
  const { titleField: title, className } = record;
  const called = names(record).titleOf;
  const value = title.said || title.type === 'string' ? `'Aster'` : title.kind === 'enum' ? quote(title.values![0]!) : '7';
  const held = `{ id: 5, ${title.said ?? title.prop}: ${value} } as ${className}`;
  const shown = value.startsWith("'") ? value : quote(value);
  return [
    ...record.fields.filter(({ isInput, constant }) => !isInput && constant).map(valuesTest),
    `test(${quote(`it is called by its ${lower(title.label)}`)}, () => {
  assert.equal(${called}(${held}), ${shown});
${title.isNullable && shown === value ? `  assert.equal(${called}({ ...(${held}), ${title.said ?? title.prop}: null }), 'No. 5');\n` : ''}});`,
  ];
}

const valuesTest = ({ label, constant, values }: FieldPlan): string => `test(${quote(`${label}: its values are these`)}, () => {
  assert.deepEqual([...${constant}], [${values!.map(quote).join(', ')}]);
});`;

function fieldTests(field: FieldPlan): string[] {
  const { prop, label, kind } = field;
  const { min, max } = limitsOf(field);
  const tests: string[] = [];
  const named = (text: string) => quote(`${label}: ${text}`);
  const fault = `['${prop}']`;
  const isLinked = kind === 'reference' || kind === 'person';
  if (kind === 'boolean') {
    tests.push(`test(${named('a ticked box is yes, one left alone is no')}, () => {
  assert.equal(valuesWith({ ${prop}: 'on' }).${prop}, true);
  assert.equal(valuesWith({ ${prop}: undefined }).${prop}, false);
  assert.deepEqual(faultsWith({ ${prop}: 'perhaps' }), ${fault});
});`);
    return tests;
  }
  tests.push(
    field.isNullable
      ? `test(${named('it may be left empty')}, () => {
  assert.equal(valuesWith({ ${prop}: ' ' }).${prop}, null);
  assert.equal(valuesWith({ ${prop}: undefined }).${prop}, null);
});`
      : `test(${named('it is needed')}, () => {
  assert.deepEqual(faultsWith({ ${prop}: ' ' }), ${fault});
  assert.deepEqual(faultsWith({ ${prop}: undefined }), ${fault});
});`,
  );
  if (kind === 'text' || kind === 'long-text') {
    tests.push(`test(${named(`${max} characters are kept, one more is refused`)}, () => {
  assert.equal(valuesWith({ ${prop}: 'x'.repeat(${max}) }).${prop}, 'x'.repeat(${max}));
  assert.deepEqual(faultsWith({ ${prop}: 'x'.repeat(${max! + 1}) }), ${fault});
});`);
    if (min !== undefined && min > 1)
      tests.push(`test(${named(`${min} characters are enough, one less is not`)}, () => {
  assert.equal(valuesWith({ ${prop}: 'x'.repeat(${min}) }).${prop}, 'x'.repeat(${min}));
  assert.deepEqual(faultsWith({ ${prop}: 'x'.repeat(${min - 1}) }), ${fault});
});`);
  } else if (min !== undefined && max !== undefined) {
    const isWhole = kind === 'integer' || kind === 'rating';
    const step = isWhole ? 1 : 0.01;
    const below = Math.round((min - step) * 100) / 100;
    const above = Math.round((max + step) * 100) / 100;
    tests.push(`test(${named(`${min} and ${max} are kept, what is outside is refused`)}, () => {
  assert.deepEqual([faultsWith({ ${prop}: ${min} }), faultsWith({ ${prop}: ${max} })], [[], []]);
  assert.deepEqual([faultsWith({ ${prop}: ${below} }), faultsWith({ ${prop}: ${above} })], [${fault}, ${fault}]);
});`);
    tests.push(`test(${named('what is no such number is refused')}, () => {
  assert.deepEqual(faultsWith({ ${prop}: 'many' }), ${fault});
${isWhole ? `  assert.deepEqual(faultsWith({ ${prop}: ${min} + 0.5 }), ${fault});\n` : ''}${kind === 'money' ? `  assert.deepEqual(faultsWith({ ${prop}: ${min} + 0.005 }), ${fault});\n` : ''}});`);
  } else if (kind === 'enum') {
    tests.push(`test(${named('each of its values is kept, another is refused')}, () => {
  for (const ${prop} of ${field.constant}) assert.equal(valuesWith({ ${prop} }).${prop}, ${prop});
  assert.deepEqual(faultsWith({ ${prop}: 'something else' }), ${fault});
});`);
    tests.push(valuesTest(field));
  } else {
    const wrong: Partial<Record<typeof kind, string>> = {
      date: '2026-02-30',
      datetime: '2026-02-30T10:00',
      time: '24:00',
      email: 'nobody',
      phone: 'none',
      url: 'example.org',
      colour: 'blue',
      image: 'x.png',
      file: 'x.pdf',
    };
    const text = isLinked ? '0' : wrong[kind];
    if (text !== undefined)
      tests.push(`test(${named(`"${text}" is refused`)}, () => {
  assert.deepEqual(faultsWith({ ${prop}: ${quote(text)} }), ${fault});
});`);
  }
  return tests;
}
