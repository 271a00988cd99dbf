import { z } from 'zod';
import { STATEMENT_MEDIA_TYPE } from '../dsse.js';
import { BUNDLE_MEDIA_TYPE } from './envelopes.js';
import { IN_TOTO_STATEMENT, SUITES, TEST_RESULT, VERIFICATION_SUMMARY } from './statements.js';

const text = z.string();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const names = z.array(text);

/** An envelope as evidence has it: one signature, of no named key. */
export const ENVELOPE_OF_EVIDENCE = z.strictObject({
  payload: text,
  payloadType: z.literal(STATEMENT_MEDIA_TYPE),
  signatures: z.array(z.strictObject({ keyid: z.literal(''), sig: text })).length(1),
});

export const BUNDLE = z.strictObject({
  mediaType: z.literal(BUNDLE_MEDIA_TYPE),
  verificationMaterial: z.strictObject({ publicKey: z.strictObject({ hint: text }), tlogEntries: z.tuple([]) }),
  dsseEnvelope: ENVELOPE_OF_EVIDENCE,
});

const SUBJECTS = z.array(z.strictObject({ name: text, digest: z.record(text, text) })).min(1);

export const TEST_RESULT_STATEMENT = z.strictObject({
  _type: z.literal(IN_TOTO_STATEMENT),
  subject: SUBJECTS,
  predicateType: z.literal(TEST_RESULT),
  predicate: z.strictObject({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z
      .array(z.strictObject({ name: z.enum(SUITES), digest: z.strictObject({ sha256 }), annotations: z.looseObject({}) }))
      .length(1),
    passedTests: names,
    warnedTests: names,
    failedTests: names,
  }),
});

export const SUMMARY_STATEMENT = z.strictObject({
  _type: z.literal(IN_TOTO_STATEMENT),
  subject: SUBJECTS,
  predicateType: z.literal(VERIFICATION_SUMMARY),
  predicate: z.strictObject({
    verifier: z.strictObject({ id: text }),
    timeVerified: text,
    resourceUri: text,
    policy: z.strictObject({ uri: text, digest: z.strictObject({ sha256 }) }),
    inputAttestations: z.array(z.strictObject({ uri: text, digest: z.strictObject({ sha256 }) })),
    verificationResult: z.enum(['PASSED', 'FAILED']),
    verifiedLevels: names,
    slsaVersion: text,
  }),
});
