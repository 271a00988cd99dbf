import { plain } from '../shared/markdown.js';
import { verificationSummary, type VerificationReportFile } from './verification-report.js';

const [BEGIN, END] = ['<!-- verification -->', '<!-- /verification -->'];
const MARK = new RegExp(`\\n*${BEGIN}[\\s\\S]*?${END}\\n*`);
const LONGEST = 400;

/**
 * A README that says at its end where what it belongs to was not seen to work, and whether that is told more fully
 * elsewhere. What an earlier verification said there goes.
 *
 * @param report undefined: nothing was tried.
 */
export function markReadme(
  text: string,
  report: Pick<VerificationReportFile, 'status' | 'reason' | 'checks'> | undefined,
  path: string,
): string {
  const unmarked = MARK.test(text) ? `${text.replace(MARK, '\n').trimEnd()}\n` : text;
  if (!report || report.status === 'PASSED') return unmarked;
  const summary = verificationSummary(report).replaceAll(/\s+/g, ' ');
  const said = summary.length > LONGEST ? `${summary.slice(0, LONGEST)} …` : summary;
  return `${unmarked.trimEnd()}\n\n${BEGIN}\n## Verification\n\n${plain(said)}\n\nWhat was tried when this was delivered stands in \`${path}\`.\n${END}\n`;
}
