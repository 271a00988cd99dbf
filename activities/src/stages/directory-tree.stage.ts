import { PATHS, directoryTreeOf, renderDirectoryReadme } from '@millwright/domain';
import type { StageImplementation } from '../runtime/stage.js';
import { readCommunicationSchema } from './paths.js';

export const directoryTreeStage: StageImplementation = {
  name: 'DIRECTORY_TREE',
  async perform(context) {
    const schema = await readCommunicationSchema(context);
    const tree = directoryTreeOf(schema);
    return {
      drafts: [
        { path: PATHS.directoryTree, text: `${JSON.stringify(tree, null, 2)}\n` },
        ...Object.entries(tree.readmes).map(([directory, path]) => ({ path, text: renderDirectoryReadme(directory, schema) })),
      ],
    };
  },
};
