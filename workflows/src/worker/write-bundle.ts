import { ENCRYPTED_FAILURES } from '@millwright/platform';
import { writeFile } from 'node:fs/promises';
import { bundleWorkflows } from './bundle.js';

// Run by the build: a worker that starts with a bundle starts at once, and every worker of a release has the same.
// One for payloads as they are, and one for encrypted payloads, which writes failures in another way.
const [plain, encrypted] = await Promise.all([bundleWorkflows(), bundleWorkflows(undefined, ENCRYPTED_FAILURES)]);
await writeFile(new URL('../workflow-bundle.js', import.meta.url), plain.code);
await writeFile(new URL('../workflow-bundle.encrypted.js', import.meta.url), encrypted.code);
