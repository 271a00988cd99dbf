import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** ISO 8601, UTC, with milliseconds. */
export const DateTimeScalar = new GraphQLScalarType<Date | null, string>({
  name: 'DateTime',
  description: 'ISO 8601, UTC',
  serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

function parseInstant(value: unknown): Date {
  const date = typeof value === 'string' ? new Date(value) : undefined;
  if (!date || Number.isNaN(date.getTime())) throw new GraphQLError('DateTime must be ISO 8601, such as 2026-01-31T12:00:00Z');
  return date;
}

export const JsonScalar = new GraphQLScalarType({ name: 'JSON', description: 'Any JSON value' });
