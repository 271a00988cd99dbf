import type { DesignView } from '@millwright/domain';

/** The place of the editor that a JSON pointer into blueprint.json means; undefined: it has none. */
export function placeOf(design: DesignView, pointer: string): string | undefined {
  const [, part, i, j, k] = pointer.split('/');
  if (part === 'entities') {
    const record = design.records.find((one) => one.pointer === `/entities/${i}`);
    if (!record) return undefined;
    const field = j === 'fields' ? record.fields[Number(k)] : undefined;
    return field ? `records/${record.key}/fields/${field.key}` : `records/${record.key}`;
  }
  if (part !== 'design') return undefined;
  if (i === 'rules') return design.rules.filter(({ pointer: at }) => at === `/design/rules/${j}`).map(({ key }) => `rules/${key}`)[0];
  if (i === 'roles') return design.roles[Number(j)] && `roles/${design.roles[Number(j)]!.key}/name`;
  return i === 'style' ? 'look/mood' : undefined;
}
