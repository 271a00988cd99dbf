import { writeFile } from 'node:fs/promises';
import { bundleWorkflows } from './bundle.js';

// Run by the build: a worker that starts with a bundle starts at once, and every worker of a release has the same.
const { code } = await bundleWorkflows();
await writeFile(new URL('../workflow-bundle.js', import.meta.url), code);
