/** Registered name of the workflow; its id is `export-<generationId>`. */
export const EXPORT_REPOSITORY = 'exportRepository';

export function exportWorkflowId(generationId: string): string {
  return `export-${generationId}`;
}

export interface ExportRepositoryInput {
  /** Stream that tells of it; absent in runs that began before 0.6. */
  exportId?: string;
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
  recordExportFailure(input: ExportFailure): Promise<void>;
}

export interface ExportFailure extends Pick<ExportRepositoryInput, 'exportId' | 'generationId' | 'organizationId'> {
  message: string;
  hint: string | null;
}
