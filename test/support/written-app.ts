import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suggestName } from '@millwright/domain';
import { Templates } from '@millwright/templates';

const NODE = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');
/** Of the example accounts that a written project starts with. */
const PASSWORD = 'try it out 2026';

type Values = Record<string, string | number>;

/** A project that the built-in engine wrote of a description, while it runs with its examples. */
export class WrittenApp {
  private readonly signedIn = new Map<string, Promise<Visitor>>();
  private constructor(
    readonly url: string,
    private readonly roles: readonly { slug: string; joins: string }[],
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Writes the project into a folder of its own and starts it on a free port. @throws Error with what it said where it ends instead. */
  static async of(description: string): Promise<WrittenApp> {
    const subject = { projectName: suggestName(description), description };
    const templates = new Templates();
    const blueprint = templates.blueprint(subject, templates.plan(subject));
    const folder = mkdtempSync(join(tmpdir(), 'written-'));
    for (const { path } of blueprint.files) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, templates.file(subject, blueprint, path)!);
    }
    const child = spawn(NODE, ['src/main.ts'], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'development', PORT: '0', HOST: '127.0.0.1', DATABASE_PATH: ':memory:' },
    });
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      const listen = (chunk: Buffer): void => {
        said += chunk.toString();
        const [address] = /http:\/\/localhost:\d+/.exec(said) ?? [];
        if (address) resolve(address.replace('localhost', '127.0.0.1'));
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', () => reject(new Error(said)));
    });
    return new WrittenApp(url, blueprint.design?.roles as { slug: string; joins: string }[], child, folder);
  }

  visitor(): Visitor {
    return new Visitor(this.url);
  }

  /** Somebody of the role that has an example account, signed in by the form; the same one each time. */
  as(role: string): Promise<Visitor> {
    const known = this.signedIn.get(role) ?? this.signIn(role);
    this.signedIn.set(role, known);
    return known;
  }

  private async signIn(role: string): Promise<Visitor> {
    const visitor = this.visitor();
    const page = await visitor.send('/sign-in', { email: `${role}@example.org`, password: PASSWORD });
    if (page.status !== 200 || page.path === '/sign-in') throw new Error(`No ${role} can sign in: ${page.status} ${page.text}`);
    return visitor;
  }

  /** Somebody of the role that administers, whatever it is called. */
  first(): Promise<Visitor> {
    return this.as(this.roles.find(({ joins }) => joins === 'first')!.slug);
  }

  /** A new account, of the role where there is more than one; where that one is invited, by who administers. */
  async join(name: string, role?: string): Promise<Visitor> {
    const visitor = this.visitor();
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
    const password = `${name} and a long word`;
    const page =
      this.roles.find(({ slug }) => slug === role)?.joins === 'invited'
        ? await visitor.send(await this.invitation(email, role!), { name, password })
        : await visitor.send('/sign-up', { name, email, password, ...(role ? { role } : {}) });
    if (page.status !== 200 || page.path !== '/') throw new Error(`${name} cannot join: ${page.status} ${page.path} ${page.text}`);
    return visitor;
  }

  /** @returns the address of an invitation by who administers. */
  async invitation(email: string, role: string): Promise<string> {
    const people = await (await this.first()).open('/people');
    const { text } = await people.press(/invit|link/i, { email, role });
    const [address] = /\/invitations\/[\w-]+/.exec(text) ?? [];
    if (address === undefined) throw new Error(`Nobody is invited: ${text}`);
    return address;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A page that was shown in the end, or an answer of the API. */
export class Answer {
  constructor(
    private readonly visitor: Visitor,
    readonly status: number,
    /** Without its query. */
    readonly path: string,
    readonly body: string,
  ) {}

  /** What a reader sees of the main part: without tags, white space as one space. */
  get text(): string {
    const main = /<main[\s\S]*<\/main>/.exec(this.body)?.[0] ?? this.body;
    return plain(main.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' '));
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many applications
  get json(): any {
    return JSON.parse(this.body);
  }

  /** Words of the buttons and links that act or lead on. */
  get buttons(): string[] {
    return [...this.body.matchAll(/<button[^>]*>([\s\S]*?)<\/button>/g)].map(([, words]) => plain(words!));
  }

  /** Fills in the form that this button belongs to, as it stands, with these values by name, and sends it. @throws Error where there is no such button. */
  press(button: string | RegExp, values: Values = {}): Promise<Answer> {
    const is = (words: string): boolean => (typeof button === 'string' ? words === button : button.test(words));
    for (const [form, head, inside] of this.body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
      const pressed = [...inside!.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].find(([, , words]) => is(plain(words!)));
      if (!pressed || !form) continue;
      const own = attribute(pressed[1]!, 'name');
      const action = attribute(pressed[1]!, 'formaction') ?? attribute(head!, 'action') ?? this.path;
      const sent = { ...filledIn(inside!), ...(own ? { [own]: attribute(pressed[1]!, 'value') ?? '' } : {}), ...values };
      return this.visitor.send(action, sent);
    }
    throw new Error(`No button "${String(button)}" at ${this.path}, but ${this.buttons.join(', ')}: ${this.text.slice(0, 400)}`);
  }
}

/** Somebody at a browser: cookies, forms that say where they come from, redirects that are followed. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  constructor(private readonly url: string) {}

  open(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }

  /** Sends a form to an address, whether or not a page shows one that leads there. */
  send(path: string, values: Values): Promise<Answer> {
    const body = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
    return this.ask('POST', path, body.toString(), 'application/x-www-form-urlencoded');
  }

  /** Asks the JSON API. */
  api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(method, `/api${path}`, body === undefined ? undefined : JSON.stringify(body), 'application/json', headers);
  }

  private async ask(method: string, path: string, body?: string, type?: string, more: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(new URL(path, this.url), {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookies.size > 0 ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...(method === 'GET' ? {} : { origin: this.url, 'sec-fetch-site': 'same-origin' }),
        ...(body === undefined ? {} : { 'content-type': type! }),
        ...more,
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      this.cookies.set(name!, value!);
    }
    const text = await response.text();
    const next = response.headers.get('location');
    if (next !== null && response.status >= 300 && response.status < 400) return this.ask('GET', next);
    return new Answer(this, response.status, path.split('?')[0]!, text);
  }
}

/** What a form would send without anybody typing: hidden and filled-in inputs, what is chosen. */
function filledIn(form: string): Values {
  const values: Values = {};
  for (const [, head] of form.matchAll(/<input\b([^>]*)>/g)) {
    const name = attribute(head!, 'name');
    const isOff = /\btype="?(checkbox|radio)/.test(head!) && !/\bchecked\b/.test(head!);
    if (name && !isOff && !/\btype="?file/.test(head!)) values[name] = attribute(head!, 'value') ?? (/checkbox/.test(head!) ? 'on' : '');
  }
  for (const [, head, text] of form.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    values[attribute(head!, 'name')!] = unescaped(text!);
  for (const [, head, options] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const all = [...options!.matchAll(/<option\b([^>]*)>/g)].map(([, one]) => one!);
    const chosen = all.find((one) => /\bselected\b/.test(one)) ?? all[0];
    values[attribute(head!, 'name')!] = (chosen && attribute(chosen, 'value')) ?? '';
  }
  return values;
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

const plain = (markup: string): string =>
  unescaped(markup.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
const unescaped = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
