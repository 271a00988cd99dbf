import { DecryptionFailed, encryptPacked, decryptPacked } from '@millwright/platform';

const PURPOSE = 'answers';

/** Encrypts the answers that an organization keeps. */
export interface AnswerCipher {
  encrypt(organizationId: string, text: string): Promise<Buffer>;
  /** @returns null where it was encrypted with a secret that is no longer the server's: better asked again than never. */
  decrypt(organizationId: string, encrypted: Buffer): Promise<string | null>;
}

/** @param secret the server's own; see `serverSecret`. */
export function answerCipher(secret: string): AnswerCipher {
  return {
    encrypt: (organizationId, text) => encryptPacked(secret, PURPOSE, organizationId, text),
    decrypt: async (organizationId, encrypted) => {
      try {
        return (await decryptPacked(secret, PURPOSE, organizationId, encrypted)).toString('utf8');
      } catch (error) {
        if (error instanceof DecryptionFailed) return null;
        throw error;
      }
    },
  };
}
