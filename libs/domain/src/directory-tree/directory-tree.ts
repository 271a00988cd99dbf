import { mapOf, strictObject, text, type JsonSchema } from '../shared/json-schema.js';
import { directoryReadmes } from '../files/directory-readmes.js';
import type { CommunicationSchema } from '../communication-schema/communication-schema.types.js';

/** A node of `directory-tree.json`. Directories have children, files have none. */
export interface TreeNode {
  name: string;
  path: string;
  kind: 'directory' | 'file';
  criticality: number;
  children: TreeNode[];
}

// Recursion is left to the reader: a schema that refers to itself is refused by providers' strict modes.
export const DIRECTORY_TREE_SCHEMA: JsonSchema = {
  ...strictObject({
    root: { type: 'object' },
    files: { type: 'integer', minimum: 1 },
    directories: { type: 'integer', minimum: 1 },
    readmes: mapOf(text),
  }),
  $id: 'directory-tree',
  title: 'Directory tree',
};

export interface DirectoryTree {
  root: TreeNode;
  files: number;
  directories: number;
  /** Directory -> path of its README.md. */
  readmes: Record<string, string>;
}

/** The tree of a repository: directories before files, each by name. */
export function directoryTreeOf(schema: CommunicationSchema): DirectoryTree {
  let files = 0;
  const node = (path: string): TreeNode => {
    const directory = schema.directory_structure[path]!;
    const at = (name: string): string => (path === '.' ? name : `${path}/${name}`);
    const fileNodes = Object.entries(directory.files).map(([name, file]): TreeNode => ({
      name,
      path: at(name),
      kind: 'file',
      criticality: file.criticality,
      children: [],
    }));
    files += fileNodes.length;
    return {
      name: path === '.' ? schema.project_name : path.slice(path.lastIndexOf('/') + 1),
      path,
      kind: 'directory',
      criticality: directory.criticality,
      children: [
        ...Object.keys(directory.directories)
          .sort()
          .map((name) => node(at(name))),
        ...fileNodes.sort((a, b) => (a.name < b.name ? -1 : 1)),
      ],
    };
  };
  const root = node('.');
  const directories = Object.keys(schema.directory_structure);
  const paths = directories.flatMap((directory) =>
    Object.keys(schema.directory_structure[directory]!.files).map((name) => (directory === '.' ? name : `${directory}/${name}`)),
  );
  return { root, files, directories: directories.length, readmes: Object.fromEntries(directoryReadmes(paths)) };
}
