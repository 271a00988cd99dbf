import { PREDICATE_TYPE, STATEMENT_TYPE } from '@millwright/domain';
import { z } from 'zod';

// What is read here comes from anywhere: each part has its form before anything is done with it.
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string();

/** A line of a ledger that holds an entry; what stands in the body is the hash's to vouch for. */
export const LEDGER_ENTRY = z.strictObject({
  seq: z.number().int().min(1),
  at: text,
  body: z.looseObject({ type: text }),
  hash: sha256,
});

const GENERATION = { generationId: text };
const STREAM = { kind: text, streamId: text };

/** A ledger's first line. */
export const LEDGER_HEAD = z.union([z.strictObject(GENERATION), z.strictObject(STREAM)]);

const SEAL = { seq: z.number().int().min(0), headHash: sha256, keyId: text, signature: text };

/** A ledger's last line. */
export const LEDGER_END = z.strictObject({
  seal: z.union([z.strictObject({ ...GENERATION, ...SEAL }), z.strictObject({ ...STREAM, ...SEAL })]).nullable(),
});

/** An envelope as ours are: one signature, and nothing beside. */
export const ENVELOPE = z.strictObject({
  payload: text,
  payloadType: text,
  signatures: z.array(z.strictObject({ keyid: text, sig: text })).length(1),
});

/** A statement as far as it is looked into. */
export const STATEMENT = z.looseObject({
  _type: z.literal(STATEMENT_TYPE),
  predicateType: z.literal(PREDICATE_TYPE),
  subject: z.array(z.looseObject({ name: text, digest: z.looseObject({ sha256 }) })),
  predicate: z.looseObject({
    buildDefinition: z.looseObject({
      externalParameters: z.looseObject({ generationId: text }),
      resolvedDependencies: z
        .array(z.looseObject({ digest: z.looseObject({ sha256 }), annotations: z.looseObject({ entries: z.number().int().min(1) }) }))
        .min(1),
    }),
    runDetails: z.looseObject({ metadata: z.looseObject({ finishedOn: text }) }),
  }),
});

/** Keys as RFC 7517 has them; what is no Ed25519 key among them is passed over. */
export const KEY_SET = z.looseObject({ keys: z.array(z.looseObject({ kty: text })) });

/** What does not fit a shape, in words: the first of it. */
export function misfit(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}` : 'it is of another form';
}
