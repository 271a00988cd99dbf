export default async function teardown() {
  const { server, stacks } = globalThis.__millwrightStacks;
  server.close();
  server.closeAllConnections();
  // One that did not start has nothing to stop, and the tests have said so.
  const started = (await Promise.allSettled(stacks.values())).flatMap(({ value }) => (value ? [value] : []));
  await Promise.all(started.map((stack) => stack.stop()));
}
