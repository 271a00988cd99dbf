import { WrittenApp } from '../support/written-app.js';
import { KINDS } from './kinds/index.js';

/** How many applications are up, or on their way, at the same time. */
const AT_ONCE = 2;
const apps: Promise<WrittenApp>[] = [];

/** Starts the application of a kind and the one that comes after it, so that nothing waits for it. */
function started(i: number): Promise<WrittenApp> {
  for (let n = apps.length; n < Math.min(i + AT_ONCE, KINDS.length); n++) {
    const app = WrittenApp.of(KINDS[n]!.description);
    // Whoever waits for it says what is wrong.
    app.catch(() => undefined);
    apps.push(app);
  }
  return apps[i]!;
}

afterAll(async () => {
  for (const app of apps) await app.then((one) => one.stop()).catch(() => undefined);
});

describe.each(KINDS.map((kind, i) => ({ ...kind, i })))('what is written for $name', ({ description, behaviours, i }) => {
  let app: WrittenApp;
  beforeAll(async () => {
    app = await started(i);
  });
  afterAll(() => app.stop());

  it('is asked for in 60 to 120 words', () => {
    const words = description.split(/\s+/).length;
    expect([words >= 60, words <= 120]).toEqual([true, true]);
  });

  it.each(Object.entries(behaviours))('%s', async (_sentence, behaviour) => {
    await behaviour(app);
  });
});
