import { html, type Html } from '../html.ts';
import { hiddenFields } from './actions.ts';
import { avatar } from './avatar.ts';
import type { Content, Link, Tone } from './content.ts';
import { icon } from './icon.ts';

export interface FrameParts {
  /** Of the page; the application's name follows in the browser's tab. */
  title: string;
  app: { name: string; purpose: string };
  /** With the page's only h1: `pageHead` or `hero`. */
  body: Content;
  viewer?: { name: string; role: string };
  /** The first five, or fewer where their labels are long, are always in sight; the others are behind "More". */
  navigation: (Link & { isCurrent: boolean })[];
  notice?: { text: string; tone: Tone };
  crumbs?: { label: string; href?: string }[];
  head?: Html;
  /** Against forged requests: signing out is a form. */
  token?: string;
  /** For visitors, and what the account menu offers beside signing out. */
  signIn?: Link;
  account?: Link[];
}

// What fits beside the name on a small desktop.
const IN_SIGHT = 5;
const CHARACTERS_IN_SIGHT = 64;

/** The whole page around `body`. Served beside it: /style.css, /script.js and /favicon.svg. */
export function frame(parts: FrameParts): Html {
  const { title, app, body, viewer, navigation, notice, crumbs, head, signIn } = parts;
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title === app.name ? title : `${title} · ${app.name}`}</title>
  <meta name="description" content="${app.purpose}">
  <link rel="icon" href="/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/style.css">
  <script src="/script.js" defer></script>
  ${head}
</head>
<body>
  <a class="skip-link" href="#main">Skip to content</a>
  <header class="site-header">
    <div class="site-header-inner">
      <a class="brand" href="/">${brandMark(app.name)}<span>${app.name}</span></a>
      ${navigation.length > 0 && navigationOf(navigation)}
      ${viewer && accountMenu(viewer, parts)}
      ${!viewer && signIn && html`<a class="button button-quiet sign-in" href="${signIn.href}">${signIn.label}</a>`}
    </div>
  </header>
  <main id="main" tabindex="-1">
    ${notice && noticeOf(notice)}
    ${crumbs && crumbs.length > 0 && crumbsOf(crumbs)}
    ${body}
  </main>
  <footer class="site-footer">
    <p><strong>${app.name}</strong> ${app.purpose}</p>
  </footer>
</body>
</html>`;
}

/** The head of a page: its h1, one sentence, its state and what can be done. */
export function pageHead({ title, text, state, actions }: { title: string; text?: Content; state?: Content; actions?: Content }): Html {
  return html`<div class="page-head">
  <div>
    <h1>${title}${state && html` <span class="page-state">${state}</span>`}</h1>
    ${text && html`<p class="lead">${text}</p>`}
  </div>
  ${actions}
</div>`;
}

function navigationOf(entries: FrameParts['navigation']): Html {
  const shown = inSight(entries);
  const more = entries.slice(shown);
  return html`<details class="site-menu">
        <summary>${icon('menu')}<span class="visually-hidden">Menu</span></summary>
        <nav aria-label="Main">
          <ul>
            ${entries.slice(0, shown).map(navigationEntry)}
            ${more.length > 0 && html`<li>
              <details class="dropdown more">
                <summary>More${icon('chevron-down')}</summary>
                <ul class="dropdown-list">${more.map(navigationEntry)}</ul>
              </details>
            </li>`}
          </ul>
        </nav>
      </details>`;
}

/** Five entries, or fewer where their labels are long. */
function inSight(entries: { label: string }[]): number {
  let characters = 0;
  const tooLong = entries.findIndex(({ label }) => (characters += label.length + 2) > CHARACTERS_IN_SIGHT);
  return Math.max(2, Math.min(IN_SIGHT, tooLong === -1 ? IN_SIGHT : tooLong));
}

function navigationEntry({ label, href, isCurrent }: FrameParts['navigation'][number]): Html {
  return html`<li><a href="${href}"${isCurrent && html` aria-current="page"`}>${label}</a></li>`;
}

function accountMenu(viewer: { name: string; role: string }, { account, token }: FrameParts): Html {
  const links = account ?? [{ label: 'Your account', href: '/account' }];
  return html`<details class="dropdown account">
        <summary>
          ${avatar(viewer.name)}
          <span class="visually-hidden">Account of </span><span class="account-name">${viewer.name}</span>
        </summary>
        <div class="dropdown-list">
          <p><strong>${viewer.name}</strong><br><span class="muted">${viewer.role}</span></p>
          <ul>${links.map(({ label, href }) => html`<li><a href="${href}">${label}</a></li>`)}</ul>
          <form method="post" action="/sign-out">
            ${hiddenFields({}, token)}
            <button class="link-button">${icon('sign-out')}Sign out</button>
          </form>
        </div>
      </details>`;
}

function noticeOf({ text, tone }: { text: string; tone: Tone }): Html {
  const name = tone === 'bad' || tone === 'warn' ? 'warning' : tone === 'good' ? 'check' : 'info';
  return html`<p class="notice notice-${tone}" role="${tone === 'bad' ? 'alert' : 'status'}">${icon(name)}<span>${text}</span></p>`;
}

function crumbsOf(crumbs: { label: string; href?: string }[]): Html {
  const last = crumbs.length - 1;
  const crumb = ({ label, href }: { label: string; href?: string }, i: number) =>
    href && i < last ? html`<a href="${href}">${label}</a>` : html`<span${i === last && html` aria-current="page"`}>${label}</span>`;
  return html`<nav class="crumbs" aria-label="You are here">
      <ol>${crumbs.map((entry, i) => html`<li>${crumb(entry, i)}</li>`)}</ol>
    </nav>`;
}

function brandMark(name: string): Html {
  return html`<svg class="brand-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        <rect width="32" height="32" rx="8"/>
        <text x="16" y="22.5" text-anchor="middle" font-size="19" font-weight="700">${initial(name)}</text>
      </svg>`;
}

/** @returns an SVG file: the application's first letter on its accent. */
export function favicon(name: string, accent: string, onAccent: string): string {
  const letter = html`text-anchor="middle" font-family="system-ui, sans-serif" font-size="20" font-weight="700" fill="${onAccent}"`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="8" fill="${accent}"/>
  <text x="16" y="23" ${letter}>${initial(name)}</text>
</svg>`.toString();
}

function initial(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '•').toUpperCase();
}
