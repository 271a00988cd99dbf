import { codeSpan, document, plain, table, type Understanding } from '@millwright/domain';
import type { Design } from '../design/design.types.js';
import { listed, readersOf, sentenceOf, whoOf } from './say.js';

/** README.md of the project: what it is, how it is started, who can do what, what was asked for and is not there. */
export function readmeOf(design: Design, { phrases, warnings }: Understanding): string {
  const { records, roles, rules } = design;
  const missing = phrases.filter(({ outcome, text }) => outcome === 'NOT_BUILT' && text.trim());
  const isApi = design.shape === 'api';
  const first = roles.find(({ joins }) => joins === 'first');
  return document([
    `# ${plain(design.name) || 'Project'}`,
    plain(design.purpose),
    ...warnings.map((warning) => `**${plain(warning)}**`),
    missing.length > 0
      ? `Written from a description by a template engine, without a language model. ${missing.length === 1 ? 'One thing that was asked for is' : `${missing.length} things that were asked for are`} not there: see [below](#asked-for-and-not-there).`
      : 'Written from a description by a template engine, without a language model. [What was understood](docs/understanding.md) says what became of each phrase.',
    '## Start',
    '```sh\nnpm start\n```',
    `It needs Node 24 or later and nothing else; there is nothing to install. Open http://localhost:8080${isApi ? '/openapi.json for what it offers' : ''}. An empty database is filled with examples; with \`NODE_ENV=production\` it stays empty.`,
    ...(first
      ? [
          `The first account that is created at \`/sign-up\` is the ${plain(first.name.toLowerCase())}’s. Among the examples you can sign in as ${listed(roles.map(({ slug }) => codeSpan(`${slug}@example.org`)))}, all with the password \`try it out 2026\`.`,
        ]
      : []),
    '## Test',
    '```sh\nnpm test\n```',
    ...(records.length > 0
      ? [
          '## Who can do what',
          ...(first ? [`${plain(first.plural)} may do everything; the others:`] : []),
          table(
            ['', 'Read', 'Make', 'Change'],
            records.map((record) => [
              plain(record.plural),
              plain(readersOf(design, record)),
              plain(whoOf(design, record.access.create)),
              plain(whoOf(design, record.access.change)),
            ]),
          ),
        ]
      : []),
    ...(rules.length > 0 ? ['## Rules', rules.map((rule) => `- ${plain(sentenceOf(design, rule))}`).join('\n')] : []),
    ...(missing.length > 0
      ? [
          '## Asked for and not there',
          table(
            ['Asked for', 'Why not'],
            missing.map(({ text, reason }) => [plain(text.replace(/\s+/g, ' ').trim()), plain(reason ?? '')]),
          ),
        ]
      : []),
    '## API',
    `JSON under \`/api\`, described at \`/openapi.json\`.${roles.length > 0 ? ' Sign in with `POST /api/session` and send the token as `Authorization: Bearer …`.' : ''}`,
    '## Settings',
    table(
      ['Variable', 'Default', 'Meaning'],
      [
        ['`PORT`', '8080', 'Port to listen on'],
        ['`HOST`', '127.0.0.1', 'Address to listen on'],
        ['`DATABASE_PATH`', 'data.sqlite', 'File of the database'],
      ],
    ),
    '## Where things are',
    table(
      ['Folder', 'Holds'],
      [
        ['`src/domain`', 'rules, one file a kind of record'],
        ['`src/services`', 'what is stored and done, with its SQL'],
        ['`src/routes`', 'addresses of pages and of the API'],
        ...(isApi
          ? []
          : [
              ['`src/pages`', 'server-rendered pages'],
              ['`src/web/look`', 'parts of pages, style sheet'],
            ]),
        ...(roles.length > 0 ? [['`src/people`', 'accounts, sessions, invitations']] : []),
        ['`test`', 'a test for each rule'],
        ['`docs`', 'what was understood, the plan, the architecture'],
      ],
    ),
  ]);
}
