import type { KitName, Rule } from '../../design/design.types.js';

/** A place of a rule that names a field. */
export interface Use {
  table: string;
  field: string;
  /** Without it the rule says nothing. */
  isNeeded: boolean;
  /** The field is called otherwise; undefined: it is gone. */
  put(field: string | undefined): void;
}

type Part = [key: string, of: string, isNeeded?: 'needed'];
const PARTS: Readonly<Partial<Record<KitName, Part[]>>> = {
  lifecycle: [['field', 'record', 'needed']],
  booking: [
    ['resource', 'record', 'needed'],
    ['person', 'record'],
    ['start', 'record', 'needed'],
    ['end', 'record', 'needed'],
    ['capacity', 'of'],
    ['rate', 'of'],
    ['total', 'record'],
  ],
  loan: [
    ['resource', 'record', 'needed'],
    ['person', 'record'],
    ['lentOn', 'record', 'needed'],
    ['dueOn', 'record', 'needed'],
    ['returnedOn', 'record', 'needed'],
    ['copies', 'of'],
  ],
  cart: [
    ['price', 'product', 'needed'],
    ['stock', 'product'],
    ['person', 'order', 'needed'],
  ],
  enrolment: [
    ['resource', 'record', 'needed'],
    ['person', 'record', 'needed'],
    ['capacity', 'of'],
  ],
  review: [
    ['resource', 'record', 'needed'],
    ['person', 'record', 'needed'],
    ['rating', 'record', 'needed'],
    ['text', 'record', 'needed'],
  ],
  comment: [
    ['resource', 'record', 'needed'],
    ['person', 'record', 'needed'],
    ['text', 'record', 'needed'],
  ],
  sending: [
    ['sender', 'record', 'needed'],
    ['recipient', 'record', 'needed'],
  ],
  favourite: [
    ['resource', 'record', 'needed'],
    ['person', 'record', 'needed'],
  ],
  tracking: [
    ['value', 'record', 'needed'],
    ['at', 'record', 'needed'],
    ['person', 'record'],
    ['group', 'record'],
  ],
  report: [
    ['group', 'record'],
    ['at', 'record'],
  ],
  lookup: [['code', 'record', 'needed']],
  publish: [
    ['field', 'record', 'needed'],
    ['at', 'record', 'needed'],
  ],
  payment: [
    ['amount', 'record', 'needed'],
    ['paidAt', 'record', 'needed'],
  ],
};

/** Every place of a rule that names a field, by the table that has it. */
export function usesOf(rule: Rule): Use[] {
  const parts = rule as unknown as Record<string, string | undefined>;
  return [
    ...(PARTS[rule.kit] ?? []).flatMap(([key, of, needed]): Use[] =>
      parts[key] === undefined || parts[of] === undefined
        ? []
        : [{ table: parts[of], field: parts[key], isNeeded: needed !== undefined, put: (field) => put(parts, key, field) }],
    ),
    ...nestedOf(rule),
  ];
}

function put(parts: Record<string, string | undefined>, key: string, field: string | undefined): void {
  if (field === undefined) Reflect.deleteProperty(parts, key);
  else parts[key] = field;
}

/** Fields that lists inside a rule name: steps, measures, conditions. */
function nestedOf(rule: Rule): Use[] {
  switch (rule.kit) {
    case 'lifecycle':
      return rule.steps.flatMap((step) =>
        (['takes', 'releases', 'stamps'] as const).flatMap((key): Use[] =>
          step[key] === undefined
            ? []
            : [
                {
                  table: rule.record,
                  field: step[key],
                  isNeeded: false,
                  put: (field) => put(step as unknown as Record<string, string | undefined>, key, field),
                },
              ],
        ),
      );
    case 'report':
      return rule.measures.flatMap((measure): Use[] => [
        ...(measure.field === undefined
          ? []
          : [
              {
                table: rule.record,
                field: measure.field,
                isNeeded: rule.measures.length === 1,
                put: (field?: string) => {
                  if (field === undefined) rule.measures = rule.measures.filter((one) => one !== measure);
                  else measure.field = field;
                },
              },
            ]),
        ...(measure.where
          ? [
              {
                table: rule.record,
                field: measure.where.field,
                isNeeded: rule.measures.length === 1,
                put: (field?: string) => {
                  if (field === undefined) rule.measures = rule.measures.filter((one) => one !== measure);
                  else measure.where!.field = field;
                },
              },
            ]
          : []),
      ]);
    case 'view':
      return [
        ...rule.where
          .filter((condition) => 'field' in condition)
          .map((condition): Use => ({
            table: rule.record,
            field: condition.field,
            isNeeded: true,
            put: (field) => {
              if (field !== undefined) condition.field = field;
            },
          })),
        ...(rule.sort
          ? [
              {
                table: rule.record,
                field: rule.sort.replace(/^-/, ''),
                isNeeded: false,
                put: (field?: string) => {
                  if (field === undefined) delete rule.sort;
                  else rule.sort = `${rule.sort!.startsWith('-') ? '-' : ''}${field}`;
                },
              },
            ]
          : []),
      ];
    case 'lookup':
      return rule.shows.map((shown): Use => ({
        table: rule.record,
        field: shown,
        isNeeded: rule.shows.length === 1,
        put: (field) => {
          rule.shows =
            field === undefined ? rule.shows.filter((one) => one !== shown) : rule.shows.map((one) => (one === shown ? field : one));
        },
      }));
    case 'notice':
      return 'person' in rule.to
        ? [
            {
              table: rule.record,
              field: rule.to.person,
              isNeeded: true,
              put: (field) => {
                if (field !== undefined) rule.to = { person: field };
              },
            },
          ]
        : [];
    default:
      return [];
  }
}
