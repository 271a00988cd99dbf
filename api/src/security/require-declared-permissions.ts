import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { REQUIREMENT } from './requires.decorator.js';

// Where @nestjs/graphql keeps the kind of a root operation ("Query", "Mutation", "Subscription").
const RESOLVER_TYPE = 'graphql:resolver_type';
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/** An operation was written without saying who may call it. */
export class UndeclaredPermission extends Error {
  constructor(readonly operations: string[]) {
    super(`These operations declare no permission with @Requires: ${operations.join(', ')}`);
    this.name = 'UndeclaredPermission';
  }
}

/** @throws UndeclaredPermission naming every root operation without one. */
export function requireDeclaredPermissions(discovery: DiscoveryService, scanner: MetadataScanner, reflector: Reflector): void {
  const missing: string[] = [];
  for (const { instance, metatype } of discovery.getProviders()) {
    if (!instance || typeof instance !== 'object' || !metatype) continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: unknown[]) => unknown>;
    for (const method of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[method]!;
      const kind = reflector.get<string | undefined>(RESOLVER_TYPE, handler);
      if (kind && ROOTS.has(kind) && !reflector.get(REQUIREMENT, handler)) missing.push(`${kind}.${method}`);
    }
  }
  if (missing.length > 0) throw new UndeclaredPermission(missing);
}
