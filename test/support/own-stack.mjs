// Before each file of tests: tells it where the stack of its worker is, which is started for the first of them.
import { get } from 'node:http';

const url = `${process.env.MILLWRIGHT_TEST_STACKS}/${process.env.JEST_WORKER_ID}`;
// Not by fetch, which would wait no longer than five minutes.
const [status, text] = await new Promise((resolve, reject) => {
  get(url, { agent: false }, async (response) => resolve([response.statusCode, (await response.toArray()).join('')])).once('error', reject);
});
if (status !== 200) throw new Error(`The stack for these tests did not start: ${text}`);
Object.assign(process.env, JSON.parse(text));
