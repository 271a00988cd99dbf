import type { Correction } from '@millwright/domain';
import { Corrector } from './corrections.testing.js';

const corrector = new Corrector();
/** Files that a correction of one record may touch: its own, and those that list all records. */
const SHARED =
  /^docs\/|^src\/(app|seed|seed-rows)\.ts$|^src\/(storage\/migrations|web\/openapi|pages\/(home|layout|dashboard))\.ts$|^test\/(samples|web|people)\b/;

const differing = (...corrections: Correction[]): string[] => {
  const corrected = corrector.correct(...corrections);
  expect(corrected.faults).toEqual([]);
  expect(corrector.templates.blueprintFaults(corrector.subject, corrected.blueprint)).toEqual([]);
  // What is saved is what is written: nothing is left to be put in.
  expect(corrector.templates.completed(corrector.subject, corrected.blueprint)).toEqual(corrected.blueprint);
  return corrector.differing(corrected);
};
const own = (paths: readonly string[]): string[] => paths.filter((path) => !SHARED.test(path.slice(2)));
const sentences = (...corrections: Correction[]): string[] => corrector.correct(...corrections).changes.map(({ text }) => text);
const textOf = (path: string, ...corrections: Correction[]): string => {
  const { blueprint } = corrector.correct(...corrections);
  return corrector.templates.file(corrector.subject, blueprint, path)!;
};
const faultOf = (...corrections: Correction[]) => {
  const [fault] = corrector.correct(...corrections).faults;
  return fault && { place: fault.place, message: fault.message };
};

describe('corrections of records', () => {
  it('change nothing where there are none', () => {
    expect(corrector.correct().blueprint).toEqual(corrector.blueprint);
    expect(differing()).toEqual([]);
  });

  it('take a record out with its own files and what refers to it', () => {
    const changed = own(differing({ do: 'drop-record', record: 'shelf' }));
    expect(changed.filter((path) => path.startsWith('-'))).toEqual([
      '- src/domain/shelf.ts',
      '- src/pages/shelves.ts',
      '- src/routes/shelves.ts',
      '- src/services/shelves.ts',
      '- test/shelf.rules.test.ts',
      '- test/shelf.test.ts',
    ]);
    expect(changed.filter((path) => path.startsWith('~')).every((path) => /\/tools?\./.test(path))).toBe(true);
    expect(changed.filter((path) => path.startsWith('+'))).toEqual([]);
    expect(textOf('src/storage/migrations.ts', { do: 'drop-record', record: 'shelf' })).not.toContain('shelf');
  });

  it('take out what is nothing without a record, and the rules about it', () => {
    const { design, changes } = corrector.correct({ do: 'drop-record', record: 'tool' });
    expect(design.records.map(({ key }) => key).sort()).toEqual(['fault', 'loan', 'shelf']);
    expect(design.rules.map(({ kit }) => kit)).toEqual(['lifecycle', 'view']);
    expect(changes.map(({ text }) => text)).toContain('The rule “Borrow tool” is taken out.');
    expect(changes.map(({ text }) => text)).toContain('Loan loses its field “Tool”.');
  });

  it('add a record with its own files', () => {
    const changed = own(differing({ do: 'add-record', name: 'Supplier' }));
    expect(changed.every((path) => path.startsWith('+') && path.includes('supplier'))).toBe(true);
    expect(faultOf({ do: 'add-record', name: 'tool' })).toEqual({ place: 'add-record/name', message: 'There is a record “Tool” already' });
    expect(faultOf({ do: 'add-record', name: ' ' })).toEqual({ place: 'add-record/name', message: 'It has no name' });
  });

  it('rename a record in everything that follows from it, and keep its examples', () => {
    const { design, blueprint } = corrector.correct({ do: 'rename-record', record: 'tool', name: 'Device' });
    expect(design.records.find(({ key }) => key === 'device')).toMatchObject({ name: 'Device', plural: 'Devices' });
    expect(design.rules.map(({ key }) => key)).toContain('borrowDevice');
    expect(design.records.find(({ key }) => key === 'loan')!.fields.find(({ key }) => key === 'device_id')).toMatchObject({
      label: 'Device',
    });
    const files = corrector.files(blueprint);
    expect(files.has('src/domain/device.ts')).toBe(true);
    // Pictures and examples are of the thing that it is, and its purpose is in the words of the description.
    const speaking = [...files].filter(
      ([path, text]) => /^(src|test)\//.test(path) && /\btool(_id|Id|s\b)|\bTool\b/.test(text.replaceAll(blueprint.description, '')),
    );
    expect(speaking.map(([path]) => path).filter((path) => !/seed-rows|look\/|layout|home/.test(path))).toEqual([]);
  });

  it('still find what was described under its new name', () => {
    const built = (corrections: Correction[]): number => {
      const { blueprint } = corrector.correct(...corrections);
      return corrector.templates.understand(corrector.subject, blueprint).phrases.filter(({ outcome }) => outcome === 'BUILT').length;
    };
    const before = built([]);
    expect(
      built([
        { do: 'rename-record', record: 'tool', name: 'Device' },
        { do: 'rename-field', record: 'device', field: 'daily_price', label: 'Fee' },
      ]),
    ).toBe(before);
    expect(built([{ do: 'drop-record', record: 'fault' }])).toBeLessThan(before);
  });

  it('set what stands for a record, how it is listed, and who may do what', () => {
    expect(own(differing({ do: 'set-view', record: 'shelf', view: 'cards' }))).toEqual(['~ src/pages/shelves.ts']);
    expect(own(differing({ do: 'set-title', record: 'shelf', field: 'room' })).every((path) => /shel|tool/.test(path))).toBe(true);
    expect(faultOf({ do: 'set-title', record: 'tool', field: 'daily_price' })?.place).toBe('records/tool/title');
    const changed = own(differing({ do: 'set-access', record: 'shelf', act: 'create', to: { roles: ['member'] } }));
    expect(changed.length > 0 && changed.every((path) => path.includes('shel'))).toBe(true);
    expect(sentences({ do: 'set-access', record: 'shelf', act: 'change', to: { own: ['member'] } })).toEqual([
      'Shelf keeps whose it is in “Member”.',
      'Members (their own) may change shelves, and librarians always may.',
    ]);
    expect(faultOf({ do: 'set-access', record: 'shelf', act: 'create', to: { own: ['member'] } })?.place).toBe(
      'records/shelf/access/create',
    );
    expect(faultOf({ do: 'set-access', record: 'shelf', act: 'read', to: { roles: ['nobody'] } })?.place).toBe('records/shelf/access/read');
  });
});

describe('corrections of fields', () => {
  const concerned = (paths: readonly string[], words: RegExp): void => {
    expect(own(paths).length).toBeGreaterThan(0);
    expect(own(paths).filter((path) => !words.test(path))).toEqual([]);
  };

  it('add one to its record alone', () => {
    concerned(differing({ do: 'add-field', record: 'shelf', label: 'Row number', kind: 'integer', required: true }), /shel/);
    expect(textOf('src/domain/shelf.ts', { do: 'add-field', record: 'shelf', label: 'Row number', kind: 'integer' })).toContain(
      'rowNumber',
    );
    expect(faultOf({ do: 'add-field', record: 'shelf', label: 'room', kind: 'text' })?.place).toBe('records/shelf/add-field/label');
    expect(faultOf({ do: 'add-field', record: 'shelf', label: 'Size', kind: 'enum', choices: ['one'] })?.place).toBe(
      'records/shelf/add-field/choices',
    );
    expect(faultOf({ do: 'add-field', record: 'shelf', label: 'Size', kind: 'reference' })?.place).toBe('records/shelf/add-field/kind');
  });

  it('rename one, also for the rules that count on it', () => {
    concerned(differing({ do: 'rename-field', record: 'shelf', field: 'room', label: 'Hall' }), /shel/);
    const { blueprint } = corrector.correct({ do: 'rename-field', record: 'loan', field: 'due_on', label: 'Back by' });
    expect((blueprint.design as { rules: { dueOn?: string }[] }).rules.find(({ dueOn }) => dueOn)).toMatchObject({ dueOn: 'back_by' });
  });

  it('change what one holds, and whether it is asked for', () => {
    concerned(differing({ do: 'set-kind', record: 'shelf', field: 'room', kind: 'integer' }), /shel|tool/);
    concerned(differing({ do: 'set-required', record: 'shelf', field: 'room', required: true }), /shel/);
    expect(faultOf({ do: 'set-kind', record: 'fault', field: 'status', kind: 'text' })?.place).toBe('records/fault/fields/status/kind');
    expect(faultOf({ do: 'set-required', record: 'shelf', field: 'name', required: false })?.place).toBe(
      'records/shelf/fields/name/required',
    );
  });

  it('take one out with what cannot do without it', () => {
    concerned(differing({ do: 'drop-field', record: 'shelf', field: 'room' }), /shel/);
    expect(sentences({ do: 'drop-field', record: 'fault', field: 'member_id' })).toEqual([
      'Fault loses its field “Member”.',
      'Nothing says whose faults are: what people might do to their own, librarians do.',
    ]);
    expect(sentences({ do: 'drop-field', record: 'review', field: 'rating' })).toContain('The rule “Review tool” is taken out.');
    expect(faultOf({ do: 'drop-field', record: 'tool', field: 'name' })?.place).toBe('records/tool/fields/name');
  });

  it('put one elsewhere', () => {
    expect(
      corrector.correct({ do: 'move-field', record: 'shelf', field: 'room', to: 0 }).design.records[0]!.fields.map(({ key }) => key),
    ).toEqual(['room', 'name']);
    concerned(differing({ do: 'move-field', record: 'shelf', field: 'room', to: 0 }), /shel/);
  });

  it('add, rename and take out choices, and what leads to them', () => {
    const status = { record: 'fault', field: 'status' };
    concerned(differing({ do: 'add-choice', ...status, choice: 'waiting for parts' }), /fault/);
    expect(sentences({ do: 'add-choice', ...status, choice: 'waiting for parts' })[1]).toMatch(
      /^The step “Mark as waiting for parts” leads there/,
    );
    expect(
      corrector
        .correct({ do: 'rename-choice', ...status, choice: 'fixed', name: 'mended' })
        .design.rules.find(({ kit }) => kit === 'lifecycle'),
    ).toMatchObject({
      states: ['open', 'in repair', 'mended'],
      steps: [{ label: 'Mark as mended', to: 'mended' }, { to: 'in repair' }],
    });
    expect(sentences({ do: 'drop-choice', ...status, choice: 'in repair' })).toContain('The step “Mark as in repair” is taken out.');
    expect(faultOf({ do: 'add-choice', ...status, choice: 'Open' })?.place).toBe('records/fault/fields/status/add-choice');
    expect(faultOf({ do: 'drop-choice', ...status, choice: 'in repair' }, { do: 'drop-choice', ...status, choice: 'fixed' })?.message).toBe(
      'A choice is between two or more',
    );
  });

  it('refer to another record, but not in a circle', () => {
    concerned(differing({ do: 'add-relation', record: 'fault', to: 'tool' }), /fault|tool/);
    expect(faultOf({ do: 'add-relation', record: 'shelf', to: 'tool' })?.message).toBe('Tools belong to shelves already');
    expect(faultOf({ do: 'add-relation', record: 'tool', to: 'shelf' })?.place).toBe('records/tool/add-relation/to');
  });
});

describe('corrections of roles', () => {
  it('add, rename and let them in', () => {
    expect(sentences({ do: 'add-role', name: 'Volunteer', joins: 'invited' })).toEqual([
      'Volunteers have accounts; librarians invite them.',
    ]);
    expect(
      corrector.correct({ do: 'rename-role', role: 'member', name: 'Neighbour' }).design.records.find(({ key }) => key === 'fault')!.access
        .create,
    ).toEqual({ roles: ['neighbour'] });
    expect(sentences({ do: 'set-joins', role: 'member', joins: 'invited' })).toEqual([
      'Members are invited, and cannot sign up themselves.',
    ]);
    expect(faultOf({ do: 'set-joins', role: 'librarian', joins: 'open' })?.place).toBe('roles/librarian/joins');
  });

  it('leave to the first role what only one that is gone might do', () => {
    const { design } = corrector.correct({ do: 'drop-role', role: 'member' });
    expect(design.roles.map(({ key }) => key)).toEqual(['librarian']);
    expect(design.records.find(({ key }) => key === 'fault')!.access.create).toEqual({ roles: ['librarian'] });
    expect(faultOf({ do: 'drop-role', role: 'librarian' })?.place).toBe('roles/librarian');
  });
});

describe('corrections of rules', () => {
  it('take one out, and ask for what it filled in', () => {
    expect(sentences({ do: 'drop-rule', rule: 'faultLifecycle' })).toEqual([
      'The rule “Steps of faults” is taken out.',
      'Fault: “Status” is typed in from now on.',
    ]);
    expect(own(differing({ do: 'drop-rule', rule: 'faultLifecycle' })).every((path) => path.includes('fault'))).toBe(true);
    expect(own(differing({ do: 'drop-rule', rule: 'overdueLoans' })).every((path) => path.includes('loan'))).toBe(true);
  });

  it.each<[Correction, string]>([
    [{ do: 'add-lifecycle', record: 'shelf', states: ['free', 'full'] }, 'lifecycle'],
    [{ do: 'add-booking', record: 'shelf' }, 'booking'],
    [{ do: 'add-review', record: 'shelf' }, 'review'],
    [{ do: 'add-comments', record: 'shelf' }, 'comment'],
    [{ do: 'add-favourites', record: 'shelf' }, 'favourite'],
    [{ do: 'add-view', record: 'tool', title: 'Worn tools', field: 'condition', is: ['worn'] }, 'view'],
  ])('add one (%j)', (correction, kit) => {
    const { design } = corrector.correct(correction);
    expect(design.rules.at(-1)).toMatchObject({ kit });
    expect(differing(correction).length).toBeGreaterThan(0);
    // A second of the same is none.
    expect(corrector.correct(correction, correction).faults[0]?.place).toMatch(/^add-rule\//);
  });

  it('add and take out steps', () => {
    const step: Correction = {
      do: 'add-step',
      rule: 'faultLifecycle',
      label: 'Reopen',
      from: ['fixed'],
      to: 'open',
      by: { roles: ['member'] },
    };
    expect(sentences(step)).toEqual(['Members may “Reopen”: from fixed to open.']);
    expect(own(differing(step)).every((path) => path.includes('fault'))).toBe(true);
    expect(faultOf({ ...step, to: 'lost' })?.place).toBe('rules/faultLifecycle/add-step/to');
    expect(sentences({ do: 'drop-step', rule: 'faultLifecycle', step: 'markFaultInRepair' })).toEqual([
      'The step “Mark as in repair” is taken out.',
    ]);
  });

  it('say which ones a list holds', () => {
    const { design } = corrector.correct({ do: 'add-view', record: 'tool', title: 'Worn tools', field: 'condition', is: ['worn'] });
    expect(design.rules.at(-1)!.sentence).toBe('“Worn tools” lists tools whose condition is worn.');
  });
});

describe('corrections of the look', () => {
  it('change the style sheet, and the test that names its colours', () => {
    expect(differing({ do: 'set-look', component: '#aa3300' })).toEqual(['~ src/web/look/style.ts', '~ test/web.test.ts']);
    expect(
      own(differing({ do: 'set-look', mood: 'bold', background: null, isDark: true })).every((path) => /look\/|test\/web/.test(path)),
    ).toBe(true);
    expect(faultOf({ do: 'set-look', component: 'red' })).toMatchObject({ place: 'look/component' });
  });
});

describe('several corrections', () => {
  it('are followed one after the other, and those that cannot be are told all at once', () => {
    const { faults, changes, design } = corrector.correct(
      { do: 'drop-record', record: 'nothing' },
      { do: 'rename-record', record: 'tool', name: 'Device' },
      // Typed before the new name was known.
      { do: 'add-field', record: 'tool', label: 'Serial number', kind: 'text' },
      { do: 'set-look', background: 'green' },
    );
    expect(faults.map(({ correction, place }) => [correction, place])).toEqual([
      [0, 'records/nothing'],
      [3, 'look/background'],
    ]);
    expect(changes.map(({ correction }) => correction)).toEqual([1, 2]);
    expect(design.records.find(({ key }) => key === 'device')!.fields.map(({ key }) => key)).toContain('serial_number');
  });

  it('leave out what was taken out of the files by hand', () => {
    const blueprint = structuredClone(corrector.blueprint);
    blueprint.files = blueprint.files.filter(({ path }) => path !== 'Dockerfile');
    for (const component of blueprint.components) component.files = component.files.filter((path) => path !== 'Dockerfile');
    const corrected = corrector.templates.corrected(corrector.subject, blueprint, [{ do: 'set-look', isDark: true }]);
    expect(corrected.blueprint.files.some(({ path }) => path === 'Dockerfile')).toBe(false);
  });
});
