/** Files whose text is none for people: pictures, fonts, archives, and what tools write for tools. */
const UNREADABLE = /\.(png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|eot|pdf|zip|gz|wasm|mp[34]|webm|lock|map)$|(^|\/)package-lock\.json$/i;

/** The file to open first of those that a stage made: a document, else what people can read, else the first. */
export function worthReading(paths: readonly string[]): string | undefined {
  return paths.find((path) => path.endsWith('.md')) ?? paths.find((path) => !UNREADABLE.test(path)) ?? paths[0];
}
