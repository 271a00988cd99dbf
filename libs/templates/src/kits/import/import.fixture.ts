import type { Design } from '../../design/design.types.js';
import { design, field, record } from '../../writing/fixtures/make.js';

const keepers = { roles: ['keeper'] };

/** Boxes of seed on shelves, read in from a spreadsheet. */
export const seedBank: Design = design('Seed bank', {
  roles: [
    { name: 'Curator', plural: 'Curators', slug: 'curator', joins: 'first', fields: [] },
    { name: 'Keeper', plural: 'Keepers', slug: 'keeper', joins: 'invited', fields: [] },
    { name: 'Guest', plural: 'Guests', slug: 'guest', joins: 'open', fields: [] },
  ],
  records: [
    record('Shelf', 'Shelves', {
      fields: [field('name', 'Name', 'text', { max: 40 })],
      access: { read: 'signed-in', create: keepers, change: keepers, remove: keepers },
    }),
    record('Box', 'Boxes', {
      fields: [
        field('label', 'Label', 'text', { isUnique: true }),
        field('shelf_id', 'Shelf', 'reference', { references: 'shelf' }),
        field('kind', 'Kind of seed', 'enum', { values: ['Grain', 'Bean', 'Herb'] }),
        field('grams', 'Grams', 'integer', { min: 1, max: 5000 }),
        field('picked_on', 'Picked on', 'date', { required: false }),
        field('is_dry', 'Dry', 'boolean', { required: false }),
        field('note', 'Note', 'long-text', { required: false }),
      ],
      access: { read: 'signed-in', create: keepers, change: keepers, remove: keepers },
    }),
  ],
  rules: [
    { kit: 'import', name: 'importBoxs', by: keepers, record: 'box' },
    { kit: 'import', name: 'importShelfs', by: keepers, record: 'shelf' },
  ],
});
