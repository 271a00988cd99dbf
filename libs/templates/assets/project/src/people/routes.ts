import type { Context } from '../shared/context.ts';
// #if pages
import { Refusal, signInFirst } from '../shared/refusals.ts';
// #else
import { signInFirst } from '../shared/refusals.ts';
// #end
// #if pages
import type { WebRequest } from '../web/request.ts';
import { json, noContent, page, redirect, redirectWith } from '../web/response.ts';
// #else
import { json, noContent } from '../web/response.ts';
// #end
import { idOf, type Router } from '../web/router.ts';
import {
  acceptInvitation,
  changeProfile,
  closeAccount,
  // #if pages
  findInvitation,
  // #end
  invite,
  listPeople,
  readProfile,
  // #if pages
  rolesToJoin,
  // #end
  signIn,
  signUp,
} from './accounts.ts';
// #if pages
import { invitationPage, peoplePage, profilePage, signInPage, signUpPage } from './pages.ts';
// #end
import { PEOPLE_PATH } from './roles.ts';
// #if pages
import { endSession, secretOf, sessionCookie, startSession } from './sessions.ts';
// #else
import { endSession, secretOf } from './sessions.ts';
// #end
import { Throttle } from './throttle.ts';
import type { Viewer } from './viewer.ts';

/** Signing up, in and out; one's own account; everybody's for the first role. */
export function addPeopleRoutes(router: Router, context: Context): void {
  const { database, clock } = context;
  // #if pages
  const { isSecure, hint } = context;
  // #end
  const throttle = new Throttle(clock);
  const own = (viewer: Viewer | undefined): Viewer => {
    if (!viewer) throw signInFirst();
    return viewer;
  };

  router.post('/api/sign-up', ({ body }) => json(signUp(database, body, clock), 201));
  router.post('/api/sign-in', ({ body, from }) => {
    const { secret, viewer } = signIn(database, throttle, body, from, clock);
    return json({ token: secret, ...viewer });
  });
  router.post('/api/sign-out', (request) => {
    endSession(database, secretOf(request) ?? '');
    return noContent();
  });
  router.get('/api/profile', ({ viewer }) => json({ ...own(viewer), ...readProfile(database, own(viewer)) }));
  router.put('/api/profile', (request) => {
    changeProfile(database, request.viewer, request.body, secretOf(request));
    return noContent();
  });
  router.get(`/api${PEOPLE_PATH}`, ({ viewer }) => json(listPeople(database, viewer)));
  router.post(`/api${PEOPLE_PATH}/invitations`, ({ viewer, body }) => json({ secret: invite(database, viewer, body, clock) }, 201));
  router.post('/api/invitations/:secret', ({ params, body }) => json(acceptInvitation(database, params['secret']!, body, clock), 201));
  router.post(`/api${PEOPLE_PATH}/:id/close`, (request) => {
    closeAccount(database, request.viewer, idOf(request), true, clock);
    return noContent();
  });
  // #if pages

  const welcome = (person: Viewer) => {
    const answer = redirectWith('/', 'Welcome! Your account is ready.');
    return { ...answer, headers: { ...answer.headers, 'set-cookie': sessionCookie(startSession(database, person.id, clock), isSecure) } };
  };

  router.get('/sign-in', (request) => (request.viewer ? redirect('/') : page(signInPage(request, next(request), rolesToJoin(database).length > 0, hint))));
  router.post('/sign-in', (request) => {
    try {
      const { secret } = signIn(database, throttle, request.body, request.from, clock);
      return redirect(next(request), { 'set-cookie': sessionCookie(secret, isSecure) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return page(signInPage(request, next(request), rolesToJoin(database).length > 0, hint, error.message), error.status);
    }
  });
  router.get('/sign-up', (request) => page(signUpPage(request, rolesToJoin(database))));
  router.post('/sign-up', (request) =>
    again(
      () => welcome(signUp(database, request.body, clock)),
      (refusal) => page(signUpPage(request, rolesToJoin(database), refusal.faults), refusal.status),
    ),
  );
  router.post('/sign-out', (request) => {
    endSession(database, secretOf(request) ?? '');
    return redirect('/', { 'set-cookie': sessionCookie('', isSecure) });
  });

  router.get('/invitations/:secret', (request) => page(invitationPage(request, findInvitation(database, request.params['secret']!, clock))));
  router.post('/invitations/:secret', (request) =>
    again(
      () => welcome(acceptInvitation(database, request.params['secret']!, request.body, clock)),
      (refusal) => page(invitationPage(request, findInvitation(database, request.params['secret']!, clock), refusal.faults), refusal.status),
    ),
  );

  router.get('/profile', (request) => page(profilePage(request, own(request.viewer), readProfile(database, own(request.viewer)))));
  router.post('/profile', (request) =>
    again(
      () => {
        changeProfile(database, request.viewer, request.body, secretOf(request));
        return redirectWith('/profile', 'Your profile is saved.');
      },
      (refusal) => page(profilePage(request, own(request.viewer), readProfile(database, own(request.viewer)), refusal.faults), refusal.status),
    ),
  );

  router.get(PEOPLE_PATH, (request) => page(peoplePage(request, listPeople(database, request.viewer))));
  router.post(`${PEOPLE_PATH}/invitations`, (request) =>
    again(
      () => {
        const secret = invite(database, request.viewer, request.body, clock);
        return page(peoplePage(request, listPeople(database, request.viewer), {}, `${isSecure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}/invitations/${secret}`));
      },
      (refusal) => page(peoplePage(request, listPeople(database, request.viewer), refusal.faults), refusal.status),
    ),
  );
  router.post(`${PEOPLE_PATH}/:id/close`, (request) => {
    closeAccount(database, request.viewer, idOf(request), true, clock);
    return redirectWith(PEOPLE_PATH, 'The account is closed.');
  });
  router.post(`${PEOPLE_PATH}/:id/open`, (request) => {
    closeAccount(database, request.viewer, idOf(request), false, clock);
    return redirectWith(PEOPLE_PATH, 'The account is open again.');
  });
  // #end
}
// #if pages

/** Shows the form again where fields are wrong; every other refusal has a page of its own. */
function again<T>(work: () => T, show: (refusal: Refusal) => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal && Object.keys(error.faults).length > 0) return show(error);
    throw error;
  }
}

/** Where to go after signing in: an address of this site only. */
function next({ body, query }: WebRequest): string {
  const wanted = String(body['next'] ?? query.get('next') ?? '/');
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
// #end
