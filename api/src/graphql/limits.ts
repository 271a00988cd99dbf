import type { Config } from '@millwright/platform';
import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

/** Bounds of one GraphQL document, the same over HTTP and WebSocket. `nodes`: fields with every fragment spread out. */
export const QUERY_LIMITS = { depth: 12, aliases: 30, tokens: 4_000, rootFields: 20, nodes: 10_000, cost: 20_000 } as const;

/** @throws GraphQLError where the text has more tokens than any real query. */
export function parseLimited(source: string): DocumentNode {
  return parse(source, { maxTokens: QUERY_LIMITS.tokens });
}

/** Rules of ours beside the language's own, the same over HTTP and WebSocket. */
export function documentRules({ GRAPHQL_INTROSPECTION }: Pick<Config, 'GRAPHQL_INTROSPECTION'>): readonly ValidationRule[] {
  return GRAPHQL_INTROSPECTION ? [] : [NoSchemaIntrospectionCustomRule];
}

/** What a selection asks for, fragments spread out. */
interface Measure {
  depth: number;
  aliases: number;
  nodes: number;
  /** Each field 1; a list multiplies what it holds: a connection by its page (`first`, else 20), any other by 10. */
  cost: number;
}

const NOTHING: Measure = { depth: 0, aliases: 0, nodes: 0, cost: 0 };

/**
 * What of a document is past its bounds. To be asked before any rule of the language: some of them take long over what is
 * refused here. Each fragment is measured once, however often it is spread, so the time grows with the document's length.
 */
export function beyondLimits(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  return measured(schema, document).flatMap(({ definition, ...found }) => {
    const named = { depth: 'depth', aliases: 'aliases', rootFields: 'root fields', nodes: 'fields', cost: 'cost' } as const;
    return (Object.keys(named) as (keyof typeof named)[])
      .filter((name) => found[name] > QUERY_LIMITS[name])
      .map(
        (name) =>
          new GraphQLError(
            `The query has ${named[name]} ${found[name]}; at most ${QUERY_LIMITS[name]} is allowed. Ask for less, or in several queries.`,
            { nodes: definition },
          ),
      );
  });
}

/** Fields for which a request of the limit stands: the console's pages ask for less, and a second of the process's time is worth about sixty. */
const COST_OF_REQUEST = 1_000;

/** How many requests an operation counts as: one, and one more for each 1,000 fields that it may bring. */
export const requestsOf = (schema: GraphQLSchema, document: DocumentNode): number =>
  1 + Math.floor(Math.max(0, ...measured(schema, document).map(({ cost }) => cost)) / COST_OF_REQUEST);

interface Measured extends Measure {
  definition: OperationDefinitionNode;
  rootFields: number;
}
/** Documents come again, compiled once. */
const measures = new WeakMap<DocumentNode, Measured[]>();

function measured(schema: GraphQLSchema, document: DocumentNode): readonly Measured[] {
  const before = measures.get(document);
  if (before) return before;
  const measuring = new Measuring(schema, document);
  const found = document.definitions.flatMap((definition) => {
    const root = definition.kind === Kind.OPERATION_DEFINITION ? schema.getRootType(definition.operation) : undefined;
    if (!root || definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const { selectionSet } = definition;
    return [{ definition, ...measuring.of(selectionSet, root, true), rootFields: selectionSet.selections.length }];
  });
  measures.set(document, found);
  return found;
}

class Measuring {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly known = new Map<string, Measure>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
  }

  of(selectionSet: SelectionSetNode, type: GraphQLOutputType | undefined, isRoot = false): Measure {
    return selectionSet.selections
      .map((selection): Measure => {
        if (selection.kind === Kind.FIELD)
          return isRoot && selection.name.value.startsWith('__') ? { ...NOTHING, nodes: 1 } : this.ofField(selection, type);
        if (selection.kind === Kind.INLINE_FRAGMENT) return this.of(selection.selectionSet, this.typeOf(selection, type), isRoot);
        return this.ofFragment(selection.name.value, type);
      })
      .reduce(sum, NOTHING);
  }

  private ofField(field: FieldNode, type: GraphQLOutputType | undefined): Measure {
    const named = type && getNamedType(type);
    const definition = isObjectType(named) || isInterfaceType(named) ? named.getFields()[field.name.value] : undefined;
    const inner = field.selectionSet ? this.of(field.selectionSet, definition?.type) : NOTHING;
    return {
      depth: 1 + inner.depth,
      aliases: inner.aliases + (field.alias ? 1 : 0),
      nodes: 1 + inner.nodes,
      cost: 1 + inner.cost * (definition && named ? pageOf(field, definition.type, named) : 1),
    };
  }

  /** A spread in a circle is another rule's fault, and ends here. */
  private ofFragment(name: string, type: GraphQLOutputType | undefined): Measure {
    const fragment = this.fragments.get(name);
    if (!fragment) return NOTHING;
    const known = this.known.get(name);
    if (known) return known;
    this.known.set(name, NOTHING);
    const measure = this.of(fragment.selectionSet, this.typeOf(fragment, type));
    this.known.set(name, measure);
    return measure;
  }

  private typeOf(
    { typeCondition }: Pick<FragmentDefinitionNode, 'typeCondition'> | { typeCondition?: undefined },
    outer: GraphQLOutputType | undefined,
  ): GraphQLOutputType | undefined {
    return typeCondition ? (this.schema.getType(typeCondition.name.value) as GraphQLOutputType | undefined) : outer;
  }
}

const sum = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  nodes: a.nodes + b.nodes,
  cost: a.cost + b.cost,
});

function pageOf(field: FieldNode, type: GraphQLOutputType, parent: { name: string }): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (first?.kind === Kind.INT) return Math.max(1, Number(first.value));
  if (first) return 100;
  const bare = isNonNullType(type) ? type.ofType : type;
  // Its edges or nodes: as many as the page that was asked for.
  if (parent.name.endsWith('Connection')) return 1;
  return getNamedType(type).name.endsWith('Connection') ? 20 : isListType(bare) ? 10 : 1;
}
