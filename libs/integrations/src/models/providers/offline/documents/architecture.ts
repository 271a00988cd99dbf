import type { TechnicalArchitecture } from '@millwright/domain';
import type { DomainModel } from '../domain-model.js';
import { COMPONENTS, projectFiles } from '../project/project-files.js';

const LINKS: { from: string; to: string; protocol: string; purpose: string }[] = [
  { from: 'Web', to: 'Pages', protocol: 'HTML', purpose: 'rendered pages' },
  { from: 'Web', to: 'API', protocol: 'JSON', purpose: 'resources' },
  { from: 'Web', to: 'Accounts', protocol: 'function call', purpose: 'who is asking' },
  { from: 'Web', to: 'Services', protocol: 'function call', purpose: 'rules' },
  { from: 'Pages', to: 'Services', protocol: 'function call', purpose: 'what pages show and change' },
  { from: 'API', to: 'Services', protocol: 'function call', purpose: 'what the API reads and changes' },
  { from: 'Services', to: 'Storage', protocol: 'SQL', purpose: 'stored records' },
  { from: 'Services', to: 'Domain', protocol: 'function call', purpose: 'fields and their checks' },
  { from: 'Accounts', to: 'Storage', protocol: 'SQL', purpose: 'accounts and sessions' },
  { from: 'Tests', to: 'Web', protocol: 'HTTP', purpose: 'the running application' },
];

/** The architecture of what the templates write. */
export function architectureOf(model: DomainModel): TechnicalArchitecture {
  const present = new Set(projectFiles(model).map((file) => file.component));
  const components = Object.entries(COMPONENTS).filter(([name]) => present.has(name));
  const pages = model.kind !== 'api';
  return {
    overview: `One process in layers: requests come in at the web layer, rules stand in services, rows in repositories over SQLite. ${pages ? 'Pages are rendered on the server and work without scripts. ' : ''}There are no dependencies beyond Node itself.`,
    components: components.map(([name, responsibility]) => ({
      name,
      kind:
        name === 'Storage'
          ? 'data access'
          : name === 'Accounts'
            ? 'security'
            : name === 'Tests'
              ? 'tests'
              : name === 'Operations'
                ? 'delivery'
                : 'layer',
      responsibility,
      talks_to: LINKS.filter((link) => link.from === name && present.has(link.to)).map(({ to, protocol, purpose }) => ({
        component: to,
        protocol,
        purpose,
      })),
    })),
    stack: [
      {
        technology: 'TypeScript',
        purpose: 'All code',
        reason: 'Node runs it as it is; types are checked in the editor and cost no build step',
      },
      {
        technology: 'Node.js 24',
        purpose: 'Runtime',
        reason: 'Server, database, test runner and hashing in the platform, so nothing needs installing',
      },
      { technology: 'SQLite', purpose: 'Storage', reason: 'A real relational database in one file, with foreign keys' },
      ...(pages
        ? [
            {
              technology: 'HTML and CSS',
              purpose: 'Interface',
              reason: 'Rendered on the server: fast, accessible, and works without scripts',
            },
          ]
        : []),
      { technology: 'Docker', purpose: 'Delivery', reason: 'The same image everywhere, run as a user without rights' },
    ],
    data_stores: [
      {
        name: 'SQLite file',
        kind: 'relational database',
        holds: [...model.entities.map((entity) => entity.plural), ...(model.actors.length > 0 ? ['Accounts', 'Sessions'] : [])],
      },
    ],
    protocols: [
      { name: 'HTTP', used_for: 'Browsers, API clients and tests' },
      { name: 'SQL', used_for: 'Reading and writing records' },
      { name: 'function call', used_for: 'Everything within the process' },
      ...(pages ? [{ name: 'HTML', used_for: 'Pages' }] : []),
      { name: 'JSON', used_for: 'The API' },
    ],
    security: [
      'Every value is bound to its statement; column names come from the code alone',
      'A form from another site is refused by its Origin header',
      'A content security policy allows only what comes from the application itself',
      ...(pages ? ['Everything put into a page is escaped by the template'] : []),
      ...(model.actors.length > 0
        ? [
            'Passwords are scrypt hashes with a salt each; sessions are kept as hashes of random tokens',
            'Cookies are HttpOnly and SameSite=Lax',
          ]
        : ['There is no sign-in: put it behind one, or on a network you trust']),
      'Requests above 1 MB are refused',
    ],
    deployment: [
      '`npm start` runs it on port 8080; `PORT`, `HOST` and `DATABASE_PATH` change that',
      'The image keeps its data in /data; mount a volume there',
      'In production it starts without example data',
    ],
  };
}
