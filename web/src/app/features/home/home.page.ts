import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Drafts } from '../../core/draft';
import { Session } from '../../core/session';
import { ThemeChoice } from '../../core/theme';
import { Describe } from './describe';

@Component({
  imports: [RouterLink, MatButton, Describe],
  template: `
    <header class="top row between">
      <a class="brand" routerLink="/"><img src="icon.svg" alt="" width="28" height="28" /> Millwright</a>
      <nav class="row" aria-label="Account">
        @if (session.viewer()) { <a matButton="filled" routerLink="/projects">Open the console</a> }
        @else { <a routerLink="/sign-in">Sign in</a> <a matButton="filled" routerLink="/sign-up">Create an account</a> }
      </nav>
    </header>
    <main class="page">
      <section class="hero">
        <h1 id="asked">What do you want to build?</h1>
        <p class="lead">Describe it. Millwright plans it, designs it, writes it file by file and hands you a git repository, through stages that you can watch, pause and cancel. It runs on your own machines.</p>
        <app-describe labelledBy="asked" (described)="begin($event)" />
      </section>
      <img class="picture" [src]="theme.isDark() ? 'console-dark.png' : 'console-light.png'" width="1440" height="900" alt="The console: the communication graph of a generated project, with why one of its files is critical and who it talks to" />
      <section id="how" aria-labelledby="how-title">
        <h2 id="how-title">What happens</h2>
        <ol class="steps">
          @for (step of steps; track step.title) { <li class="card"><h3>{{ step.title }}</h3><p class="muted">{{ step.text }}</p></li> }
        </ol>
      </section>
      <section aria-labelledby="keeps-title">
        <h2 id="keeps-title">What it keeps to</h2>
        <ul class="steps">
          @for (promise of promises; track promise.title) { <li class="card"><h3>{{ promise.title }}</h3><p class="muted">{{ promise.text }}</p></li> }
        </ul>
      </section>
      <section aria-labelledby="price-title">
        <h2 id="price-title">Pricing</h2>
        <div class="card price">
          <p><strong>$0</strong> <span class="muted">for ever, for any number of people, projects and machines</span></p>
          <p class="muted">Millwright is free software under the Apache licence 2.0, with organizations, roles and the audit ledger included. The built-in offline engine costs nothing and needs no key. What an engine with a model costs is between you and its provider, and every generation can have a ceiling.</p>
        </div>
      </section>
    </main>
  `,
  styles: `
    .top { padding: 12px 24px; background: var(--surface); border-bottom: 1px solid var(--line); }
    .brand { display: flex; gap: 10px; align-items: center; font-weight: 700; text-decoration: none; color: var(--text); font-size: 1.1rem; }
    .hero { padding: 40px 0 24px; } @media (max-width: 500px) { .top { padding: 12px; } .top, .top .row { gap: 8px; } .hero { padding-top: 8px; } }
    .hero h1 { font-size: clamp(1.9rem, 5vw, 3rem); letter-spacing: -0.02em; }
    .picture { width: 100%; height: auto; border: 1px solid var(--line); border-radius: 12px; display: block; }
    .lead { font-size: 1.15rem; color: var(--muted); max-width: 70ch; }
    .steps { list-style: none; padding: 0; margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 16px; }
    .steps p { margin: 0; }
    .price strong { font-size: 1.8rem; }
    .price p { margin: 0 0 8px; max-width: 70ch; }
  `,
})
export class HomePage {
  protected readonly session = inject(Session);
  protected readonly theme = inject(ThemeChoice);
  private readonly router = inject(Router);
  private readonly drafts = inject(Drafts);
  protected readonly steps = [
    { title: '1. Plan', text: 'Goals, users, features with acceptance criteria, milestones, risks and open questions.' },
    {
      title: '2. Architecture and blueprint',
      text: 'Components, stack with reasons, and every file of the project, before one is written.',
    },
    {
      title: '3. Communication schema',
      text: 'Who talks to whom and how critical each file is, computed from the blueprint and explained.',
    },
    { title: '4. Code and repository', text: 'Files side by side, then a git repository that you clone or download.' },
  ];
  protected readonly promises = [
    { title: 'Nothing is lost', text: 'Generations are durable Temporal workflows: kill any process, and they go on where they were.' },
    {
      title: 'Everything is written down',
      text: 'Each attempt, its engine, cost and errors stand in an append-only, hash-chained ledger.',
    },
    {
      title: 'On your machines',
      text: 'PostgreSQL, Temporal and the built-in engine start with one command and need no account anywhere.',
    },
  ];
  /** On to the new project, by way of signing up where nobody is signed in; what was written comes along. */
  protected begin(description: string): void {
    this.drafts.carry(description);
    void this.router.navigate(
      this.session.viewer() ? ['/projects/new'] : ['/sign-up'],
      this.session.viewer() ? {} : { queryParams: { next: '/projects/new' } },
    );
  }

  constructor() {
    if (this.session.viewer() === undefined) void this.session.load().catch(() => undefined);
  }
}
