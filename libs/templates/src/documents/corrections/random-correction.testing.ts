import type { Correction, CorrectionAudience, DesignView, FieldView, RecordView } from '@millwright/domain';

const NAMES = ['Lantern', 'Harbour', 'Recipe box', 'Ferry', 'Class', 'Name', 'Order', 'User account', 'Item 2', 'Session', ''];
const LABELS = ['Serial number', 'Name', 'Due on', 'id', 'Größe', 'Title', 'Weight (kg)', 'From', '1st', 'Select', 'Reference'];
const CHOICES = ['open', 'on hold', 'done', 'Sold out', "can't say", '2', 'new'];

/** Any correction of a design, most of them ones that can be followed. */
export function randomCorrection(design: DesignView, next: (below: number) => number): Correction {
  const of = <T>(all: readonly T[]): T => all[next(Math.max(1, all.length))]!;
  const record: RecordView = of(design.records);
  const field: FieldView = of(record.fields);
  const [at, both] = [{ record: record.key }, { record: record.key, field: field.key }];
  const slugs = design.roles.map(({ key }) => key);
  const audience = (): CorrectionAudience =>
    slugs.length === 0 ? 'everyone' : of<CorrectionAudience>(['everyone', 'signed-in', { roles: [of(slugs)] }, { own: [of(slugs)] }]);
  const rule = design.rules.length > 0 ? of(design.rules) : undefined;
  const choice = field.choices.length > 0 ? of(field.choices) : 'none';
  const makers: (() => Correction)[] = [
    () => ({ do: 'add-record', name: of(NAMES) }),
    () => ({ do: 'rename-record', ...at, name: of(NAMES) }),
    () => ({ do: 'drop-record', ...at }),
    () => ({ do: 'set-title', ...both }),
    () => ({ do: 'set-view', ...at, view: of(record.views) }),
    () => ({ do: 'set-access', ...at, act: of(['read', 'create', 'change', 'remove'] as const), to: audience() }),
    () => ({
      do: 'add-field',
      ...at,
      label: of(LABELS),
      kind: of(design.kinds),
      required: next(2) === 0,
      choices: CHOICES.slice(0, next(4)),
    }),
    () => ({ do: 'rename-field', ...both, label: of(LABELS) }),
    () => ({ do: 'set-kind', ...both, kind: of(design.kinds) }),
    () => ({ do: 'set-required', ...both, required: next(2) === 0 }),
    () => ({ do: 'drop-field', ...both }),
    () => ({ do: 'move-field', ...both, to: next(6) }),
    () => ({ do: 'add-choice', ...both, choice: of(CHOICES) }),
    () => ({ do: 'rename-choice', ...both, choice, name: of(CHOICES) }),
    () => ({ do: 'drop-choice', ...both, choice }),
    () => ({
      do: 'add-relation',
      ...at,
      to: next(3) === 0 && slugs.length > 0 ? `role:${of(slugs)}` : of(design.records).key,
      required: next(2) === 0,
    }),
    () => ({ do: 'add-role', name: of(NAMES), joins: of(['invited', 'open'] as const) }),
    () => (slugs.length > 0 ? { do: 'rename-role', role: of(slugs), name: of(NAMES) } : { do: 'add-record', name: of(NAMES) }),
    () => (slugs.length > 0 ? { do: 'drop-role', role: of(slugs) } : { do: 'set-look', isDark: true }),
    () => ({ do: 'add-lifecycle', ...at, states: CHOICES.slice(next(3), 5) }),
    () => ({ do: of(['add-booking', 'add-review', 'add-comments', 'add-favourites'] as const), ...at }),
    () => ({ do: 'add-view', ...both, title: of(LABELS), is: [choice, 'true'] }),
    () => (rule ? { do: 'drop-rule', rule: rule.key } : { do: 'set-look', mood: of(design.moods) }),
    () =>
      rule && rule.steps.length > 0
        ? { do: 'add-step', rule: rule.key, label: of(LABELS), from: [of(rule.states)], to: of(rule.states), by: audience() }
        : { do: 'set-look', component: '#123456' },
    () =>
      rule && rule.steps.length > 0 ? { do: 'drop-step', rule: rule.key, step: of(rule.steps).key } : { do: 'set-look', background: null },
  ];
  return of(makers)();
}
