import { type Payload, type PayloadCodec, type SerializationContext } from '@temporalio/common';
import protos from '@temporalio/proto';
import { encryptBytes, decryptBytes } from '../encryption.js';

const PURPOSE = 'temporal-payloads';
const ENCODING = 'binary/encrypted';
const ENCODING_KEY = 'encoding';
const ORGANIZATION_KEY = 'millwright-organization';
// Workflows whose organization is remembered; one that was dropped is met again with its next task.
const REMEMBERED = 100_000;

const wire = protos.temporal.api.common.v1.Payload;
const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8');
const bytes = (value: string): Uint8Array => Buffer.from(value, 'utf8');

/** The organization that a payload is encrypted for; undefined where it is not encrypted. */
export function organizationOf(payload: Payload): string | undefined {
  return text(payload.metadata?.[ENCODING_KEY]) === ENCODING ? text(payload.metadata?.[ORGANIZATION_KEY]) : undefined;
}

/**
 * Encrypts what Temporal keeps with AES-256-GCM, with a key for each organization that follows from the server's secret.
 * It decrypts what was encrypted whether or not it encrypts itself, so that it can be switched on and off.
 *
 * Whose a workflow is, is told where it is started, and read from what it is sent everywhere else.
 */
export class OrganizationCodec implements PayloadCodec {
  private readonly organizations = new Map<string, string>();

  constructor(
    private readonly secret: string,
    private readonly isEncrypting: boolean,
  ) {}

  /** Says whose a workflow is. */
  remember(workflowId: string, organizationId: string): void {
    if (this.organizations.has(workflowId)) return;
    if (this.organizations.size >= REMEMBERED) this.organizations.delete(this.organizations.keys().next().value!);
    this.organizations.set(workflowId, organizationId);
  }

  /** @throws Error where nobody knows whose the workflow is: nothing leaves unencrypted by mistake. */
  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    if (!this.isEncrypting) return payloads;
    const organizationId = this.organizations.get(context?.workflowId ?? '');
    if (!organizationId) throw new Error(`Whose the workflow ${context?.workflowId ?? ''} is, is not known here`);
    return payloads.map((payload) => this.encrypt(payload, organizationId));
  }

  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => {
      const organizationId = organizationOf(payload);
      const owner = organizationId ?? (this.isEncrypting ? namedIn(payload) : undefined);
      if (context?.workflowId && owner) this.remember(context.workflowId, owner);
      return organizationId === undefined ? payload : this.decrypt(payload, organizationId);
    });
  }

  encrypt(payload: Payload, organizationId: string): Payload {
    return {
      metadata: { [ENCODING_KEY]: bytes(ENCODING), [ORGANIZATION_KEY]: bytes(organizationId) },
      data: encryptBytes(this.secret, PURPOSE, organizationId, wire.encode(payload).finish()),
    };
  }

  /** @throws DecryptionFailed */
  decrypt(payload: Payload, organizationId: string): Payload {
    return wire.decode(decryptBytes(this.secret, PURPOSE, organizationId, payload.data ?? new Uint8Array()));
  }
}

/** The organization that an input names, of a workflow that began before anything was encrypted. */
function namedIn({ data }: Payload): string | undefined {
  try {
    const value = JSON.parse(text(data)) as { organizationId?: unknown } | null;
    return typeof value?.organizationId === 'string' ? value.organizationId : undefined;
  } catch {
    return undefined;
  }
}
