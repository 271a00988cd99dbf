/** @jest-environment jsdom */
import { html, type Html } from '../../../assets/project/src/web/html.ts';
import * as look from '../../../assets/project/src/web/look/index.ts';

const HOSTILE = `"><img src=x onerror=alert(1)>'</script><script>alert(1)</script>`;
const now = new Date('2026-05-14T10:00');

function page(content: Html): Document {
  return new DOMParser().parseFromString(content.toString(), 'text/html');
}
const all = (content: Html, selector: string) => [...page(content).querySelectorAll(selector)];
const one = (content: Html, selector: string) => page(content).querySelector(selector);
const textOf = (content: Html, selector: string) =>
  all(content, selector).map((element) => element.textContent!.replace(/\s+/g, ' ').trim());

const h = HOSTILE;
const item = { href: `/${h}`, title: h, text: h, meta: h, facts: [{ label: h, value: h }] };
const fields = (
  ['text', 'long-text', 'integer', 'decimal', 'money', 'percent', 'rating', 'boolean', 'date', 'datetime', 'time', 'email'] as const
)
  .concat(['phone', 'url', 'colour', 'image', 'file', 'enum', 'reference', 'person', 'password'] as never[])
  .map((kind, i) => ({ name: `f${i}`, label: h, kind, required: i % 2 === 0, help: h, unit: h, options: [{ value: h, label: h }] }));
const PARTS: Record<string, () => Html> = {
  frame: () =>
    look.frame({
      title: h,
      app: { name: h, purpose: h },
      body: h,
      viewer: { name: h, role: h },
      navigation: Array.from({ length: 7 }, () => ({ label: h, href: h, isCurrent: true })),
      notice: { text: h, tone: 'bad' },
      crumbs: [{ label: h, href: h }, { label: h }],
      token: h,
      account: [{ label: h, href: h }],
    }),
  pageHead: () => look.pageHead({ title: h, text: h, state: h, actions: h }),
  table: () =>
    look.table({
      caption: h,
      columns: [{ label: h, sortHref: h, sorted: 'up' }, { label: h }],
      rows: [{ href: h, cells: [h, h] }],
      totals: [h, h],
    }),
  cards: () => look.cards({ items: [{ ...item, price: h }] }),
  gallery: () => look.gallery({ items: [{ ...item, picture: look.picture('person', h) }] }),
  board: () =>
    look.board({ token: h, columns: [{ name: h, items: [{ ...item, moves: [{ label: h, action: h, to: h, fields: { [h]: h } }] }] }] }),
  monthCalendar: () =>
    look.monthCalendar({
      month: '2026-05',
      today: '2026-05-14',
      previousHref: h,
      nextHref: h,
      entries: [{ day: '2026-05-14', label: h, href: h }],
    }),
  feed: () => look.feed([item]),
  filters: () =>
    look.filters({
      action: h,
      resetHref: h,
      kept: { [h]: h },
      views: [{ label: h, href: h, isCurrent: true }],
      fields: [
        { name: 'q', label: h, kind: 'text', value: h },
        { name: 'state', label: h, kind: 'choice', value: h, options: [{ value: h, label: h }] },
      ],
    }),
  browse: () => look.browse({ filters: PARTS['filters']!(), body: h }),
  paging: () => look.paging({ page: 1, pages: 2, total: 3, noun: h, href: () => h }),
  empty: () => look.empty({ title: h, text: h, action: { label: h, href: h } }),
  form: () =>
    look.form({ action: h, submit: h, fields, faults: { f0: h, f5: h, '': h }, values: { f0: h, f1: h, f2: h }, cancelHref: h, token: h }),
  facts: () => look.facts([{ label: h, value: h }]),
  badge: () => look.badge(h, 'good'),
  tiles: () => look.tiles([{ value: h, label: h, href: h, change: h, tone: 'bad' }]),
  progress: () => look.progress({ label: h, value: 1, max: 2 }),
  prose: () => look.prose(`${h}\n\n${h}`),
  section: () => look.section({ heading: h, body: h, action: { label: h, href: h } }),
  barChart: () => look.barChart({ title: h, unit: h, rows: [{ label: h, value: 1, text: h }] }),
  lineChart: () =>
    look.lineChart({
      title: h,
      unit: h,
      goal: 3,
      points: [
        { label: h, value: 1 },
        { label: h, value: 2 },
      ],
    }),
  actions: () =>
    look.actions([
      { label: h, action: h, method: 'post', confirm: h, fields: { [h]: h }, token: h },
      { label: h, action: h },
    ]),
  copyButton: () => look.copyButton(h),
  thread: () =>
    look.thread([{ author: h, at: h, text: h, isMine: false }], { action: h, label: h, submit: h, token: h, value: h, fault: h }),
  history: () => look.history([{ at: h, who: h, text: h }]),
  hero: () => look.hero({ heading: h, text: h, action: { label: h, href: h }, second: { label: h, href: h } }),
  steps: () => look.steps({ heading: h, items: [{ title: h, text: h }] }),
  sections: () => look.sections([{ heading: h, text: h, items: [{ title: h, text: h, href: h }] }]),
  quote: () => look.quote({ text: h, author: h, about: h }),
  faq: () => look.faq([{ question: h, answer: h }]),
  pricing: () => look.pricing([{ name: h, price: h, per: h, text: h, points: [h], action: { label: h, href: h } }]),
  avatar: () => look.avatar(h),
  picture: () => look.picture(h, h),
  relativeTime: () => look.relativeTime(h, now),
};

describe('every part', () => {
  it.each(Object.keys(PARTS))('%s: escapes what it is given, and needs no style or script attribute', (name) => {
    const found = [...page(PARTS[name]!()).querySelectorAll('*')];
    expect(
      found.filter((element) => element.localName === 'img' || (element.localName === 'script' && !element.hasAttribute('src'))),
    ).toEqual([]);
    expect(found.flatMap((element) => element.getAttributeNames()).filter((attribute) => /^(on|style$)/.test(attribute))).toEqual([]);
  });

  it.each(Object.keys(PARTS))('%s: can be on a page once without a doubled id', (name) => {
    const ids = all(PARTS[name]!(), '[id]').map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it.each(Object.keys(PARTS))('%s: names what it points to', (name) => {
    const document = page(PARTS[name]!());
    const named = ['for', 'aria-describedby', 'aria-labelledby'].flatMap((attribute) =>
      [...document.querySelectorAll(`[${attribute}]`)].flatMap((element) => element.getAttribute(attribute)!.split(' ')),
    );
    expect(named.filter((id) => !document.getElementById(id))).toEqual([]);
  });
});

describe('a frame', () => {
  const parts = { title: 'Items', app: { name: 'Repair café', purpose: 'Mend it together.' }, body: html`<h1>Items</h1>`, navigation: [] };
  const entries = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ label: `Page ${i + 1}`, href: `/${i + 1}`, isCurrent: i === 1 }));

  it('leaves the h1 to the page', () => {
    expect(textOf(look.frame(parts), 'h1')).toEqual(['Items']);
  });

  it('shows five entries and puts the others behind "More"', () => {
    const shown = look.frame({ ...parts, navigation: entries(7) });
    expect(textOf(shown, 'nav > ul > li > a')).toEqual(['Page 1', 'Page 2', 'Page 3', 'Page 4', 'Page 5']);
    expect(textOf(shown, '.more a')).toEqual(['Page 6', 'Page 7']);
    expect(textOf(shown, '[aria-current=page]')).toEqual(['Page 2']);
    expect(one(look.frame({ ...parts, navigation: entries(5) }), '.more')).toBeNull();
  });

  it('puts more of them behind "More" where their labels are long', () => {
    const long = entries(5).map((entry) => ({ ...entry, label: `${entry.label} of the association` }));
    expect(textOf(look.frame({ ...parts, navigation: long }), '.more a').length).toBe(3);
  });

  it('lets the keyboard skip to the content', () => {
    const document = page(look.frame({ ...parts, navigation: entries(3) }));
    const first = document.querySelector('a')!;
    expect(document.querySelector(first.getAttribute('href')!)!.localName).toBe('main');
  });

  it('signs out by a form with its token', () => {
    const shown = look.frame({ ...parts, viewer: { name: 'Ana', role: 'Organiser' }, token: 'abc' });
    expect(one(shown, 'form[method=post][action="/sign-out"] input[name=token]')!.getAttribute('value')).toBe('abc');
    expect(one(look.frame(parts), 'form')).toBeNull();
  });

  it('tells at once what went wrong, and what went well when there is time', () => {
    const role = (tone: look.Tone) => one(look.frame({ ...parts, notice: { text: 'x', tone } }), '.notice')!.getAttribute('role');
    expect([role('bad'), role('good')]).toEqual(['alert', 'status']);
  });
});

describe('a form', () => {
  const field = (kind: look.FormField['kind'], more: Partial<look.FormField> = {}) => ({
    name: 'x',
    label: 'It',
    kind,
    required: true,
    ...more,
  });
  const form = (parts: Partial<look.FormParts>) =>
    look.form({ action: '/x', submit: 'Save', fields: [], faults: {}, values: {}, ...parts });

  it('gives every input a label', () => {
    for (const kind of fields.map(({ kind }) => kind)) {
      const document = page(form({ fields: [field(kind, { options: ['a', 'b', 'c', 'd', 'e'] })] }));
      const inputs = [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')];
      expect(inputs.length).toBeGreaterThan(0);
      for (const input of inputs) expect(`${kind} ${input.labels!.length}`).toBe(`${kind} 1`);
    }
  });

  it.each([
    ['date', 'date'],
    ['datetime', 'datetime-local'],
    ['time', 'time'],
    ['email', 'email'],
    ['phone', 'tel'],
    ['url', 'url'],
    ['colour', 'color'],
    ['integer', 'number'],
    ['image', 'file'],
    ['boolean', 'checkbox'],
    ['rating', 'radio'],
  ] as const)('asks for a %s by the input made for it', (kind, type) => {
    expect(one(form({ fields: [field(kind)] }), 'input')!.getAttribute('type')).toBe(type);
  });

  it('ties a fault to its field, and leads there from the summary', () => {
    const shown = form({ fields: [field('text', { help: 'As you say it.' })], faults: { x: 'Say what it is.' } });
    const document = page(shown);
    const input = document.querySelector('input')!;
    const described = input
      .getAttribute('aria-describedby')!
      .split(' ')
      .map((id) => document.getElementById(id)!.textContent);
    expect(described).toEqual(['As you say it.', 'Say what it is.']);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('.fault-summary a')!.getAttribute('href')).toBe(`#${input.id}`);
  });

  it('shows few choices at once, more as a list that opens, and all where it is told to', () => {
    const inputs = (count: number, showAll?: boolean) =>
      all(form({ fields: [field('enum', { options: Array.from({ length: count }, (_, i) => `${i}`), showAll })] }), '[type=radio]').length;
    expect([inputs(4), inputs(5), inputs(5, true)]).toEqual([4, 0, 5]);
  });

  it('leads from the summary to choices, ratings and ticks as well', () => {
    for (const kind of ['enum', 'rating', 'boolean', 'long-text', 'reference'] as const) {
      const document = page(form({ fields: [field(kind, { options: ['a', 'b'] })], faults: { x: 'Choose.' } }));
      expect(document.querySelector(document.querySelector('.fault-summary a')!.getAttribute('href')!)).not.toBeNull();
    }
  });

  it('says a fault of the whole form without a link', () => {
    expect(textOf(form({ faults: { '': 'Somebody was faster.' } }), '.fault-summary li')).toEqual(['Somebody was faster.']);
    expect(one(form({}), '.fault-summary')).toBeNull();
  });

  it('keeps what was entered', () => {
    const kept = (kind: look.FormField['kind'], value: string | number | boolean) =>
      page(form({ fields: [field(kind, { options: ['red', 'blue'] })], values: { x: value } }));
    expect(kept('text', 'a "b"').querySelector('input')!.value).toBe('a "b"');
    expect(kept('long-text', ' two\nlines').querySelector('textarea')!.value).toBe(' two\nlines');
    expect(kept('integer', 0).querySelector('input')!.value).toBe('0');
    expect(kept('reference', 'blue').querySelector('select')!.value).toBe('blue');
    expect(kept('enum', 'blue').querySelector<HTMLInputElement>('input:checked')!.value).toBe('blue');
    expect(kept('rating', 4).querySelector<HTMLInputElement>('input:checked')!.value).toBe('4');
    expect(kept('boolean', true).querySelector<HTMLInputElement>('input')!.checked).toBe(true);
    expect(kept('boolean', '').querySelector<HTMLInputElement>('input')!.checked).toBe(false);
    expect(kept('datetime', '2026-05-14T10:00:30Z').querySelector('input')!.getAttribute('value')).toBe('2026-05-14T10:00');
    expect(kept('password', 'secret').querySelector('input')!.value).toBe('');
  });

  it('sends files only where there are some to send', () => {
    expect(one(form({ fields: [field('image')] }), 'form')!.getAttribute('enctype')).toBe('multipart/form-data');
    expect(one(form({ fields: [field('text')] }), 'form')!.hasAttribute('enctype')).toBe(false);
  });

  it('has limits and the unit beside a number', () => {
    const input = one(form({ fields: [field('decimal', { unit: 'kg', min: 0, max: 40 })] }), '.with-unit input + .unit')!;
    expect(input.textContent).toBe('kg');
    expect(one(form({ fields: [field('decimal', { min: 0, max: 40 })] }), 'input[min="0"][max="40"]')).not.toBeNull();
  });
});

describe('what can be done', () => {
  it('is a link, or a form where something changes', () => {
    const shown = look.actions([
      { label: 'Edit', action: '/edit' },
      { label: 'Claim', action: '/claim', method: 'post', tone: 'main', fields: { id: '7' }, token: 't' },
    ]);
    expect(one(shown, 'a')!.getAttribute('href')).toBe('/edit');
    expect(all(shown, 'form[method=post][action="/claim"] input').map((input) => input.outerHTML)).toEqual([
      '<input type="hidden" name="token" value="t">',
      '<input type="hidden" name="id" value="7">',
    ]);
  });

  it('asks before what is final, without a script too', () => {
    const shown = look.actions([{ label: 'Delete', action: '/delete', method: 'post', confirm: 'Delete the kettle?' }]);
    expect(one(shown, 'details[data-confirm]:not([open]) form button')!.textContent).toBe('Delete');
    expect(textOf(shown, '.confirm-question p')).toEqual(['Delete the kettle?']);
  });
});

describe('a table', () => {
  const columns = [
    { label: 'Item' },
    { label: 'Kind' },
    { label: 'Weight', isNumber: true, sortHref: '?sort=weight', sorted: 'down' as const },
  ];

  it('names rows and columns for who cannot see it', () => {
    const shown = look.table({ caption: 'Items', columns, rows: [{ href: '/1', cells: ['Kettle', 'Electric', 2] }] });
    expect(textOf(shown, 'caption')).toEqual(['Items']);
    expect(textOf(shown, 'thead th[scope=col]')).toEqual(['Item', 'Kind', 'Weight']);
    expect(one(shown, 'th[aria-sort=descending] a')!.getAttribute('href')).toBe('?sort=weight');
    expect(one(shown, 'tbody th[scope=row] a')!.getAttribute('href')).toBe('/1');
    expect(textOf(shown, 'td.is-number[data-label=Weight]')).toEqual(['2']);
  });

  it('keeps every total in sight on a phone', () => {
    const shown = look.table({
      caption: 'Items',
      columns: 'abcde'.split('').map((label) => ({ label })),
      rows: [{ href: '/1', cells: [1, 2, 3, 4, 5] }],
      totals: ['Total', 2, 3, 4, 5],
    });
    expect([all(shown, 'tbody .is-minor').length, all(shown, 'tfoot .is-minor').length]).toEqual([1, 0]);
  });

  it('leaves out on a phone what does not matter', () => {
    const minor = (matters: boolean[], href?: string) =>
      textOf(
        look.table({
          caption: 'x',
          columns: ['a', 'b', 'c', 'd', 'e'].map((label, i) => ({ label, matters: matters[i] })),
          rows: [{ href, cells: ['a', 'b', 'c', 'd', 'e'] }],
        }),
        '.is-minor',
      );
    expect(minor([false, true, false, true])).toEqual(['c', 'e']);
    expect(minor([], '/1')).toEqual(['e']);
    expect(minor([])).toEqual([]);
  });
});

describe('a board', () => {
  it('counts each column, and has a form for every move, which dragging sends too', () => {
    const shown = look.board({
      columns: [
        {
          name: 'Waiting',
          items: [{ href: '/1', title: 'Kettle', facts: [], moves: [{ label: 'Claim', action: '/claim', to: 'Claimed' }] }],
        },
        { name: 'Claimed', items: [] },
      ],
    });
    expect(textOf(shown, 'h2')).toEqual(['Waiting 1', 'Claimed 0']);
    expect(one(shown, '[draggable=true] form[data-to=Claimed][method=post]')!.getAttribute('action')).toBe('/claim');
  });

  it('does not let a card be dragged that cannot go anywhere', () => {
    expect(
      one(look.board({ columns: [{ name: 'Done', items: [{ href: '/1', title: 'Kettle', facts: [] }] }] }), '[draggable=true]'),
    ).toBeNull();
  });
});

describe('a month', () => {
  const month = (more: Partial<look.CalendarParts> = {}) =>
    look.monthCalendar({ month: '2026-05', today: '2026-05-14', entries: [], previousHref: '?m=2026-04', nextHref: '?m=2026-06', ...more });

  it('has whole weeks from Monday', () => {
    const days = textOf(month(), '.month td');
    expect(days.length).toBe(35);
    expect([days[0], days[4], days[34]]).toEqual(['27', '1', '31']);
    expect(textOf(month({ month: '2027-02' }), '.month td').length).toBe(28);
    expect(textOf(month({ month: '2026-03' }), '.month td').length).toBe(42);
  });

  it('marks today in words', () => {
    expect(textOf(month(), '.month .is-today')).toEqual(['14 today']);
    expect(textOf(month({ today: '2026-06-14' }), '.is-today')).toEqual([]);
  });

  it('folds what does not fit into a day, and lists all of it on a phone', () => {
    const entries = Array.from({ length: 5 }, (_, i) => ({ day: '2026-05-16', label: `Entry ${i}`, href: '/e' }));
    expect(textOf(month({ entries }), '.month summary')).toEqual(['2 more']);
    expect(textOf(month({ entries }), '.agenda li').length).toBe(5);
    expect(textOf(month({ entries }), '.agenda h3')).toEqual(['Saturday 16 May']);
  });
});

describe('charts', () => {
  it('sort bars, and are as wide as their share of the largest', () => {
    const shown = look.barChart({
      title: 'By kind',
      rows: [
        { label: 'Clothes', value: 5, text: '5 kg' },
        { label: 'Electric', value: 20, text: '20 kg' },
        { label: 'None', value: 0, text: '0 kg' },
      ],
    });
    expect(textOf(shown, 'tr')).toEqual(['Electric 20 kg', 'Clothes 5 kg', 'None 0 kg']);
    expect(all(shown, '.bar-value').map((bar) => bar.getAttribute('width'))).toEqual(['100%', '25%', '0%']);
  });

  it('say the last value and its change', () => {
    const line = (values: number[], goal?: number) =>
      look.lineChart({ title: 'Weight', unit: 'kg', goal, points: values.map((value, i) => ({ label: `Day ${i}`, value })) });
    expect(textOf(line([70, 72, 71.5], 70), '.chart-last')).toEqual(['71.5 kg ▼ down 0.5 kg goal 70 kg']);
    expect(textOf(line([70]), '.chart-last')).toEqual(['70 kg']);
    expect(textOf(line([70, 72]), 'tbody tr')).toEqual(['Day 172', 'Day 070']);
    expect(line([]).toString()).toContain('Nothing has been noted yet.');
  });

  it('stay within their sheet for any values', () => {
    for (const values of [
      [5, 5, 5],
      [0, 0],
      [-3, 9, 2],
      [1e9, 2e9],
      [0.001, 0.002],
    ]) {
      const shown = look.lineChart({ title: 'x', points: values.map((value, i) => ({ label: `${i}`, value })) });
      const numbers = one(shown, '.line')!.getAttribute('d')!.slice(1).split(/[L ]/).map(Number);
      expect(numbers.every((n, i) => n >= 0 && n <= (i % 2 === 0 ? 100 : 180))).toBe(true);
    }
  });
});

describe('lists', () => {
  it('say how many there are, and lead to the pages around', () => {
    const shown = look.paging({ page: 1, pages: 3, total: 41, noun: ['person', 'people'], href: (to) => `?page=${to}` });
    expect(textOf(shown, 'p')).toEqual(['41 people']);
    expect(all(shown, 'a').map((link) => link.getAttribute('href'))).toEqual(['?page=2']);
    expect(textOf(look.paging({ page: 1, pages: 1, total: 1, noun: 'plot', href: String }), '.paging')).toEqual(['1 plot']);
  });

  it('open their filters where one is set, and keep it', () => {
    const filters = (value: string) =>
      look.filters({
        action: '/items',
        resetHref: '/items',
        fields: [{ name: 'state', label: 'State', kind: 'choice', value, options: [{ value: 'w', label: 'Waiting' }] }],
      });
    expect(one(filters('w'), 'details[open] option[selected]')!.textContent).toBe('Waiting');
    expect(textOf(filters('w'), 'summary .count')).toEqual(['1']);
    expect(one(filters(''), 'details[open]')).toBeNull();
  });
});

describe('words', () => {
  const said = (iso: string) => page(look.relativeTime(iso, now)).querySelector('time')!.textContent;

  it('say times as people do, in full in the title', () => {
    expect(said('2026-05-15T14:00')).toBe('tomorrow, 14:00');
    expect(said('2026-05-14T09:40')).toBe('20 minutes ago');
    expect(said('2026-05-14T10:01')).toBe('in 1 minute');
    expect(said('2026-05-14')).toBe('today');
    expect(said('2026-05-13')).toBe('yesterday');
    expect(said('2026-05-16')).toBe('Saturday');
    expect(said('2026-05-11')).toBe('3 days ago');
    expect(said('2026-08-02')).toBe('2 August');
    expect(said('2024-08-02')).toBe('2 August 2024');
    expect(one(look.relativeTime('2026-05-15T14:00', now), 'time')!.getAttribute('title')).toBe('Friday, 15 May 2026 at 14:00');
  });

  it('have symbols, groups and the right number', () => {
    expect([look.money(1234.5), look.money(30, 'USD'), look.number(1234.5, 'kg'), look.number(12, '%')]).toEqual([
      '€1,234.50',
      '$30',
      '1,234.5\u00a0kg',
      '12%',
    ]);
    expect([look.count(1, 'plot'), look.count(2, 'plot'), look.count(0, 'person', 'people')]).toEqual(['1 plot', '2 plots', '0 people']);
  });

  it('say stars to who cannot see them', () => {
    expect(textOf(look.stars(4.46, 12), '.visually-hidden')).toEqual(['4.5 of 5 stars']);
    expect(all(look.stars(3.5), '.star-on').length).toBe(4);
  });
});

describe('pictures', () => {
  it('are the same for the same seed, and differ between seeds', () => {
    const drawn = (seed: string) => look.picture('food', seed).toString();
    expect(drawn('a')).toBe(drawn('a'));
    expect(new Set(['a', 'b', 'c', 'd', 'e', 'f'].map(drawn)).size).toBeGreaterThan(4);
  });

  it('have a drawing for every kind, and some shapes for any other', () => {
    for (const kind of [...look.pictureKinds, 'toString', 'unheard of']) {
      const shapes = all(look.picture(kind, 'seed'), 'svg.picture[aria-hidden=true] [class]');
      expect(`${kind} ${shapes.length > 5}`).toBe(`${kind} true`);
    }
  });

  it('are made of numbers only where there are to be numbers', () => {
    for (const kind of look.pictureKinds)
      for (let seed = 0; seed < 40; seed++) expect(look.picture(kind, `${seed}`).toString()).not.toMatch(/NaN|undefined|Infinity|null/);
  });

  it('show initials of first and last name', () => {
    expect(textOf(look.avatar('Ana de la Cruz'), 'text')).toEqual(['AC']);
    expect(textOf(look.avatar('Émile'), 'text')).toEqual(['É']);
    expect(textOf(look.avatar('?'), 'text')).toEqual(['?']);
  });

  it('make a favicon of the first letter', () => {
    expect(look.favicon('repair café', '#112233', '#ffffff')).toMatch(/^<svg [^]*fill="#112233"[^]*>R<\/text>\n<\/svg>$/);
  });
});
