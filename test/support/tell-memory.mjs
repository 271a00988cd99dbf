// Loaded before a process of ours: tells, when asked, what it holds once everything that nobody needs is gone.
process.on('message', (message) => {
  if (message !== 'memory') return;
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ memory: heapUsed + external, rss });
});
// Being asked is no reason to stay.
process.channel.unref();
