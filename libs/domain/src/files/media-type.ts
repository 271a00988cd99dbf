const BY_EXTENSION: Record<string, string> = {
  md: 'text/markdown',
  json: 'application/json',
  ts: 'text/typescript',
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  svg: 'image/svg+xml',
  sql: 'application/sql',
  yml: 'application/yaml',
  yaml: 'application/yaml',
  sh: 'application/x-sh',
};

/** Media type of a file by its name; text/plain where nothing better is known. */
export function mediaTypeOf(path: string): string {
  return BY_EXTENSION[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'text/plain';
}

/** Lines as an editor counts them: a final line break begins no further line. */
export function countLines(text: string): number {
  if (text === '') return 0;
  const breaks = text.split('\n').length;
  return text.endsWith('\n') ? breaks - 1 : breaks;
}
