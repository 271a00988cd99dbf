// #if pages
import { HttpError } from '../http/errors.ts';
import type { Request } from '../http/request.ts';
import { empty, json, page, redirect } from '../http/response.ts';
// #else
import { empty, json } from '../http/response.ts';
// #end
import type { Router } from '../http/router.ts';
// #if pages
import { html, type Html } from '../pages/html.ts';
import { layout } from '../pages/layout.ts';
// #end
import type { Accounts } from './accounts.ts';

/** Sign-up, sign-in and sign-out, as pages and for the API. */
export function addAccountRoutes(router: Router, accounts: Accounts): void {
  // #if pages
  const cookie = (token: string, maxAge: number): Record<string, string> => ({ 'set-cookie': `session=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}` });
  const next = (request: Request): string => {
    const wanted = String(request.body['next'] ?? request.query.get('next') ?? '/');
    // Only addresses of this site.
    return /^\/(?![/\\])/.test(wanted) ? wanted : '/';
  };
  const field = (name: string, label: string, type: string, values: Record<string, unknown>, faults: Record<string, string>, complete: string): Html =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" autocomplete="${complete}" required value="${type === 'password' ? '' : String(values[name] ?? '')}">${faults[name] ? html`<p class="fault">${faults[name]}</p>` : ''}</div>`;
  const signInPage = (request: Request, notice = ''): Html =>
    layout(
      { title: 'Sign in', account: undefined, path: '/sign-in' },
      html`<h1>Sign in</h1>${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
        <form method="post" action="/sign-in" class="card narrow"><input type="hidden" name="next" value="${next(request)}">
          ${field('email', 'E-mail', 'email', request.body, {}, 'username')}${field('password', 'Password', 'password', {}, {}, 'current-password')}
          <div class="buttons"><button>Sign in</button><a href="/sign-up">Create an account</a></div></form>`,
    );
  const signUpPage = (request: Request, faults: Record<string, string> = {}): Html =>
    layout(
      { title: 'Create an account', account: undefined, path: '/sign-up' },
      html`<h1>Create an account</h1><form method="post" action="/sign-up" class="card narrow">
        ${field('name', 'Name', 'text', request.body, faults, 'name')}${field('email', 'E-mail', 'email', request.body, faults, 'username')}${field('password', 'Password', 'password', {}, faults, 'new-password')}
        <div class="field"><label for="role">I am a</label><select id="role" name="role">${accounts.roles.map((role) => html`<option>${role}</option>`)}</select></div>
        <div class="buttons"><button>Create account</button><a href="/sign-in">Sign in instead</a></div></form>`,
    );

  router.add('GET', '/sign-in', (request) => page(signInPage(request)));
  router.add('POST', '/sign-in', (request) => {
    try {
      const { token } = accounts.signIn(request.body['email'], request.body['password']);
      return redirect(next(request), cookie(token, 14 * 86_400));
    } catch (error) {
      if (error instanceof HttpError && error.status === 401) return page(signInPage(request, error.message), 401);
      throw error;
    }
  });
  router.add('GET', '/sign-up', (request) => page(signUpPage(request)));
  router.add('POST', '/sign-up', (request) => {
    try {
      accounts.register(request.body);
      const { token } = accounts.signIn(request.body['email'], request.body['password']);
      return redirect('/', cookie(token, 14 * 86_400));
    } catch (error) {
      if (error instanceof HttpError && error.status === 422) return page(signUpPage(request, error.fields), 422);
      throw error;
    }
  });
  router.add('POST', '/sign-out', (request) => {
    if (request.cookies['session']) accounts.signOut(request.cookies['session']);
    return redirect('/', cookie('', 0));
  });
  // #end
  router.add('POST', '/api/accounts', (request) => json(accounts.register(request.body), 201));
  router.add('POST', '/api/session', (request) => json(accounts.signIn(request.body['email'], request.body['password']), 201));
  router.add('DELETE', '/api/session', (request) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token) accounts.signOut(token);
    return empty();
  });
}
