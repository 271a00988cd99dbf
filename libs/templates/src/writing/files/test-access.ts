import type { Audience } from '../../design/design.types.js';
import { lower, quote } from '../code.js';
import { isOpen, isOwn, names, rolesOf, type Plan, type RecordPlan } from '../plan.js';

/** Tests of who may do what: each role, a stranger, and of owned things another's. */
export function accessTests(plan: Plan, record: RecordPlan): string[] {
  if (!plan.people) return [];
  const name = names(record);
  const { read, create, change, remove } = record.access;
  const owner = record.fields.find((field) => field.name === record.owner);
  const ways: [string, string, Audience, boolean][] = [
    [name.mayList, `list ${lower(record.plural)}`, read, false],
    [name.mayRead, `read ${lower(record.plural)}`, read, true],
    [name.mayCreate, lower(record.createLabel), create, false],
    [name.mayChange, `change ${lower(record.plural)}`, change, true],
    [name.mayRemove, `remove ${lower(record.plural)}`, remove, true],
  ];
  const head = `const viewerWith = (role: Role, id = 1): Viewer => ({ id, role, name: 'Ana', email: 'ana@example.org' });
${owner ? `const ownedBy = (id: number | null) => ({ ${owner.prop}: id }) as ${record.className};` : `const any = {} as ${record.className};`}`;
  return [
    head,
    ...ways.map(([fn, what, audience, hasItem]) => {
      const isOwned = hasItem && owner !== undefined && isOwn(audience);
      const rest = !hasItem ? '' : owner ? ', ownedBy(1)' : ', any';
      const open = isOpen(plan, audience);
      const slugs = open ? plan.roles.map(({ slug }) => slug) : rolesOf(plan, audience);
      const lines = [
        `  assert.equal(${fn}(undefined${rest}), ${open});`,
        ...plan.roles.map(({ slug }) => `  assert.equal(${fn}(viewerWith('${slug}')${rest}), ${slugs.includes(slug)});`),
        ...(isOwned
          ? plan.roles
              .map(
                ({ slug }) =>
                  `  assert.equal(${fn}(viewerWith('${slug}'), ownedBy(2)), ${slug === plan.first!.slug || (audience === read && record.actors.includes(slug))});`,
              )
              .concat(`  assert.equal(${fn}(undefined, ownedBy(null)), false);`)
          : []),
      ];
      return `test(${quote(`given each role and a stranger, those may ${what} who should${isOwned ? ', and others only their own' : ''}`)}, () => {
${lines.join('\n')}
});`;
    }),
  ];
}
