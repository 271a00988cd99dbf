import { signUpPath } from '../project/shared-files.js';
import { codeSpan, document, plain, table } from '@millwright/domain';
import type { DomainModel } from '../domain-model.js';
import { listed } from './plan.js';

/** README.md of the project. */
export function readmeOf(model: DomainModel): string {
  const { entities, actors } = model;
  const demo = actors.length > 0 && model.kind !== 'site';
  return document([
    `# ${plain(model.projectName) || 'Project'}`,
    plain(model.summary),
    'Written from a description by a template engine, without a language model: read it as a working start, not as a finished product.',
    '## Start',
    '```sh\nnpm start\n```',
    `It needs Node 24 or later and nothing else; an older one says so and stops. There is nothing to install. Open http://localhost:8080${model.kind === 'api' ? '/openapi.json for what it offers' : ''}. An empty database is filled with examples.`,
    ...(demo
      ? [
          `Sign in with one of the examples, all with the password \`demo-password\`: ${listed(actors.map((actor) => codeSpan(`${actor.toLowerCase().replaceAll(' ', '-')}@example.com`)))}. In production (\`NODE_ENV=production\`) there are none.`,
        ]
      : []),
    ...(model.kind === 'site' ? ['The first account that is created at `/sign-up` is the owner’s, who reads what visitors send.'] : []),
    '## Test',
    '```sh\nnpm test\n```',
    '## What it keeps',
    table(
      ['Record', 'Fields', 'Belongs to', 'Actions'],
      entities.map((entity) => [
        plain(entity.plural),
        entity.fields
          .filter((field) => !field.references)
          .map((field) => plain(field.label.toLowerCase()))
          .join(', '),
        entity.fields
          .filter((field) => field.references)
          .map((field) => plain(field.label.toLowerCase()))
          .join(', ') || '–',
        entity.actions.map((action) => plain(action.name)).join(', ') || '–',
      ]),
    ),
    '## API',
    `JSON under \`/api\`, described at \`/openapi.json\`.${actors.length > 0 ? ` Make an account with \`POST ${signUpPath(model)}\`, sign in with \`POST /api/session\` and send the token as \`Authorization: Bearer …\`.` : ''}`,
    `\`\`\`sh\ncurl http://localhost:8080/api/${entities[0]!.path}${actors.length > 0 ? ' -H "authorization: Bearer $TOKEN"' : ''}\n\`\`\``,
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
        ['`src/domain`', 'kinds of records and their fields'],
        ['`src/repositories`', 'queries, one file a table'],
        ['`src/services`', 'rules'],
        ['`src/api`', 'JSON routes and the OpenAPI document'],
        ...(model.kind === 'api' ? [] : [['`src/pages`', 'server-rendered pages']]),
        ...(actors.length > 0 ? [['`src/security`', 'accounts and sessions']] : []),
        ['`docs`', 'the plan and the architecture'],
        ['`communication-schema.json`', 'who talks to whom, and how critical each file is'],
      ],
    ),
  ]);
}
