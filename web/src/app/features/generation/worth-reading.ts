import { isStageDocument, sourceOfRendered } from '@millwright/domain';

/** Files whose text is none for people: pictures, fonts, archives, and what tools write for tools. */
const UNREADABLE = /\.(png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|eot|pdf|zip|gz|wasm|mp[34]|webm|lock|map)$|(^|\/)package-lock\.json$/i;
/** Settings of tools: they can be read, and nobody begins with them. */
const OF_TOOLS = /\.(json|ya?ml|toml)$|(^|\/)\.[^/]+$/i;

/** The file to open first of those that a stage made: its document as it is set for people, else what people read, else the first. */
export function worthReading(paths: readonly string[]): string | undefined {
  const first = (...fits: ((path: string) => boolean)[]): string | undefined =>
    fits.map((fit) => paths.find(fit)).find((path) => path !== undefined);
  return first(
    (path) => sourceOfRendered(path) !== undefined,
    isStageDocument,
    (path) => path.endsWith('.md'),
    (path) => !UNREADABLE.test(path) && !OF_TOOLS.test(path),
    (path) => !UNREADABLE.test(path),
    () => true,
  );
}
