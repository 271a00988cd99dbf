import { NO_USAGE } from '@millwright/domain';
import type { GenerationVerification } from '@millwright/persistence';
import { toUsage } from '../generation/generation.mapper.js';
import type { VerificationType } from './verification.types.js';

export function toVerification(organizationId: string, { id, generationId, state }: GenerationVerification): VerificationType {
  const { digest, status, reason, isolation, startedAt, finishedAt } = state;
  return {
    ...{ organizationId, generationId, id, digest, status, reason, isolation, startedAt, finishedAt },
    checks: state.checks.map(({ tests, output, name, status: checked, reason: why, command, exitCode, durationMs }) => ({
      ...{ organizationId, name, status: checked, reason: why, command, exitCode, durationMs },
      outputSha256: output?.sha256 ?? null,
      passed: tests?.passed ?? null,
      failed: tests?.failed ?? null,
      skipped: tests?.skipped ?? null,
    })),
    pages: [],
    repairs: [],
    usage: toUsage(NO_USAGE),
  };
}
