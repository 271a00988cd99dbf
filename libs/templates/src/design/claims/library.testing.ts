import type { Audience, Design, DesignRecord, Field, Rule } from '../design.types.js';
import { shape } from '../records.js';

const field = (name: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({
  name,
  label: name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ').replace(/ id$/, ''),
  kind,
  required: false,
  origin: 'stated',
  ...more,
});
const to = (table: string): Field => field(`${table}_id`, 'reference', { references: table });
const reader = field('reader_id', 'person', { role: 'reader' });
const staff: Audience = { roles: ['librarian'] };
const own: Audience = { own: ['reader'] };
const readers: Audience = { roles: ['reader'] };

/** By the library for everybody to read, unless it says otherwise. */
function record(name: string, fields: Field[], access: Partial<DesignRecord['access']> = {}, owner?: string): DesignRecord {
  return shape({
    name,
    fields: [{ ...field('title', 'text'), required: true }, ...fields],
    title: 'title',
    ...(owner ? { owner } : {}),
    access: { read: 'everyone', create: staff, change: staff, remove: staff, ...access },
    view: 'table',
    createLabel: `Add ${name}`,
  });
}
const ofReaders = { read: own, create: readers, change: own, remove: own };

const records: DesignRecord[] = [
  record('book', [
    field('author', 'text'),
    field('genre', 'enum', { values: ['novel', 'crime'] }),
    field('cover', 'image'),
    field('price', 'money'),
    field('stock', 'integer'),
    field('published_on', 'date'),
  ]),
  record(
    'review',
    [to('book'), reader, field('rating', 'rating'), field('text', 'long-text')],
    { ...ofReaders, read: 'everyone' },
    'reader_id',
  ),
  record(
    'loan',
    [to('book'), reader, field('lent_on', 'date'), field('due_on', 'date'), field('returned_on', 'date')],
    ofReaders,
    'reader_id',
  ),
  record(
    'order',
    [
      reader,
      field('delivery_address', 'text'),
      field('total', 'money', { isRuled: true }),
      field('paid_at', 'datetime', { isRuled: true }),
    ],
    ofReaders,
    'reader_id',
  ),
  record('order line', [to('order'), to('book'), field('quantity', 'integer')]),
  record('room', [field('size', 'decimal')], { read: 'signed-in' }),
  record('booking', [to('room'), reader, field('starts_at', 'datetime'), field('ends_at', 'datetime')], ofReaders, 'reader_id'),
  record('note', [field('text', 'long-text'), reader], ofReaders, 'reader_id'),
  record('reading', [field('pages', 'integer'), field('date', 'date'), reader], ofReaders, 'reader_id'),
  record('talk', [field('audio', 'file'), field('description', 'long-text')]),
  record(
    'request',
    [field('reason', 'text'), field('status', 'enum', { values: ['open', 'approved', 'rejected'], isRuled: true }), reader],
    ofReaders,
    'reader_id',
  ),
  record('playlist', [field('description', 'long-text')]),
];

const rules: Rule[] = [
  {
    kit: 'loan',
    name: 'borrowBook',
    by: readers,
    record: 'loan',
    of: 'book',
    resource: 'book_id',
    person: 'reader_id',
    lentOn: 'lent_on',
    dueOn: 'due_on',
    returnedOn: 'returned_on',
    days: 14,
  },
  {
    kit: 'review',
    name: 'reviewBook',
    by: readers,
    record: 'review',
    of: 'book',
    resource: 'book_id',
    person: 'reader_id',
    rating: 'rating',
    text: 'text',
  },
  {
    kit: 'cart',
    name: 'orderBook',
    by: readers,
    product: 'book',
    price: 'price',
    stock: 'stock',
    order: 'order',
    line: 'order_line',
    person: 'reader_id',
  },
  {
    kit: 'booking',
    name: 'bookRoom',
    by: readers,
    record: 'booking',
    of: 'room',
    resource: 'room_id',
    person: 'reader_id',
    start: 'starts_at',
    end: 'ends_at',
  },
  { kit: 'payment', name: 'payForOrder', by: staff, record: 'order', amount: 'total', paidAt: 'paid_at' },
  { kit: 'tracking', name: 'readingOverTime', by: own, record: 'reading', value: 'pages', at: 'date', how: 'sum' },
  {
    kit: 'report',
    name: 'loanReport',
    by: staff,
    title: 'Loans by book',
    record: 'loan',
    group: 'book_id',
    measures: [{ label: 'Loans', how: 'count' }],
  },
  { kit: 'enquiry', name: 'sendEnquiry', by: 'everyone', record: 'enquiry' },
  {
    kit: 'lifecycle',
    name: 'requestLifecycle',
    by: staff,
    record: 'request',
    field: 'status',
    initial: 'open',
    steps: [
      { name: 'approveRequest', label: 'Approve', from: ['open'], to: 'approved', by: staff },
      { name: 'rejectRequest', label: 'Reject', from: ['open'], to: 'rejected', by: staff },
    ],
  },
  {
    kit: 'calculator',
    name: 'fine',
    by: 'everyone',
    title: 'Late fee',
    inputs: [],
    outputs: [{ name: 'fee', label: 'Late fee', formula: 'days * 0.2' }],
  },
];

/** A finished design to be judged against: a library that lends and sells books, lets rooms and takes requests. */
export const LIBRARY: Design = {
  name: 'Library',
  slug: 'library',
  purpose: 'A library.',
  kind: 'management',
  shape: 'app',
  style: { mood: 'calm', isDark: false },
  roles: [
    { name: 'Librarian', plural: 'Librarians', slug: 'librarian', joins: 'first', fields: [] },
    { name: 'Reader', plural: 'Readers', slug: 'reader', joins: 'open', fields: [] },
  ],
  records: [...records, record('enquiry', [field('message', 'long-text')], { read: staff, create: 'everyone' })],
  rules,
  pages: [
    { kind: 'home', title: 'Library', path: '/', sections: [] },
    { kind: 'dashboard', title: 'Overview', path: '/dashboard', sections: [] },
    { kind: 'about', title: 'About', path: '/about', sections: [] },
  ],
};

/** Slugs of the roles of that design; "user" means readers. */
export const librarySlugOf = (name: string): string | undefined =>
  /^librarian$/i.test(name) ? 'librarian' : /^(reader|user)$/i.test(name) ? 'reader' : undefined;
