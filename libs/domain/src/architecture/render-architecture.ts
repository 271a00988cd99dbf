import { bullets, document, plain, table } from '../shared/markdown.js';
import type { TechnicalArchitecture } from './architecture.types.js';

/** The architecture as `docs/architecture.md`, with its components drawn as a Mermaid flowchart. */
export function renderArchitecture(projectName: string, architecture: TechnicalArchitecture): string {
  return document([
    `# Architecture: ${plain(projectName)}`,
    plain(architecture.overview),
    '## Components',
    mermaidOf(architecture),
    table(
      ['Component', 'Kind', 'Responsibility'],
      architecture.components.map((c) => [plain(c.name), plain(c.kind), plain(c.responsibility)]),
    ),
    '## Stack',
    table(
      ['Technology', 'Purpose', 'Reason'],
      architecture.stack.map((s) => [plain(s.technology), plain(s.purpose), plain(s.reason)]),
    ),
    '## Data stores',
    bullets(
      architecture.data_stores.map((d) => `**${plain(d.name)}** (${plain(d.kind)}): ${d.holds.map(plain).join(', ') || 'nothing yet'}`),
    ),
    '## Protocols',
    bullets(architecture.protocols.map((p) => `**${plain(p.name)}**: ${plain(p.used_for)}`)),
    '## Security',
    bullets(architecture.security.map(plain)),
    '## Deployment',
    bullets(architecture.deployment.map(plain)),
  ]);
}

/** A fenced Mermaid flowchart; node ids are numbers, so that no name can break its syntax. */
export function mermaidOf({ components }: Pick<TechnicalArchitecture, 'components'>): string {
  const idOf = new Map(components.map((component, i) => [component.name, `c${i}`]));
  const label = (text: string): string => `"${text.replace(/["\n\r<>]/g, ' ').trim()}"`;
  const nodes = components.map((component) => `  ${idOf.get(component.name)}[${label(component.name)}]`);
  const edges = components.flatMap((component) =>
    component.talks_to
      .filter((link) => idOf.has(link.component))
      .map((link) => `  ${idOf.get(component.name)} -->|${label(link.protocol)}| ${idOf.get(link.component)}`),
  );
  return ['```mermaid', 'flowchart LR', ...nodes, ...edges, '```'].join('\n');
}
