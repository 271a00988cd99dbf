import { canonicalJson } from '../canonical.js';
import { preAuthEncoding, STATEMENT_MEDIA_TYPE, type DsseEnvelope } from '../dsse.js';

export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** Source: Sigstore protobuf-specs, Bundle v0.3; signed with a key that is known, in no log. */
export interface SigstoreBundle {
  mediaType: typeof BUNDLE_MEDIA_TYPE;
  verificationMaterial: { publicKey: { hint: string }; tlogEntries: [] };
  dsseEnvelope: DsseEnvelope;
}

export type Sign = (message: Uint8Array) => Promise<{ keyId: string; signature: string }>;

/**
 * Signs one statement for tools that are not ours.
 *
 * @returns the same envelope twice: alone, as slsa-verifier reads it, and in a bundle, as cosign does. Its `keyid` is
 * empty: slsa-verifier looks for another form of it than ours.
 */
export async function sealStatement(statement: object, sign: Sign): Promise<{ envelope: string; bundle: string }> {
  const payload = Buffer.from(canonicalJson(statement));
  const { keyId, signature } = await sign(preAuthEncoding(STATEMENT_MEDIA_TYPE, payload));
  const dsseEnvelope: DsseEnvelope = {
    payload: payload.toString('base64'),
    payloadType: STATEMENT_MEDIA_TYPE,
    signatures: [{ keyid: '', sig: signature }],
  };
  const bundle: SigstoreBundle = {
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: { publicKey: { hint: keyId }, tlogEntries: [] },
    dsseEnvelope,
  };
  return { envelope: `${canonicalJson(dsseEnvelope)}\n`, bundle: `${canonicalJson(bundle)}\n` };
}
