import 'reflect-metadata';
import type { RequestContext } from '../../graphql/request-context.js';
import { Viewer } from '../../security/viewer.js';
import { GenerationResolver } from './generation.resolver.js';
import type { GenerationType } from './generation.types.js';

const seenBy = (isAdministrator: boolean | undefined, config: object): string | null =>
  new GenerationResolver(undefined as never, config as never).temporalUrl(
    { temporalUrl: 'https://t/x' } as GenerationType,
    {
      viewer: isAdministrator === undefined ? undefined : new Viewer('1', 'Ana', 'ana@example.com', isAdministrator, [], null),
    } as unknown as RequestContext,
  );

it.each([
  ['an administrator of the server', true, 'https://t/x', 'https://t/x'],
  ['a member', false, null, 'https://t/x'],
  ['nobody by name', undefined, null, 'https://t/x'],
])('leads %s to a UI that they may open', (_who, isAdministrator, ours, theirs) => {
  expect(seenBy(isAdministrator, { TEMPORAL_UI_UPSTREAM: 'http://127.0.0.1:1' })).toBe(ours);
  expect(seenBy(isAdministrator, {})).toBe(theirs);
});
