import { LocalSandboxProvider } from './local-provider.js';
import { sandboxTests } from '../testing.js';

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

describeSandboxed('the local provider', () => {
  it('goes the whole path from probe to stop', async () => {
    const sandbox = await provider.create();
    const result = await sandbox.exec({ argv: ['node', '-e', 'console.log(process.version); console.error("e"); process.exit(3)'] });
    expect(result).toMatchObject({ exitCode: 3, signal: null, endedBy: 'exit', stdout: `${process.version}\n`, stderr: 'e\n' });
    await sandbox.stop();
    expect(await sandbox.ended).toBe('stopped');
  });
});
