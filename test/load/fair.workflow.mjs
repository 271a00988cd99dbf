import { proxyActivities } from '@temporalio/workflow';

/** So many calls of one organization, all waiting at once. Not eagerly: in the product, workflows and calls run in different processes. */
export async function fair({ calls, key }) {
  const { call } = proxyActivities({ startToCloseTimeout: '1 minute', priority: { fairnessKey: key }, allowEagerDispatch: false });
  await Promise.all(Array.from({ length: calls }, () => call(key)));
}
