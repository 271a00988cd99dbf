/** What takes longest, by a part of its path; the rest takes seconds. */
const LONGEST = [
  'test/chaos/',
  'test/e2e/records.',
  'test/e2e/launcher.',
  'test/replay/',
  'offline-engine.',
  'console.',
  'offline-project.',
  'test/e2e/',
  'shared/gates.',
  '.int.',
];

const rank = ({ path }) => {
  const at = LONGEST.findIndex((part) => path.replaceAll('\\', '/').includes(part));
  return at < 0 ? LONGEST.length : at;
};

/** The order of the files: a long one that begins last would leave the other workers without work. */
export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }

  /** Each n-th, so that every part has some of the long ones. */
  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, i) => i % shardCount === shardIndex - 1);
  }

  allFailedTests(tests) {
    return tests;
  }

  /** The order does not depend on what was before. */
  cacheResults() {}
}
