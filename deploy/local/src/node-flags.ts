/**
 * Flags of every process of Node that the launcher starts; `run.mjs` starts the launcher with the same.
 *
 * Without Maglev, V8's middle compiler: where one of its background jobs waits for memory while the process ends, Node waits
 * for the job and the job for Node, for ever (Node 20 to 26, nodejs/node issue 54918). Of 480 short commands on two busy
 * cores 13 hung so, and none of 360 without it.
 */
export const NODE_FLAGS = ['--no-maglev', '--disable-warning=ExperimentalWarning'];
