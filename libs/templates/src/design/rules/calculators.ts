import type { CalculatorRule } from '../design.types.js';
import type { Plan } from '../plan.types.js';

type Known = Pick<CalculatorRule, 'title' | 'inputs' | 'outputs'> & { words: RegExp; name: string };
const input = (
  name: string,
  label: string,
  example: number,
  more: { unit?: string; min?: number; max?: number } = {},
): CalculatorRule['inputs'][number] => ({ name, label, example, min: 0, ...more });
const output = (name: string, label: string, formula: string, unit?: string): CalculatorRule['outputs'][number] => ({
  name,
  label,
  formula,
  ...(unit ? { unit } : {}),
});

/** Formulas that everybody means by the same word. */
const KNOWN: readonly Known[] = [
  {
    words: /\bBMI\b|body mass index/i,
    name: 'bodyMassIndex',
    title: 'Body mass index',
    inputs: [
      input('weight', 'Weight', 70, { unit: 'kg', min: 1, max: 500 }),
      input('height', 'Height', 175, { unit: 'cm', min: 30, max: 280 }),
    ],
    outputs: [output('bmi', 'Body mass index', 'weight / (height / 100) ^ 2', 'kg/m²')],
  },
  {
    words: /\btips?\b(?!s? (and|for))|split(ting)? (the )?bill/i,
    name: 'tip',
    title: 'Tip',
    inputs: [
      input('bill', 'Bill', 48),
      input('percent', 'Tip', 15, { unit: '%', max: 100 }),
      input('people', 'People', 2, { min: 1, max: 1000 }),
    ],
    outputs: [
      output('tip', 'Tip', 'bill * percent / 100'),
      output('total', 'Total', 'bill + bill * percent / 100'),
      output('each', 'For each person', '(bill + bill * percent / 100) / people'),
    ],
  },
  {
    words: /\bpaint\b.*\b(calculat|litres?|liters?|cans?|coats?|estimat)|calculat\w*\b.*\bpaint\b/i,
    name: 'paint',
    title: 'Paint',
    inputs: [
      input('area', 'Wall area', 40, { unit: 'm²', min: 0.1, max: 100000 }),
      input('coats', 'Coats', 2, { min: 1, max: 20 }),
      input('coverage', 'Coverage of a litre', 10, { unit: 'm²', min: 0.1, max: 100 }),
    ],
    outputs: [output('litres', 'Paint', 'area * coats / coverage', 'l')],
  },
  {
    words: /\b(tiles?|flooring|laminate|wallpaper)\b.*\bcalculat|calculat\w*\b.*\b(tiles|flooring|laminate)\b/i,
    name: 'covering',
    title: 'Floor or wall',
    inputs: [
      input('length', 'Length', 5, { unit: 'm', min: 0.01, max: 10000 }),
      input('width', 'Width', 4, { unit: 'm', min: 0.01, max: 10000 }),
      input('waste', 'For waste', 10, { unit: '%', max: 100 }),
      input('pack', 'In a pack', 1.5, { unit: 'm²', min: 0.01, max: 1000 }),
    ],
    outputs: [
      output('area', 'Needed', 'length * width * (1 + waste / 100)', 'm²'),
      output('packs', 'Packs', 'length * width * (1 + waste / 100) / pack'),
    ],
  },
  {
    words:
      /compound interest|savings? calculat|investment (return|calculat)|^(?!.*\b(loan|mortgage|repay|monthly payment)).*(\binterest\b.*\bcalculat|calculat\w*\b.*\binterest\b)/i,
    name: 'compoundInterest',
    title: 'Compound interest',
    inputs: [
      input('principal', 'Deposit', 1000),
      input('rate', 'Interest a year', 4, { unit: '%', max: 100 }),
      input('years', 'Years', 10, { max: 100 }),
    ],
    outputs: [
      output('amount', 'Amount at the end', 'principal * (1 + rate / 100) ^ years'),
      output('interest', 'Interest earned', 'principal * (1 + rate / 100) ^ years - principal'),
    ],
  },
  {
    words: /\b(mortgage|loan calculators?|loan (repayment|payment|calculat)|monthly (repayment|payment|instal+ment)|instal+ments?)\b/i,
    name: 'loanPayment',
    title: 'Monthly payment',
    inputs: [
      input('amount', 'Loan', 200000, { min: 1 }),
      input('rate', 'Interest a year', 3.5, { unit: '%', min: 0.01, max: 100 }),
      input('years', 'Years', 25, { min: 1, max: 60 }),
    ],
    outputs: [
      output('payment', 'Each month', 'amount * (rate / 1200) / (1 - (1 + rate / 1200) ^ (0 - years * 12))'),
      output('total', 'In all', 'years * 12 * amount * (rate / 1200) / (1 - (1 + rate / 1200) ^ (0 - years * 12))'),
    ],
  },
  {
    words: /\b(discount|sale price) calculat|calculat\w* (the )?discount/i,
    name: 'discount',
    title: 'Discount',
    inputs: [input('price', 'Price', 80), input('percent', 'Discount', 20, { unit: '%', max: 100 })],
    outputs: [output('saved', 'You save', 'price * percent / 100'), output('pays', 'You pay', 'price - price * percent / 100')],
  },
  {
    words: /\b(VAT|sales tax|tax) calculat|calculat\w* (the )?(VAT|tax)/i,
    name: 'tax',
    title: 'Tax',
    inputs: [input('net', 'Net amount', 100), input('rate', 'Rate', 20, { unit: '%', max: 100 })],
    outputs: [output('tax', 'Tax', 'net * rate / 100'), output('gross', 'With tax', 'net + net * rate / 100')],
  },
  {
    words: /\b(carbon|CO2|emissions?) (footprint|calculat|data calculat)|carbon emissions?/i,
    name: 'carbon',
    title: 'Carbon footprint',
    inputs: [
      input('electricity', 'Electricity', 250, { unit: 'kWh' }),
      input('gas', 'Gas', 80, { unit: 'm³' }),
      input('driven', 'Driven by car', 900, { unit: 'km' }),
    ],
    outputs: [output('total', 'Emissions', 'electricity * 0.35 + gas * 2.02 + driven * 0.17', 'kg CO₂')],
  },
  {
    words: /\bcalorie|\bBMR\b|metabolic rate/i,
    name: 'basalRate',
    title: 'Basal metabolic rate',
    inputs: [
      input('weight', 'Weight', 70, { unit: 'kg', min: 1, max: 500 }),
      input('height', 'Height', 175, { unit: 'cm', min: 30, max: 280 }),
      input('age', 'Age', 35, { unit: 'years', max: 120 }),
    ],
    outputs: [
      output('women', 'For women', '10 * weight + 6.25 * height - 5 * age - 161', 'kcal'),
      output('men', 'For men', '10 * weight + 6.25 * height - 5 * age + 5', 'kcal'),
    ],
  },
  {
    words: /\b(temperature|celsius|fahrenheit)\b.*\bconver|conver\w*\b.*\b(temperature|celsius|fahrenheit)\b/i,
    name: 'temperature',
    title: 'Temperature',
    inputs: [input('celsius', 'Degrees Celsius', 20, { unit: '°C', min: -273.15, max: 10000 })],
    outputs: [
      output('fahrenheit', 'Degrees Fahrenheit', 'celsius * 9 / 5 + 32', '°F'),
      output('kelvin', 'Kelvin', 'celsius + 273.15', 'K'),
    ],
  },
  {
    words: /\bunit conver|conver\w*\b.*\b(units?|length|miles?|kilomet)/i,
    name: 'length',
    title: 'Lengths',
    inputs: [input('kilometres', 'Kilometres', 10, { unit: 'km' })],
    outputs: [output('miles', 'Miles', 'kilometres / 1.609344', 'mi'), output('feet', 'Feet', 'kilometres * 1000 / 0.3048', 'ft')],
  },
  {
    words: /\bpercentages?\b.*\bcalculat|calculat\w* percentages?/i,
    name: 'percentage',
    title: 'Percentage',
    inputs: [input('part', 'Part', 30), input('whole', 'Whole', 120, { min: 0.000001 })],
    outputs: [output('percent', 'Share', 'part / whole * 100', '%')],
  },
  {
    words: /\b(fuel|mileage|trip cost)\b.*\bcalculat|calculat\w*\b.*\b(fuel|mileage|trip cost)/i,
    name: 'fuelCost',
    title: 'Fuel',
    inputs: [
      input('distance', 'Distance', 300, { unit: 'km' }),
      input('consumption', 'Consumption', 6.5, { unit: 'l/100 km' }),
      input('price', 'Price of a litre', 1.7),
    ],
    outputs: [
      output('litres', 'Fuel', 'distance * consumption / 100', 'l'),
      output('cost', 'Cost', 'distance * consumption / 100 * price'),
    ],
  },
];
/** The plain calculator that "a calculator" means where nothing is said of what it calculates. */
const ARITHMETIC: Known = {
  words: /./,
  name: 'arithmetic',
  title: 'Calculator',
  inputs: [input('first', 'First number', 12, { min: -1e12, max: 1e12 }), input('second', 'Second number', 4, { min: -1e12, max: 1e12 })],
  outputs: [
    output('sum', 'Sum', 'first + second'),
    output('difference', 'Difference', 'first - second'),
    output('product', 'Product', 'first * second'),
  ],
};

/** Calculators that the text names, by formulas that everybody means by those words. */
export function addCalculators(plan: Plan): void {
  for (const sentence of plan.draft.reading.sentences) {
    if (sentence.topic !== 'build' || !/calculat|comput|convert|conversion|estimat|split/i.test(sentence.text)) continue;
    const clause = sentence.clauses[0];
    if (!clause) continue;
    const known = KNOWN.filter(({ words }) => words.test(sentence.text));
    for (const one of known) add(plan, one, { sentence, clause });
    if (
      known.length === 0 &&
      !plan.draft.reading.sentences.some((other) => other.topic === 'build' && KNOWN.some(({ words }) => words.test(other.text))) &&
      /\b(simple|basic|scientific|standard|online)? ?calculator\b/i.test(sentence.text) &&
      !plan.hasRule('calculator')
    )
      add(plan, ARITHMETIC, { sentence, clause });
  }
  if (plan.hasRule('calculator')) leaveOthersOut(plan);
}

/** "Nobody needs an account." */
const NO_ACCOUNT =
  /\b(nobody|no one|no-one) (needs?|has to have|should need) (an? )?(account|sign|log)|\b(without|no|not need|n't need) (any )?(accounts?|sign-?(in|up)|log-?in|registration)\b/i;

/**
 * What calculators are asked about is no list that somebody keeps, and a calculator nobody with an account: where nothing
 * else is asked for, both are left out.
 */
function leaveOthersOut({ draft, people, records, rules }: Plan): void {
  for (let i = people.roles.length - 1; i > 0; i--)
    if (/(calculator|converter|estimator)$/.test(people.roles[i]!.slug)) people.roles.splice(i, 1);
  if (rules.some(({ kit }) => kit !== 'calculator')) return;
  for (let i = records.length - 1; i >= 0; i--) {
    const { name, fields } = records[i]!;
    const isMade = draft.find(name.toLowerCase())?.acts.some(({ verb, by }) => by.length > 0 && KEEPING.test(verb));
    if (!isMade && fields.every(({ origin }) => origin === 'assumed')) records.splice(i, 1);
  }
  if (records.length === 0 && NO_ACCOUNT.test(draft.reading.text)) people.roles.splice(0);
}
const KEEPING = /^(add|create|save|store|keep|manage|record|log|edit|update|delete|upload|submit|list)$/;

function add(plan: Plan, { name, title, inputs, outputs }: Known, said: Parameters<Plan['add']>[1]): void {
  if (plan.rules.some((rule) => rule.name === name) || plan.rules.filter(({ kit }) => kit === 'calculator').length >= 4) return;
  plan.add({ kit: 'calculator', name, by: 'everyone', title, inputs, outputs }, said);
}
