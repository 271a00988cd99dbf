/** PostgreSQL channels. A payload only says where to look; the rows are the truth. */
export const LEDGER_CHANNEL = 'millwright_ledger';
export const OUTPUT_CHANNEL = 'millwright_output';
/** There is a mail to send. */
export const MAIL_CHANNEL = 'millwright_mail';
/** Somebody's session, membership or key changed; the payload names the table. */
export const IDENTITY_CHANNEL = 'millwright_identity';

/** New ledger rows: `<streamId>:<seq of the last>:<organizationId>:<type of the last>`. */
export function ledgerPayload(streamId: string, seq: number, organizationId: string, type: string): string {
  return `${streamId}:${seq}:${organizationId}:${type}`;
}

export interface Payload {
  streamId: string;
  number: number;
  /** In ledger payloads alone. */
  organizationId?: string;
  /** In ledger payloads alone; releases before 0.6 do not say it. */
  type?: string;
}

/** @returns undefined for what is no payload of ours. */
export function readPayload(payload: string): Payload | undefined {
  const [streamId, number, organizationId, type] = payload.split(':');
  if (!streamId || !number || !/^\d+$/.test(number)) return undefined;
  return { streamId, number: Number(number), ...(organizationId ? { organizationId } : {}), ...(type ? { type } : {}) };
}
