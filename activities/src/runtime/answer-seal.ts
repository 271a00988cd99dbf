import { SealBroken, sealPacked, unsealPacked } from '@millwright/platform';

const PURPOSE = 'answers';

/** The seal under which an organization's answers are kept. */
export interface AnswerSeal {
  seal(organizationId: string, text: string): Promise<Buffer>;
  /** @returns null where it was sealed with a secret that is no longer the server's: better asked again than never. */
  open(organizationId: string, sealed: Buffer): Promise<string | null>;
}

/** @param secret the server's own; see `serverSecret`. */
export function answerSeal(secret: string): AnswerSeal {
  return {
    seal: (organizationId, text) => sealPacked(secret, PURPOSE, organizationId, text),
    open: async (organizationId, sealed) => {
      try {
        return (await unsealPacked(secret, PURPOSE, organizationId, sealed)).toString('utf8');
      } catch (error) {
        if (error instanceof SealBroken) return null;
        throw error;
      }
    },
  };
}
