/** What kind of thing does not fit. */
export const FAULT_CODES = [
  'ADDRESS_NOT_SERVED',
  'ADDRESS_TWICE',
  'COLUMN_UNDECLARED',
  'CRITERION_MISSING',
  'DECLARATION',
  'ENVIRONMENT_UNDECLARED',
  'EXPORT',
  'FIELD',
  'IMPORT',
  'PACKAGE',
  'PATH',
  'SQL_TABLE',
  'STATUS',
  'SYNTAX',
  'TABLE_TWICE',
  'TEST_EMPTY',
  'TEST_MISSING',
  'TYPE',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** Where parts of a project do not fit together. */
export interface Fault {
  code: FaultCode;
  /** The file that has to change. */
  path: string;
  /** 1 for the first; of its declarations where it is not written yet. */
  line?: number;
  /** One sentence, for whoever writes the file again. */
  message: string;
}

/** A fault as one sentence with its place. */
export const sentenceOf = ({ path, line, message }: Fault): string => `${path}${line === undefined ? '' : `, line ${line}`}: ${message}`;
