import { Injectable, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Drafts } from './draft';
import { ApiError, Graphql } from './graphql';
import { ViewerDocument, type ViewerQuery } from './operations';
import { SERVER_BACK } from './reach';

/** Kept for as long as the tab is open: who is signed in stays so while the server is away. */
const KEPT = 'viewer';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** Who is signed in, and in which organization they work. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  private readonly drafts = inject(Drafts);
  readonly viewer = signal<Viewer | null | undefined>(undefined);
  readonly organization = computed(() => {
    const viewer = this.viewer();
    return viewer?.memberships.find((m) => m.organizationId === viewer.homeOrganizationId) ?? viewer?.memberships[0];
  });
  readonly canWrite = computed(() => ['OWNER', 'ADMIN', 'EDITOR'].includes(this.organization()?.role ?? ''));
  readonly canManage = computed(() => ['OWNER', 'ADMIN'].includes(this.organization()?.role ?? ''));

  constructor() {
    this.graphql.onLostRight = (refusal) => void this.lookAgain(refusal.code);
    addEventListener(SERVER_BACK, () => {
      // Also where nobody knew who it is: it was let in, and is sent to sign in now where that is needed.
      if (this.viewer() !== null && !/^\/(sign-|setup|forgotten|reset-|invitation|$|\?)/.test(this.router.url)) void this.lookAgain();
    });
  }

  async load(): Promise<Viewer | null> {
    const { viewer } = await this.graphql.ask(ViewerDocument, {});
    this.viewer.set(viewer);
    if (viewer) sessionStorage.setItem(KEPT, JSON.stringify(viewer));
    else sessionStorage.removeItem(KEPT);
    return viewer;
  }

  /** Who was signed in when the server answered last; undefined where nobody knows. */
  recall(): Viewer | undefined {
    const kept = sessionStorage.getItem(KEPT);
    if (!kept) return undefined;
    const viewer = JSON.parse(kept) as Viewer;
    this.viewer.set(viewer);
    return viewer;
  }

  /** Calls the identity endpoints under /api/auth. @throws ApiError in their own words */
  async auth<T = unknown>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`/api/auth${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json().catch(() => null)) as { message?: string } | null;
    if (!response.ok)
      throw new ApiError(
        answer?.message ?? (response.status === 429 ? 'Too many attempts; wait a minute' : `The server answered ${response.status}`),
        String(response.status),
      );
    return answer as T;
  }

  /** After something that was followed was refused: who is signed in yet, and where. */
  private async lookAgain(code?: string): Promise<void> {
    const viewer = code === 'UNAUTHENTICATED' ? null : await this.load().catch(() => this.viewer());
    if (viewer !== null) return;
    this.viewer.set(null);
    const { url } = this.router;
    if (!/^\/sign-/.test(url)) await this.router.navigate(['/sign-in'], { queryParams: { next: url } });
  }

  async signOut(): Promise<void> {
    await this.auth('/sign-out', {});
    // Drafts and edits of whoever was here are nothing for the next one at this machine.
    sessionStorage.clear();
    this.drafts.forget();
    this.viewer.set(null);
  }

  async work(organizationId: string): Promise<void> {
    await this.auth('/organization/set-active', { organizationId });
    await this.load();
  }
}
