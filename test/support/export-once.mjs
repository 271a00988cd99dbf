// One export to GitHub in a process of its own, so that it can be killed in the middle.
import { Buffer } from 'node:buffer';
import { GitHubHost } from '@millwright/integrations';

const { apiUrl, token, request } = JSON.parse(process.argv[2]);
const files = request.files.map(({ path, text }) => ({ path, content: Buffer.from(text) }));
const made = await new GitHubHost({ apiUrl, token }).export({ ...request, files });
process.send?.(made);
