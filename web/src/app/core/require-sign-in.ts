import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { Session } from './session';

/** Sends strangers to sign in, and back to where they wanted to go. */
export const requireSignIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  const viewer = session.viewer() ?? (await session.load().catch(() => null));
  return viewer ? true : router.createUrlTree(['/sign-in'], { queryParams: { next: state.url } });
};
