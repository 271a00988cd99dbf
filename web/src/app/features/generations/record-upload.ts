import { Component, type ElementRef, inject, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { ApiError, Graphql, hintOf, messageOf } from '../../core/graphql';
import { ReplayGenerationDocument } from '../../core/operations';
import { Session } from '../../core/session';

/** Takes a record from a file and replays it. */
@Component({
  selector: 'app-record-upload',
  imports: [MatButton, Trouble],
  providers: [Attempt],
  template: `
    <input #file type="file" accept=".gz,application/gzip" hidden aria-label="Record of a generation" (change)="upload()" />
    <button matButton="outlined" type="button" [disabled]="attempt.isWaiting()" (click)="file.click()">{{ attempt.isWaiting() ? 'Reading the record …' : 'Replay a record' }}</button>
    @if (attempt.trouble(); as error) { <mw-trouble what="The record was not replayed" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
  `,
})
export class RecordUpload {
  private readonly file = viewChild.required<ElementRef<HTMLInputElement>>('file');
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;

  protected async upload(): Promise<void> {
    const { nativeElement } = this.file();
    const [file] = nativeElement.files ?? [];
    if (!file) return;
    await this.attempt.run(async () => {
      const organizationId = this.session.organization()?.organizationId ?? null;
      const record = await this.send(file, organizationId);
      const { replayGeneration } = await this.graphql.ask(ReplayGenerationDocument, { input: { record, organizationId } });
      const { id, project } = replayGeneration.generation;
      await this.router.navigate(['/projects', project.id], { queryParams: { generation: id, tab: 'stages' } });
      return '';
    });
    // The same file may be chosen again.
    nativeElement.value = '';
  }

  private async send(file: File, organizationId: string | null): Promise<string> {
    const query = organizationId ? `?organization=${encodeURIComponent(organizationId)}` : '';
    const response = await fetch(`/records${query}`, { method: 'POST', headers: { 'content-type': 'application/gzip' }, body: file });
    const answer = (await response.json().catch(() => ({}))) as { record?: string; error?: string; hint?: string };
    if (!answer.record)
      throw new ApiError(answer.error ?? `The server answered ${response.status}`, 'BAD_INPUT', answer.hint ? { hint: answer.hint } : {});
    return answer.record;
  }
}
