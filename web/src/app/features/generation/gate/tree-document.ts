import { Component, computed, input } from '@angular/core';
import type { TreeNode } from '@millwright/domain';
import { Criticality } from '@millwright/ui';
import { DOCUMENT } from './look-of-document';
import { readTree } from './read-document';

interface Line {
  node: TreeNode;
  depth: number;
  files: number;
}

/** A directory tree to be read: every folder and file in its place, with how critical it is. */
@Component({
  selector: 'app-tree-document',
  imports: [Criticality],
  template: `
    @if (tree(); as t) {
      <section aria-labelledby="doc-tree">
        <h3 id="doc-tree">Where everything stands</h3>
        <p class="muted">{{ t.files === 1 ? 'One file' : t.files + ' files' }} in {{ t.directories === 1 ? 'one folder' : t.directories + ' folders' }}; each folder gets a README of its own. The number is how critical it is: 10 is the most.</p>
        <ul>@for (line of lines(); track line.node.path) {
          <li [style.padding-left.px]="line.depth * 20"><mw-criticality [value]="line.node.criticality" /> <span [class.folder]="line.node.kind === 'directory'">{{ line.node.name }}{{ line.node.kind === 'directory' ? '/' : '' }}</span>@if (line.node.kind === 'directory') { <span class="muted">{{ line.files === 1 ? '1 file' : line.files + ' files' }}</span> }</li>
        }</ul>
      </section>
    }
  `,
  styles: [
    DOCUMENT,
    `ul { list-style: none; padding: 0; gap: 2px; } li { display: flex; gap: 10px; align-items: baseline; min-height: 26px; font-family: var(--mono); font-size: 0.87rem; overflow-wrap: anywhere; } .folder { font-weight: 700; }`,
  ],
})
export class TreeDocument {
  /** directory-tree.json */
  readonly json = input.required<string>();
  protected readonly tree = computed(() => readTree(this.json()));
  protected readonly lines = computed(() => {
    const root = this.tree()?.root;
    return root ? linesOf(root, 0) : [];
  });
}

function linesOf(node: TreeNode, depth: number): Line[] {
  return [{ node, depth, files: filesIn(node) }, ...node.children.flatMap((child) => linesOf(child, depth + 1))];
}

const filesIn = (node: TreeNode): number => (node.kind === 'file' ? 1 : node.children.reduce((sum, child) => sum + filesIn(child), 0));
