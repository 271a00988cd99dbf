import type { ListOptions, Repository, Row } from '../db/repository.ts';
import type { EntitySpec } from '../domain/entity.ts';
import { readFields } from '../domain/fields.ts';
import { HttpError, invalid, notFound } from '../http/errors.ts';

/** Rules that every kind of record shares: valid fields, existing parents, nothing deleted that others need. */
export class CrudService {
  readonly spec: EntitySpec;
  protected readonly repository: Repository;
  readonly #parents: ReadonlyMap<string, Repository>;

  constructor(spec: EntitySpec, repository: Repository, parents: ReadonlyMap<string, Repository>) {
    this.spec = spec;
    this.repository = repository;
    this.#parents = parents;
  }

  list(options: ListOptions): { rows: Row[]; total: number } {
    return this.repository.list(options);
  }

  get(id: number): Row {
    const row = Number.isSafeInteger(id) ? this.repository.get(id) : undefined;
    if (!row) throw notFound(`This ${this.spec.singular.toLowerCase()}`);
    return row;
  }

  create(input: Record<string, unknown>): Row {
    const { values, faults } = readFields(this.spec.fields, this.withDefaults(input));
    this.#checkParents(values, faults);
    if (Object.keys(faults).length > 0) throw invalid(faults);
    return this.repository.insert(values);
  }

  update(id: number, input: Record<string, unknown>): Row {
    this.get(id);
    const { values, faults } = readFields(this.spec.fields, input, true);
    this.#checkParents(values, faults);
    if (Object.keys(faults).length > 0) throw invalid(faults);
    return this.repository.update(id, values)!;
  }

  delete(id: number): void {
    this.get(id);
    try {
      this.repository.delete(id);
    } catch (error) {
      if (/FOREIGN KEY/.test(String(error))) throw new HttpError(409, `This ${this.spec.singular.toLowerCase()} is still used by other records; delete those first`);
      throw error;
    }
  }

  /** Does one of the entity's actions: it sets the status. */
  act(id: number, name: string): Row {
    const action = this.spec.actions.find((candidate) => candidate.name === name);
    if (!action) throw notFound('This action');
    const row = this.get(id);
    if (row['status'] === action.status) throw new HttpError(409, `This ${this.spec.singular.toLowerCase()} is ${action.status} already`);
    return this.repository.update(id, { status: action.status })!;
  }

  /** The records that a reference may point to, for forms. */
  choices(table: string): { id: number; label: string }[] {
    const parent = this.#parents.get(table);
    return parent ? parent.list({ limit: 500, offset: 0 }).rows.map((row) => ({ id: row.id, label: labelOf(row, parent.fields) })) : [];
  }

  /** A person's name for the record that a reference points to. */
  parentLabel(table: string, id: unknown): string {
    const parent = this.#parents.get(table);
    const row = parent && typeof id === 'number' ? parent.get(id) : undefined;
    return row && parent ? labelOf(row, parent.fields) : '';
  }

  protected withDefaults(input: Record<string, unknown>): Record<string, unknown> {
    const status = this.spec.fields.find((field) => field.name === 'status' && field.kind === 'enum');
    return status?.values?.[0] && !input['status'] ? { ...input, status: status.values[0] } : input;
  }

  #checkParents(values: Record<string, unknown>, faults: Record<string, string>): void {
    for (const field of this.spec.fields) {
      const id = values[field.name];
      if (field.kind === 'reference' && typeof id === 'number' && !this.#parents.get(field.references ?? '')?.get(id)) faults[field.name] = `${field.label} does not exist`;
    }
  }
}

/** What people call a record: its first text, else its number. */
export function labelOf(row: Row, fields: readonly { name: string; kind: string }[]): string {
  const field = fields.find((candidate) => candidate.kind === 'text') ?? fields.find((candidate) => ['email', 'date', 'datetime', 'enum'].includes(candidate.kind));
  return field && row[field.name] ? String(row[field.name]) : `No. ${row.id}`;
}
