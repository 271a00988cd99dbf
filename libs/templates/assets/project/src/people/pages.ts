import { inFrame } from '../pages/layout.ts';
import { relativeTime } from '../web/look/say.ts';
import { actions, copyButton } from '../web/look/actions.ts';
import { form, type FormField } from '../web/look/form.ts';
import { pageHead } from '../web/look/frame.ts';
import { badge, section } from '../web/look/parts.ts';
import { table } from '../web/look/table.ts';
import { html, type Html } from '../web/html.ts';
import type { Faults } from '../shared/refusals.ts';
import type { WebRequest } from '../web/request.ts';
import { roleName, type Person } from './accounts.ts';
import { profileFields, type Profile } from './profile.ts';
import { INVITED_ROLES, PEOPLE_PATH, ROLES, type Role } from './roles.ts';
import type { Viewer } from './viewer.ts';

const NAME: FormField = { name: 'name', label: 'Name', kind: 'text', required: true, max: 120, autocomplete: 'name' };
const EMAIL: FormField = { name: 'email', label: 'Email', kind: 'email', required: true, autocomplete: 'username' };
const NEW_PASSWORD: FormField = { name: 'password', label: 'Password', kind: 'password', required: true, autocomplete: 'new-password', help: 'At least 10 characters; several words are easy to remember.' };

type Values = Record<string, string | number | boolean | null>;
const typed = (request: WebRequest): Values => Object.fromEntries(Object.entries(request.body).map(([name, value]) => [name, String(value)]));
const choices = (roles: readonly Role[]) => roles.map((role) => ({ value: role, label: ROLES[role] }));

export function signInPage(request: WebRequest, next: string, canJoin: boolean, hint: string, fault = ''): Html {
  return inFrame(request, {
    title: 'Sign in',
    body: html`${pageHead({ title: 'Sign in', text: canJoin ? html`New here? <a href="/sign-up">Create an account</a>.` : '' })}
      ${hint && html`<p class="muted">${hint}</p>`}
      ${form({
        action: `/sign-in?next=${encodeURIComponent(next)}`,
        submit: 'Sign in',
        fields: [EMAIL, { name: 'password', label: 'Password', kind: 'password', required: true, autocomplete: 'current-password' }],
        values: typed(request),
        faults: fault === '' ? {} : { '': fault },
      })}`,
  });
}

export function signUpPage(request: WebRequest, roles: readonly Role[], faults: Faults = {}): Html {
  if (roles.length === 0)
    return inFrame(request, { title: 'Create an account', body: pageHead({ title: 'Create an account', text: 'Accounts are by invitation. Ask for a link.' }) });
  const role: FormField[] = roles.length > 1 ? [{ name: 'role', label: 'I am a', kind: 'enum', required: true, options: choices(roles) }] : [];
  const own = roles.length === 1 ? profileFields(roles[0]!) : [];
  return inFrame(request, {
    title: 'Create an account',
    body: html`${pageHead({ title: 'Create an account', text: html`Have one? <a href="/sign-in">Sign in</a>.` })}
      ${form({ action: '/sign-up', submit: 'Create account', fields: [NAME, EMAIL, NEW_PASSWORD, ...role, ...own], values: typed(request), faults, cancelHref: '/' })}`,
  });
}

export function invitationPage(request: WebRequest, { email, role }: { email: string; role: Role }, faults: Faults = {}): Html {
  return inFrame(request, {
    title: 'Welcome',
    body: html`${pageHead({ title: 'Welcome', text: `You are invited as ${roleName(role).toLowerCase()}; sign in as ${email} afterwards.` })}
      ${form({ action: request.path, submit: 'Create account', fields: [NAME, NEW_PASSWORD, ...profileFields(role)], values: typed(request), faults })}`,
  });
}

export function profilePage(request: WebRequest, viewer: Viewer, profile: Profile, faults: Faults = {}): Html {
  return inFrame(request, {
    title: 'Your profile',
    body: html`${pageHead({ title: 'Your profile', text: `${viewer.email}, ${roleName(viewer.role).toLowerCase()}` })}
      ${form({
        action: '/profile',
        submit: 'Save',
        fields: [
          NAME,
          ...profileFields(viewer.role),
          { name: 'newPassword', label: 'New password', kind: 'password', required: false, autocomplete: 'new-password', help: 'Leave it empty to keep the present one.' },
          { name: 'password', label: 'Present password', kind: 'password', required: false, autocomplete: 'current-password', help: 'Only for a new password.' },
        ],
        values: { name: viewer.name, ...profile, ...typed(request) },
        faults,
        cancelHref: '/',
      })}`,
  });
}

export function peoplePage(request: WebRequest, people: Person[], faults: Faults = {}, link = ''): Html {
  return inFrame(request, {
    title: 'People',
    body: html`${pageHead({ title: 'People' })}
      ${table({
        caption: 'People',
        columns: [{ label: 'Name' }, { label: 'Email' }, { label: 'Role' }, { label: 'Since' }, { label: '' }],
        rows: people.map((person) => ({
          cells: [
            person.name,
            person.email,
            person.isClosed ? badge('Closed', 'warn') : roleName(person.role),
            relativeTime(person.since),
            person.id === request.viewer?.id ? '' : closeButton(person),
          ],
        })),
      })}
      ${link !== '' && section({ heading: 'The invitation', body: html`<p>Send this link; it works once, within two weeks.</p>${copyButton(link)}` })}
      ${INVITED_ROLES.length > 0 &&
      section({
        heading: 'Invite somebody',
        body: form({
          action: `${PEOPLE_PATH}/invitations`,
          submit: 'Make a link',
          fields: [{ ...EMAIL, autocomplete: 'off' }, { name: 'role', label: 'Role', kind: 'enum', required: true, options: choices(INVITED_ROLES) }],
          values: link === '' ? typed(request) : {},
          faults,
        }),
      })}`,
  });
}

function closeButton(person: Person): Html {
  return person.isClosed
    ? actions([{ label: 'Open again', action: `${PEOPLE_PATH}/${person.id}/open`, method: 'post' }])
    : actions([{ label: 'Close', action: `${PEOPLE_PATH}/${person.id}/close`, method: 'post', tone: 'danger', confirm: `Close the account of ${person.name}? What they did stays.` }]);
}
