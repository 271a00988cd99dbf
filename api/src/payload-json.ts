import type { Payload } from '@temporalio/common';

/** A payload as Temporal's JSON has it: bytes in base64. */
export interface PayloadJson {
  metadata?: Record<string, string> | undefined;
  data?: string | undefined;
}

export const payloadFromJson = ({ metadata = {}, data }: PayloadJson): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, Buffer.from(value, 'base64')])),
  ...(data === undefined ? {} : { data: Buffer.from(data, 'base64') }),
});

export const payloadToJson = ({ metadata, data }: Payload): PayloadJson => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
  ...(data ? { data: Buffer.from(data).toString('base64') } : {}),
});
