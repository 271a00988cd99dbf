// Compresses what is built for browsers, once, so that the server only has to choose: NAME.br and NAME.gz beside NAME.
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Texts; pictures and fonts are compressed by their own formats. */
const TEXTS = new Set(['.js', '.mjs', '.css', '.html', '.svg', '.json', '.webmanifest']);
/** Bytes below which a file fits into a packet or two as it is. */
const SMALL = 1_000;
/** Files at the same time: as many as zlib has threads. */
const AT_ONCE = 4;
/** Bytes from which the best quality costs seconds and gains a few hundredths. */
const LARGE = 400_000;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

async function compressFile(file) {
  const content = await readFile(file);
  if (content.length < SMALL) return false;
  const quality = content.length < LARGE ? constants.BROTLI_MAX_QUALITY : 9;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const [br, gz] = await Promise.all([brotli(content, { params }), zip(content, { level: 9 })]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
  return true;
}

/**
 * Compresses each text of a folder and of those in it; what an earlier build left compressed is replaced.
 *
 * @returns how many files were compressed.
 */
export async function compressFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(files.filter((file) => /\.(br|gz)$/.test(file)).map(async (file) => await rm(file)));
  const texts = files.filter((file) => TEXTS.has(extname(file)));
  let count = 0;
  const work = async () => {
    for (let file = texts.pop(); file; file = texts.pop()) if (await compressFile(file)) count += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return count;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`${await compressFolder(process.argv[2])} files compressed for the wire`);
