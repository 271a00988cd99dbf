import type { Config, Logger } from '@millwright/platform';

/** What is said once of each origin is remembered of so many: strangers may make up as many as they like. */
const MOST_SAID = 100;

/** Where the console may be opened. Pages from anywhere else may do nothing with a person's cookie. */
export class Origins {
  readonly allowed: readonly string[];
  private readonly said = new Set<string>();

  constructor(
    private readonly config: Pick<Config, 'PUBLIC_URL' | 'PORT'>,
    private readonly log: Logger,
  ) {
    this.allowed = [config.PUBLIC_URL, `http://localhost:${config.PORT}`, `http://127.0.0.1:${config.PORT}`];
  }

  allows(origin: string): boolean {
    return this.allowed.includes(origin);
  }

  /** Why an origin is refused and what to do, for whoever opened the console there and for whoever runs the server. */
  refusalOf(origin: string): string {
    const { PUBLIC_URL } = this.config;
    const shown = URL.canParse(origin) ? new URL(origin).origin : 'null';
    const message =
      shown === 'null'
        ? `The request does not say from which address it comes, and this server takes requests from ${PUBLIC_URL} only. Open ${PUBLIC_URL}.`
        : `This page was opened at ${shown}, but the server knows itself as ${PUBLIC_URL} and takes requests from there only. Open ${PUBLIC_URL}, or start the server with PUBLIC_URL=${shown}.`;
    if (!this.said.has(shown) && this.said.size < MOST_SAID) {
      this.said.add(shown);
      this.log.warn({ origin: shown, publicUrl: PUBLIC_URL }, message);
    }
    return message;
  }
}
