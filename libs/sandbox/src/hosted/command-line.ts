/** Says that the executable is not there; nothing that runs knows to print it by chance. */
const MISSING = 'millwright: no such executable 5f0c1d';

/** An argument as the shell reads it back. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A line that becomes the command, so that ending the line's process ends the command. */
export function commandLine(argv: readonly string[]): string {
  const [executable, ...values] = argv.map(quoted);
  return `command -v -- ${executable!} >/dev/null 2>&1 || { printf %s ${quoted(MISSING)} >&2; exit 127; }; exec ${[executable!, ...values].join(' ')}`;
}

export const isMissing = (exitCode: number | null, stderr: string): boolean => exitCode === 127 && stderr === MISSING;
