import { proxyActivities } from '@temporalio/workflow';

const { nothing } = proxyActivities({ startToCloseTimeout: '1m' });

/** As many activities as a generation has, in the same shape, each doing nothing. */
export async function bare({ files, window }) {
  for (let i = 0; i < 4; i++) await nothing();
  const aside = nothing();
  for (let i = 0; i < 3; i++) await nothing();
  let next = 0;
  const lane = async () => {
    while (next++ < files) await nothing();
  };
  await Promise.all([aside, ...Array.from({ length: window }, lane)]);
  for (let i = 0; i < 3; i++) await nothing();
}
