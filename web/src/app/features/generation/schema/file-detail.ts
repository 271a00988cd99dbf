import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CommunicationSchema, fileName, parentDirectory } from '@millwright/domain';
import { Criticality } from '@millwright/ui';

/** A file of the schema: why it is as critical as it is, who it talks to and how, who uses it. */
@Component({
  selector: 'app-file-detail',
  imports: [RouterLink, Criticality],
  template: `
    @if (detail(); as d) {
      <h3 class="mono">{{ path() }}</h3>
      <p><mw-criticality [value]="d.config.criticality" /> <strong>of 10</strong> · {{ d.config.file_type }}</p>
      <ul>@for (why of d.config.why; track why.reason) { <li>{{ why.reason }} <span class="muted">({{ why.points }})</span></li> }</ul>
      <h3>Talks to</h3><ul>@for (c of d.talksTo; track c.path) { <li><button class="link" type="button" (click)="pick.emit(c.path)">{{ c.path }}</button> <span class="muted">{{ c.protocol }}</span></li> } @empty { <li class="muted">nobody</li> }</ul>
      <h3>Used by</h3><ul>@for (p of d.usedBy; track p) { <li><button class="link" type="button" (click)="pick.emit(p)">{{ p }}</button></li> } @empty { <li class="muted">nobody</li> }</ul>
      @if (d.config.modifies.length > 0) { <h3>Changes the data of</h3><p>{{ d.config.modifies.join(', ') }}</p> }
      @if (d.config.triggers.length > 0) { <h3>Emits</h3><p>{{ d.config.triggers.join(', ') }}</p> }
      <a [routerLink]="[]" [queryParams]="{ tab: 'files', file: path() }" queryParamsHandling="merge">Open the file</a>
    } @else { <p class="muted">Choose a file to see why it is as critical as it is, and who it talks to.</p> }
  `,
  styles: `ul { padding-left: 18px; margin: 0 0 12px; overflow-wrap: anywhere; } h3 { overflow-wrap: anywhere; } .link { font: 0.82rem var(--mono); }`,
})
export class FileDetail {
  readonly schema = input.required<CommunicationSchema>();
  readonly path = input.required<string>();
  readonly pick = output<string>();
  protected readonly detail = computed(() => {
    const [schema, path] = [this.schema(), this.path()];
    const config = schema.directory_structure[parentDirectory(path)]?.files[fileName(path)];
    if (!config) return undefined;
    const usedBy = Object.entries(schema.directory_structure).flatMap(([directory, { files }]) =>
      Object.entries(files)
        .filter(([, file]) => file.dependencies.includes(path))
        .map(([name]) => (directory === '.' ? name : `${directory}/${name}`)),
    );
    return { config, usedBy, talksTo: Object.entries(config.communicates).map(([to, { protocol }]) => ({ path: to, protocol })) };
  });
}
