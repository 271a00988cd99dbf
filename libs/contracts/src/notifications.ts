/** PostgreSQL channels. A payload only says where to look; the rows are the truth. */
export const LEDGER_CHANNEL = 'millwright_ledger';
export const OUTPUT_CHANNEL = 'millwright_output';
/** There is a mail to send. */
export const MAIL_CHANNEL = 'millwright_mail';
/** Somebody's session, membership or key changed; the payload names the table. */
export const IDENTITY_CHANNEL = 'millwright_identity';

/** A new ledger row: `<generationId>:<seq>:<organizationId>`. */
export function ledgerPayload(generationId: string, seq: number, organizationId: string): string {
  return `${generationId}:${seq}:${organizationId}`;
}

/** @returns undefined for what is no payload of ours; the organization stands in ledger payloads alone. */
export function readPayload(payload: string): { generationId: string; number: number; organizationId?: string } | undefined {
  const [generationId, number, organizationId] = payload.split(':');
  return generationId && number && /^\d+$/.test(number)
    ? { generationId, number: Number(number), ...(organizationId ? { organizationId } : {}) }
    : undefined;
}
