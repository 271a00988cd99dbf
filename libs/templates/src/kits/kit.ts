import type { KitName, Rule } from '../design/design.types.js';
import type { Plan, RecordPlan } from '../writing/plan.js';
import type { Draft } from '../writing/project-file.js';

/**
 * Behaviour beyond making, reading, changing and removing: what one rule adds to the files of a project.
 * A kit is a folder with this, and a line in registry.ts.
 */
export interface Kit<R extends Rule = Rule> {
  name: KitName;
  contribute(rule: R, plan: Plan): Contribution;
}

/**
 * Code is TypeScript of the written project, without imports: names that other files export are imported by themselves.
 * Keys are tables of records. Each may be absent.
 */
export interface Contribution {
  /** Columns and tables that no record of the design has: statements for the first migration. */
  tables?: string[];
  /** Members of the record's interface, filled in by `columns` and `mapping`. */
  properties?: Record<string, string>;
  /** Further expressions of the record's SELECT, and members of the object that is made from a row. */
  columns?: Record<string, string[]>;
  mapping?: Record<string, string[]>;
  /** Declarations in src/domain/<record>.ts. */
  domain?: Record<string, string[]>;
  /** Statements of parse<Record>, over `values` and `read`. */
  checks?: Record<string, string[]>;
  /** Declarations in src/services/<records>.ts. */
  service?: Record<string, string[]>;
  /** Ruled columns that follow from what was typed: TypeScript over `database`, `values` and `now`. */
  computed?: Record<string, { field: string; expression: string }[]>;
  /** Of these, what stays as it was made. */
  computedOnce?: Record<string, string[]>;
  /** What must hold in the statement itself that makes or changes the row; else 409. */
  guards?: Record<string, Guard[]>;
  /** Statements before a row is made; over `database`, `viewer`, `values`, `now`. */
  beforeCreate?: Record<string, string[]>;
  /** Statements after a row is made, in its transaction; over `database`, `viewer`, `id`, `values`, `now`. */
  afterCreate?: Record<string, string[]>;
  /** Statements after a step of a lifecycle, by its function; over `database`, `viewer`, `id`, `now`. */
  afterStep?: Record<string, string[]>;
  /** A condition on who may read which row: SQL over the table, which visitors and others are held to. */
  visible?: Record<string, { sql: string; exempt: string; test: string }>;
  /** Statements of add<Record>Routes, over `router`, `database`, `clock`. Those in `first` stand before "/:id". */
  routes?: Record<string, string[]>;
  firstRoutes?: Record<string, string[]>;
  /** Expressions that give an Action or false, over `request`, `database`, `clock` and the record. */
  actions?: Record<string, string[]>;
  /** Expressions that give Html or false, likewise. */
  parts?: Record<string, string[]>;
  /** Functions in src/pages/<records>.ts. */
  pageFunctions?: Record<string, string[]>;
  navigation?: { label: string; href: string; may: string }[];
  /** Expressions that give a Tile or false, over `request.viewer`, `database`, `clock`. */
  tiles?: string[];
  /** Views of a list: conditions in SQL and their values, by a name in the address. */
  views?: Record<string, ViewPart[]>;
  /** Pages, routes, services of its own. */
  files?: Draft[];
  /** Functions that add routes, beside those of the records: a name, called with the router and the context, or a whole call. */
  routeFunctions?: string[];
  /** Tests in test/<record>.test.ts. */
  tests?: Record<string, string[]>;
  /** Paths of the API for /openapi.json. */
  paths?: { method: string; path: string; summary: string }[];
  /** What the seeds need after their rows: statements of SQL. */
  afterSeed?: string[];
  /** Where somebody goes who made one and may not read it: an expression over the record. */
  landing?: Record<string, string>;
  /** Reached through what they belong to: no entry in the navigation, no number on the dashboard. */
  subordinate?: string[];
  /** No page or route of this record's own: it is only reached through another. */
  embedded?: string[];
}

export interface Guard {
  /** SQL that must be true; `?` stand for `values`. */
  sql: string;
  /** Of a change, where the row as it is matters too. */
  changeSql?: string;
  /** TypeScript expressions for these, over `values`, `viewer` and, of a change, `id` and the record as it was. */
  values: (mode: 'create' | 'change') => string[];
  message: string;
  /** Field beside which the message stands. */
  field: string;
}

export interface ViewPart {
  slug: string;
  title: string;
  conditions: string[];
  /** TypeScript expressions over `now`. */
  values: string[];
  order?: string;
  may: string;
}

/** Where statements of other kits belong in a function of a step. */
export const afterStepMark = (name: string): string => `    //@after ${name}\n`;
const AFTER_STEP = /^ *\/\/@after (\w+)\n/gm;

/** What all rules of a design add, by table. */
export class Contributions {
  readonly #all: Contribution[];
  constructor(all: Contribution[]) {
    this.#all = all;
  }

  readonly tables = (): string[] => this.#all.flatMap(({ tables = [] }) => tables);
  readonly properties = (table: string): string => this.#all.map(({ properties }) => properties?.[table] ?? '').join('');
  readonly columns = (table: string): string[] => this.#of('columns', table);
  readonly mapping = (table: string): string[] => this.#of('mapping', table);
  readonly domain = (table: string): string[] => this.#of('domain', table);
  readonly checks = (table: string): string[] => this.#of('checks', table);
  readonly service = (table: string): string[] =>
    this.#of('service', table).map((code) =>
      code.replace(AFTER_STEP, (_, name: string) =>
        this.#all
          .flatMap(({ afterStep }) => afterStep?.[name] ?? [])
          .map((line) => `    ${line}\n`)
          .join(''),
      ),
    );
  readonly computed = (table: string): { field: string; expression: string }[] =>
    this.#all.flatMap(({ computed }) => computed?.[table] ?? []);
  readonly computedOnce = (table: string): string[] => this.#all.flatMap(({ computedOnce }) => computedOnce?.[table] ?? []);
  readonly guards = (table: string): Guard[] => this.#all.flatMap(({ guards }) => guards?.[table] ?? []);
  readonly beforeCreate = (table: string): string[] => this.#of('beforeCreate', table);
  readonly afterCreate = (table: string): string[] => this.#of('afterCreate', table);
  readonly visible = (table: string): { sql: string; exempt: string; test: string } | undefined =>
    this.#all.find(({ visible }) => visible?.[table])?.visible?.[table];
  readonly routes = (table: string): string[] => this.#of('routes', table);
  readonly firstRoutes = (table: string): string[] => this.#of('firstRoutes', table);
  readonly actions = (table: string): string[] => this.#of('actions', table);
  readonly parts = (table: string): string[] => this.#of('parts', table);
  readonly pageFunctions = (table: string): string[] => this.#of('pageFunctions', table);
  readonly tests = (table: string): string[] => this.#of('tests', table);
  readonly views = (table: string): ViewPart[] => this.#all.flatMap(({ views }) => views?.[table] ?? []);
  readonly navigation = () => this.#all.flatMap(({ navigation = [] }) => navigation);
  readonly tiles = (): string[] => this.#all.flatMap(({ tiles = [] }) => tiles);
  readonly files = (): Draft[] => this.#all.flatMap(({ files = [] }) => files);
  readonly routeFunctions = (): string[] => this.#all.flatMap(({ routeFunctions = [] }) => routeFunctions);
  readonly paths = () => this.#all.flatMap(({ paths = [] }) => paths);
  readonly afterSeed = (): string[] => this.#all.flatMap(({ afterSeed = [] }) => afterSeed);
  readonly landing = (table: string): string | undefined => this.#all.find(({ landing }) => landing?.[table])?.landing?.[table];
  readonly isSubordinate = ({ table }: Pick<RecordPlan, 'table'>): boolean =>
    this.#all.some(({ subordinate }) => subordinate?.includes(table)) || this.isEmbedded({ table });
  readonly isEmbedded = ({ table }: Pick<RecordPlan, 'table'>): boolean => this.#all.some(({ embedded }) => embedded?.includes(table));

  #of(
    part:
      | 'columns'
      | 'mapping'
      | 'domain'
      | 'checks'
      | 'service'
      | 'beforeCreate'
      | 'afterCreate'
      | 'routes'
      | 'firstRoutes'
      | 'actions'
      | 'parts'
      | 'pageFunctions'
      | 'tests',
    table: string,
  ): string[] {
    return this.#all.flatMap((contribution) => contribution[part]?.[table] ?? []);
  }
}
