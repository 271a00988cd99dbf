import type { CorrectionAudience, RecordAct, RecordView, RoleView } from '@millwright/domain';

export const KINDS: Readonly<Record<string, string>> = {
  text: 'Short text',
  'long-text': 'Long text',
  integer: 'Whole number',
  decimal: 'Number',
  money: 'Amount of money',
  percent: 'Percentage',
  rating: 'Rating, 1 to 5',
  boolean: 'Yes or no',
  date: 'Date',
  datetime: 'Date and time',
  time: 'Time of day',
  email: 'E-mail address',
  phone: 'Telephone number',
  url: 'Web address',
  colour: 'Colour',
  image: 'Picture',
  file: 'File',
  enum: 'Choice',
  reference: 'Another record',
  person: 'A person',
};
export const VIEWS: Readonly<Record<string, string>> = {
  table: 'Table',
  cards: 'Cards',
  board: 'Board',
  calendar: 'Calendar',
  gallery: 'Gallery',
  feed: 'Feed',
};
export const ACTS: readonly { act: RecordAct; title: string }[] = [
  { act: 'read', title: 'See' },
  { act: 'create', title: 'Add' },
  { act: 'change', title: 'Change' },
  { act: 'remove', title: 'Remove' },
];
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whom an audience means, in words. */
export function whoOf(audience: CorrectionAudience, roles: readonly RoleView[]): string {
  if (audience === 'everyone' || roles.length === 0) return 'Everybody';
  if (audience === 'signed-in') return 'Everybody with an account';
  const slugs = 'roles' in audience ? audience.roles : audience.own;
  const names = slugs.map((slug) => roles.find(({ key }) => key === slug)?.plural.toLowerCase() ?? slug);
  const all = names.length <= 1 ? (names[0] ?? 'nobody') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return capital('own' in audience ? `${all}, their own` : all);
}

/** The same within a sentence. */
export const saidOf = (audience: CorrectionAudience, roles: readonly RoleView[]): string =>
  whoOf(audience, roles)
    .toLowerCase()
    .replace(/, their own$/, ' (their own)');

/** Whom something can be allowed: the audience it has now is always among them. */
export function audiencesFor(roles: readonly RoleView[], now: CorrectionAudience, canBeOwn: boolean): { value: string; title: string }[] {
  const keys = roles.map(({ key }) => key);
  const others = roles.filter(({ joins }) => joins !== 'first').map(({ key }) => key);
  const sets: string[][] = [...keys.map((key) => [key]), ...(others.length > 1 ? [others] : [])];
  const all: CorrectionAudience[] = [
    'everyone',
    ...(roles.length > 0 ? (['signed-in'] as const) : []),
    ...sets.map((own) => ({ roles: own })),
    ...(canBeOwn ? sets.filter((own) => own.every((key) => others.includes(key))).map((own) => ({ own })) : []),
  ];
  const values = all.map((one) => JSON.stringify(one));
  if (!values.includes(JSON.stringify(now))) all.push(now);
  return all.map((one) => ({ value: JSON.stringify(one), title: whoOf(one, roles) }));
}

/** Relations of records, as sentences. */
export const relationsOf = (records: readonly RecordView[], roles: readonly RoleView[]) =>
  records.flatMap((record) =>
    record.fields
      .filter(({ kind }) => kind === 'reference' || kind === 'person')
      .map((field) => {
        const to =
          field.kind === 'reference'
            ? records.find(({ key }) => key === field.refersTo)?.name
            : (roles.find(({ key }) => key === field.refersTo)?.name ?? 'person with an account');
        return { record, field, to: (to ?? field.label).toLowerCase() };
      }),
  );
