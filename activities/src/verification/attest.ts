import { PATHS, verifiedFiles, type VerificationState } from '@millwright/domain';
import { EVIDENCE_REF, treeDigest, writeEvidence, writeEvidenceNote } from '@millwright/platform';
import type { Services } from '../runtime/services.js';

export interface Attested {
  /** Of the stream that tells of it. */
  verificationId: string;
  organizationId: string;
  projectId: string;
  commit: string;
  /** The files of the commit, by path with their SHA-256, as they were when they were looked at. */
  files: readonly { path: string; sha256: string }[];
  verification: VerificationState;
}

/**
 * Signs what was seen of a commit's files, into the notes of its repository. Nothing is signed of files that are others
 * than were looked at, nor where nothing was seen.
 *
 * @returns whether anything was signed. @throws SignerFailed · GitFailed
 */
export async function attest(services: Services, of: Attested): Promise<boolean> {
  const { verificationId, organizationId, projectId, commit, files, verification } = of;
  const { repositories, signer, publicUrl } = services;
  const report = files.find(({ path }) => path === PATHS.verification);
  if (!report || treeDigest(verifiedFiles(files)) !== verification.digest) return false;
  const subjects = { commit, ...(await repositories.digestsOf(organizationId, projectId, commit)) };
  const evidence = await writeEvidence(
    {
      ...{ verification, subjects, reportSha256: report.sha256, verifierId: publicUrl },
      resourceUri: `${publicUrl}/projects/${projectId}`,
      evidenceUri: `${publicUrl}/evidence/${verificationId}/${commit}`,
    },
    (message) => signer.sign(message),
  );
  if (evidence.length === 0) return false;
  await repositories.addNote(organizationId, projectId, { ref: EVIDENCE_REF, commit, text: writeEvidenceNote(evidence) });
  return true;
}
