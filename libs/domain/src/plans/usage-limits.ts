/** Bounds of what people may send; the same in the API, the console and the messages. */
export const LIMITS = {
  /** Characters of a project's description. */
  descriptionMin: 10,
  descriptionMax: 20_000,
  projectNameMax: 120,
  generationNameMax: 80,
  idempotencyKeyMax: 200,
  reasonMax: 2_000,
  /** US dollars that a ceiling may have. */
  budgetUsdMax: 1_000_000,
  /** Characters of a comment on a stage that is sent back. */
  commentMax: 10_000,
  /** Characters of an artifact that a person edits. */
  editMax: 500_000,
  /** Failures that are tried again at once. */
  bulkRetryMax: 100,
  /** Characters of an engine’s key, or of a token of a git host. */
  engineKeyMax: 500,
  /** Largest page of a connection. */
  pageMax: 100,
  /** Generations of one organization that may be queued, running or paused at once. */
  openGenerations: 50,
} as const;
