import type { CommunicationSchema, FileConfig } from '../communication-schema/communication-schema.types.js';
import { bullets, codeSpan, document, plain } from '../shared/markdown.js';

/** README.md of one directory: what breaks the system, what breaks a feature, and who talks to it. */
export function renderDirectoryReadme(path: string, schema: CommunicationSchema): string {
  const directory = schema.directory_structure[path];
  if (!directory) throw new RangeError(`The schema has no directory ${path}`);
  const files = Object.entries(directory.files).sort(([a, fa], [b, fb]) => fb.criticality - fa.criticality || (a < b ? -1 : 1));
  const critical = files.filter(([, file]) => file.criticality >= 9);
  const important = files.filter(([, file]) => file.criticality >= 7 && file.criticality < 9);
  const others = files.filter(([, file]) => file.criticality < 7);
  return document([
    `# ${plain(path)}`,
    plain(directory.description),
    `Criticality: ${directory.criticality}/10`,
    '## Critical Files',
    critical.length === 0 ? 'None: no file here scores 9 or more.' : critical.map(criticalFile).join('\n\n'),
    '## Important Files',
    important.length === 0 ? 'None: no file here scores 7 or 8.' : important.map(importantFile).join('\n\n'),
    ...(others.length === 0
      ? []
      : ['## Other Files', bullets(others.map(([name, file]) => `${codeSpan(name)} (${file.criticality}/10, ${file.file_type})`))]),
    ...(Object.keys(directory.directories).length === 0
      ? []
      : [
          '## Directories',
          bullets(
            Object.entries(directory.directories).map(
              ([name, d]) => `[${plain(name)}](${encodeURI(name)}/README.md) (${d.criticality}/10): ${plain(d.description)}`,
            ),
          ),
        ]),
    '## Communication patterns',
    bullets([
      `**Receives from:** ${names(directory.receives_from)}`,
      `**Sends to:** ${names(directory.sends_to)}`,
      `**Protocols:** ${directory.protocols.map(plain).join(', ') || 'none'}`,
    ]),
  ]);
}

function criticalFile([name, file]: [string, FileConfig]): string {
  return [
    `### ${codeSpan(name)}`,
    '',
    bullets([
      `**Criticality:** ${file.criticality}/10 (${file.why.map((w) => plain(w.reason)).join('; ')})`,
      `**Type:** ${file.file_type}`,
      `**Dependencies:** ${names(file.dependencies)}`,
    ]),
  ].join('\n');
}

function importantFile([name, file]: [string, FileConfig]): string {
  return [`### ${codeSpan(name)}`, '', bullets([`**Criticality:** ${file.criticality}/10`, `**Type:** ${file.file_type}`])].join('\n');
}

const names = (paths: readonly string[]): string => paths.map(codeSpan).join(', ') || 'none';
