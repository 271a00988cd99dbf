import { describeSandboxProvider } from '../conformance.js';
import { LocalSandboxProvider } from './local-provider.js';

await describeSandboxProvider(new LocalSandboxProvider());
