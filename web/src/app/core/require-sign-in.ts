import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { Session } from './session';

/** Sends strangers to sign in, and back to where they wanted to go. While the server is away nobody is taken for a stranger. */
export const requireSignIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  const viewer = session.viewer() ?? (await session.load().catch(() => session.recall()));
  return viewer === null ? router.createUrlTree(['/sign-in'], { queryParams: { next: state.url } }) : true;
};
