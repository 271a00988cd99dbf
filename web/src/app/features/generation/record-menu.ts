import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ReplayGenerationDocument } from '../../core/operations';
import { Session } from '../../core/session';

/** A generation that has ended, as one file; and done again from what was recorded, at no cost. */
@Component({
  selector: 'app-record-menu',
  imports: [MatButton, MatMenu, MatMenuItem, MatMenuTrigger, Trouble],
  providers: [Attempt],
  template: `
    <button matButton="outlined" type="button" [matMenuTriggerFor]="menu" [disabled]="attempt.isWaiting()">Record</button>
    <mat-menu #menu="matMenu">
      <a mat-menu-item [href]="'/records/' + generationId()" download>Download it as one file</a>
      @if (session.canWrite()) {
        <button mat-menu-item type="button" (click)="replay(false)">Replay it as it was recorded</button>
        <button mat-menu-item type="button" (click)="replay(true)">Replay it with today’s code</button>
      }
    </mat-menu>
    @if (attempt.trouble(); as error) { <mw-trouble what="It was not replayed" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
  `,
})
export class RecordMenu {
  readonly generationId = input.required<string>();
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;

  protected async replay(withCode: boolean): Promise<void> {
    await this.attempt.run(async () => {
      const { replayGeneration } = await this.graphql.ask(ReplayGenerationDocument, { input: { generationId: this.generationId(), withCode } });
      const { id, project } = replayGeneration.generation;
      await this.router.navigate(['/projects', project.id], { queryParams: { generation: id, tab: 'stages' } });
      return '';
    });
  }
}
