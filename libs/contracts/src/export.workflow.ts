/** Registered name of the workflow; its id is `export-<generationId>`. */
export const EXPORT_REPOSITORY = 'exportRepository';

export function exportWorkflowId(generationId: string): string {
  return `export-${generationId}`;
}

export interface ExportRepositoryInput {
  generationId: string;
  organizationId: string;
  projectId: string;
  /** Account on the git host; null: that of the token. */
  owner: string | null;
  name: string;
  isPrivate: boolean;
}

export interface ExportActivities {
  /** Finds or makes the repository and brings its one commit in place; safe to make again at any point. */
  exportToGithub(input: ExportRepositoryInput): Promise<{ url: string; commit: string }>;
  recordExportFailure(input: { generationId: string; organizationId: string; message: string; hint: string | null }): Promise<void>;
}
