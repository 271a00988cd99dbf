import type { ProvenanceStatement } from '@millwright/domain';
import { canonicalJson } from './canonical.js';

export const STATEMENT_MEDIA_TYPE = 'application/vnd.in-toto+json';

/** Source: DSSE, Dead Simple Signing Envelope, v1. */
export interface DsseEnvelope {
  /** Base64. */
  payload: string;
  payloadType: string;
  signatures: { keyid: string; sig: string }[];
}

/** What is signed of an envelope: its type and its payload, each with its length before it. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType);
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload]);
}

/** A statement as the repository carries it: signed, and written in the one way there is. */
export async function signStatement(
  statement: ProvenanceStatement,
  sign: (message: Uint8Array) => Promise<{ keyId: string; signature: string }>,
): Promise<string> {
  const payload = Buffer.from(canonicalJson(statement));
  const { keyId, signature } = await sign(preAuthEncoding(STATEMENT_MEDIA_TYPE, payload));
  const envelope: DsseEnvelope = {
    payload: payload.toString('base64'),
    payloadType: STATEMENT_MEDIA_TYPE,
    signatures: [{ keyid: keyId, sig: signature }],
  };
  return `${canonicalJson(envelope)}\n`;
}
