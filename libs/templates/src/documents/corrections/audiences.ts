import type { Audience, Design } from '../../design/design.types.js';

/** Every place of a design that says whom something is allowed. */
export function eachAudience(design: Design, change: (audience: Audience) => Audience): void {
  for (const { access } of design.records)
    for (const act of Object.keys(access) as (keyof typeof access)[]) access[act] = change(access[act]);
  for (const rule of design.rules) {
    rule.by = change(rule.by);
    if (rule.kit === 'lifecycle') for (const step of rule.steps) step.by = change(step.by);
  }
}

export const slugsOf = (audience: Audience): string[] =>
  typeof audience === 'string' ? [] : 'roles' in audience ? audience.roles : audience.own;

export const withSlugs = (audience: Audience, slugs: string[]): Audience =>
  typeof audience === 'string' ? audience : 'roles' in audience ? { roles: slugs } : { own: slugs };
