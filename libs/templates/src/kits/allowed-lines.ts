import { isOpen, rolesOf, type Plan, type RecordPlan } from '../writing/plan.js';
import { keyOf } from './tie.js';

/**
 * Lines of a test in which each role that may do something does it, with what is theirs: over `database` and `id`.
 *
 * @param again values of the row before it can be done once more, as members of an object.
 */
export function allowedLines(
  plan: Plan,
  record: RecordPlan,
  slugs: readonly string[],
  call: (viewer: string) => string,
  again: string,
): string {
  const { read } = record.access;
  const owner = record.fields.find(({ name }) => name === record.owner);
  return slugs
    .filter((slug) => isOpen(plan, read) || rolesOf(plan, read).includes(slug))
    .map((slug, i) => {
      const viewer = `allowed${i > 0 ? i + 1 : ''}`;
      return `  const ${viewer} = person(database, '${slug}');
  put(database, '${record.sql}', id, { ${owner ? `${keyOf(owner)}: ${viewer}.id, ` : ''}${again} });
  assert.doesNotThrow(() => ${call(viewer)});
`;
    })
    .join('');
}
