import { PERMISSIONS, ROLES, isAllowed, parseRole, rolesWith, weaker } from './roles.js';

it('gives an owner everything, and a weaker role nothing that a stronger one lacks', () => {
  for (const permission of PERMISSIONS) {
    expect(isAllowed('OWNER', permission)).toBe(true);
    const held = ROLES.map((role) => isAllowed(role, permission));
    expect([...held].sort((a, b) => Number(b) - Number(a))).toEqual(held);
  }
  expect(rolesWith('generation.run')).toEqual(['OWNER', 'ADMIN', 'EDITOR']);
});

it('reads roles as the identity provider writes them, and caps a key by the weaker one', () => {
  expect([parseRole('owner'), parseRole('Admin'), parseRole('king'), parseRole(null)]).toEqual(['OWNER', 'ADMIN', undefined, undefined]);
  expect([weaker('OWNER', 'VIEWER'), weaker('MEMBER', 'ADMIN')]).toEqual(['VIEWER', 'MEMBER']);
});

it('takes the weakest of several roles, whatever their order', () => {
  for (const list of ['viewer,admin', 'admin, viewer', 'owner,viewer,editor', 'VIEWER,owner']) expect(parseRole(list)).toBe('VIEWER');
  for (const list of ['admin,king', 'king,admin', 'admin,', ',']) expect(parseRole(list)).toBeUndefined();
});
