/** BUILT: it is in the repository, and a test proves it; ASSUMED: it stands for something that is left open; IGNORED: no wish. */
export const PHRASE_OUTCOMES = ['BUILT', 'ASSUMED', 'NOT_BUILT', 'IGNORED'] as const;
export type PhraseOutcome = (typeof PHRASE_OUTCOMES)[number];
export const EVIDENCE_KINDS = ['ENTITY', 'FIELD', 'RELATION', 'ROLE', 'RULE', 'PAGE', 'STYLE', 'TEST'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** A part of a description and what became of it. Positions in UTF-16 code units. */
export interface Phrase {
  from: number;
  to: number;
  text: string;
  outcome: PhraseOutcome;
  /** NOT_BUILT: why, and what it would take. ASSUMED: from what. IGNORED: what it was read as. */
  reason?: string;
  evidence: PhraseEvidence[];
}

export interface PhraseEvidence {
  kind: EvidenceKind;
  /** A JSON pointer into blueprint.json, or a path of the repository. */
  target: string;
  label: string;
}

/** What was understood of a description. Its phrases cover it, in order, without overlap. */
export interface Understanding {
  phrases: Phrase[];
  /** The kind of project that it was taken for, e.g. booking. */
  projectKind: string | null;
  /** Said first: what is asked for and outside of what the engine does. */
  warnings: string[];
}
