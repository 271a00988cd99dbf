import {
  GraphQLError,
  Kind,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Bounds of one GraphQL document, the same over HTTP and WebSocket. */
export const QUERY_LIMITS = { depth: 12, aliases: 30, tokens: 4_000, rootFields: 20, cost: 60_000 } as const;

/** @throws GraphQLError where the text has more tokens than any real query. */
export function parseLimited(source: string): DocumentNode {
  return parse(source, { maxTokens: QUERY_LIMITS.tokens });
}

/**
 * Depth, aliases, root fields and cost of a document.
 * Cost: each field 1, and a list field multiplies what it holds by its page (`first`, else 20).
 * Fragments count wherever they are spread; spreads in a circle are another rule's fault and end here.
 */
export const limitRule: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(operation) {
    const root = context.getSchema().getRootType(operation.operation);
    if (!root) return;
    const tally = { depth: 0, aliases: 0 };
    const cost = measure(context, operation.selectionSet, root, 1, [], tally);
    const rootFields = operation.selectionSet.selections.length;
    const complain = (what: string, limit: number, found: number): void =>
      context.reportError(
        new GraphQLError(`The query has ${what} ${found}; at most ${limit} is allowed. Ask for less, or in several queries.`, {
          nodes: operation,
        }),
      );
    if (tally.depth > QUERY_LIMITS.depth) complain('depth', QUERY_LIMITS.depth, tally.depth);
    if (tally.aliases > QUERY_LIMITS.aliases) complain('aliases', QUERY_LIMITS.aliases, tally.aliases);
    if (rootFields > QUERY_LIMITS.rootFields) complain('root fields', QUERY_LIMITS.rootFields, rootFields);
    if (cost > QUERY_LIMITS.cost) complain('cost', QUERY_LIMITS.cost, cost);
  },
});

function measure(
  context: ValidationContext,
  selectionSet: SelectionSetNode,
  type: GraphQLOutputType,
  depth: number,
  spreads: readonly string[],
  tally: { depth: number; aliases: number },
): number {
  if (depth > QUERY_LIMITS.depth + 1) return 0;
  let cost = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__') && depth === 1) continue;
      tally.depth = Math.max(tally.depth, depth);
      if (selection.alias) tally.aliases++;
      const named = getNamedType(type);
      const field = isObjectType(named) ? named.getFields()[selection.name.value] : undefined;
      const inner = selection.selectionSet && field ? measure(context, selection.selectionSet, field.type, depth + 1, spreads, tally) : 0;
      cost += 1 + inner * (field ? pageOf(selection, field.type) : 1);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) cost += measure(context, selection.selectionSet, type, depth, spreads, tally);
    else {
      const name = selection.name.value;
      const fragment = context.getFragment(name);
      if (fragment && !spreads.includes(name)) cost += measure(context, fragment.selectionSet, type, depth, [...spreads, name], tally);
    }
    if (cost > QUERY_LIMITS.cost * 10) return cost;
  }
  return cost;
}

function pageOf(field: FieldNode, type: GraphQLOutputType): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (first?.kind === Kind.INT) return Math.max(1, Number(first.value));
  if (first) return 100;
  const bare = isNonNullType(type) ? type.ofType : type;
  return getNamedType(type).name.endsWith('Connection') ? 20 : isListType(bare) ? 10 : 1;
}
