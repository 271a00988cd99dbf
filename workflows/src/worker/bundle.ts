import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';

/** Bundles the workflows of this package; `entry` is built JavaScript or TypeScript source; `failureConverterPath`, where payloads are encrypted. */
export async function bundleWorkflows(
  entry = fileURLToPath(new URL('../index.js', import.meta.url)),
  failureConverterPath?: string,
): Promise<WorkflowBundleWithSourceMap> {
  return await bundleWorkflowCode({
    workflowsPath: entry,
    ...(failureConverterPath ? { failureConverterPath } : {}),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: {
        ...config.resolve,
        // Sources first where they are asked for (tests), built code elsewhere.
        ...(entry.endsWith('.ts') ? { conditionNames: ['@millwright/source', '...'], extensionAlias: { '.js': ['.ts', '.js'] } } : {}),
      },
    }),
  });
}
