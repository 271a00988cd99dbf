import type { TechnicalArchitecture } from '@millwright/domain';
import type { Design } from '../design/design.types.js';
import { COMPONENTS, type ProjectFile } from '../writing/project-file.js';

const KINDS: Readonly<Record<string, string>> = {
  Storage: 'data access',
  People: 'security',
  Tests: 'tests',
  Operations: 'delivery',
  Look: 'library',
};
const LINKS: readonly { from: string; to: string; protocol: string; purpose: string }[] = [
  { from: 'Web', to: 'Routes', protocol: 'function call', purpose: 'the handler of an address' },
  { from: 'Routes', to: 'Pages', protocol: 'HTML', purpose: 'rendered pages' },
  { from: 'Routes', to: 'Services', protocol: 'function call', purpose: 'what is read and done' },
  { from: 'Pages', to: 'Look', protocol: 'function call', purpose: 'parts of pages' },
  { from: 'Web', to: 'People', protocol: 'function call', purpose: 'who is asking' },
  { from: 'Services', to: 'Storage', protocol: 'SQL', purpose: 'stored records' },
  { from: 'Services', to: 'Domain', protocol: 'function call', purpose: 'what is valid, and what follows' },
  { from: 'People', to: 'Storage', protocol: 'SQL', purpose: 'accounts and sessions' },
  { from: 'Tests', to: 'Web', protocol: 'HTTP', purpose: 'the running application' },
  { from: 'Tests', to: 'Domain', protocol: 'function call', purpose: 'rules by themselves' },
];

/** The architecture of what the templates write. */
export function architectureOf(design: Design, files: readonly ProjectFile[]): TechnicalArchitecture {
  const present = new Set<string>(files.map((file) => file.component));
  const pages = design.shape !== 'api';
  const people = design.roles.length > 0;
  return {
    overview: `One process in layers: requests come in at the web layer, routes find what answers them, services do what is asked and decide conflicts in SQL, and the rules stand in the domain, free of both. ${pages ? 'Pages are rendered on the server and work without scripts. ' : ''}There are no dependencies beyond Node itself.`,
    components: Object.entries(COMPONENTS)
      .filter(([name]) => present.has(name))
      .map(([name, responsibility]) => ({
        name,
        kind: KINDS[name] ?? 'layer',
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
        holds: [...design.records.map(({ plural }) => plural), ...(people ? ['Accounts', 'Sessions'] : []), 'Log of changes'],
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
      ...(people
        ? [
            'Passwords are scrypt hashes with a salt each; sessions are kept as hashes of random tokens; guessing is slowed',
            'Cookies are HttpOnly and SameSite=Lax, and Secure in production',
            'What somebody may do is decided in the services, and tested for each kind of person',
          ]
        : ['There is no sign-in: put it behind one, or on a network you trust']),
    ],
    deployment: [
      '`npm start` runs it on port 8080; `PORT`, `HOST` and `DATABASE_PATH` change that',
      'The image keeps its data in /data; mount a volume there',
      'In production it starts without example data',
    ],
  };
}
