import { Injectable } from '@angular/core';

/** A description that is being written, and the project that was made of it where only its start was refused. */
export interface Draft {
  description: string;
  name: string;
  made?: { id: string; organizationId: string | null; name: string; description: string };
}

const KEPT = 'draft';
/** Who signs up may come back by the link of a mail, in another tab. */
const CARRIED_MS = 86_400_000;
const NOTHING: Draft = { description: '', name: '' };

/** What was written and is no project yet: it survives a reload, and signing up. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  read(): Draft {
    const kept = sessionStorage.getItem(KEPT);
    if (!kept) return this.taken();
    try {
      return { ...NOTHING, ...(JSON.parse(kept) as Draft) };
    } catch {
      return { ...NOTHING, description: kept };
    }
  }

  keep(draft: Draft | undefined): void {
    if (draft && (draft.description || draft.name || draft.made)) sessionStorage.setItem(KEPT, JSON.stringify(draft));
    else sessionStorage.removeItem(KEPT);
  }

  /** For whoever signs up next at this browser, in this tab or in another one. */
  carry(description: string): void {
    this.keep({ ...NOTHING, description });
    if (description.trim()) localStorage.setItem(KEPT, JSON.stringify({ description, at: Date.now() }));
  }

  /** What was carried here, once. */
  private taken(): Draft {
    const carried = localStorage.getItem(KEPT);
    if (!carried) return NOTHING;
    localStorage.removeItem(KEPT);
    const { description, at } = JSON.parse(carried) as { description?: unknown; at?: number };
    if (typeof description !== 'string' || !(Date.now() - (at ?? 0) < CARRIED_MS)) return NOTHING;
    const draft = { ...NOTHING, description };
    this.keep(draft);
    return draft;
  }

  /** It has become a project, or nobody is to find it. */
  forget(): void {
    sessionStorage.removeItem(KEPT);
    localStorage.removeItem(KEPT);
  }
}
