import { MOVING, SOUND } from '../../shared/media.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord } from '../design.types.js';
import { clausesToBuild } from '../draft.js';
import { fieldOf } from '../field-of.js';
import { recordNamesOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';

const FILE = /\s(file|document|attachment)$/;
const PICTURE = /\b(image|picture|photo|photograph|wallpaper|poster|artwork|drawing)s?\b/;
/** What is downloaded as a table, or never as a file. */
const LISTED = /\b(list|data|record|result|report|statistic|information|app|application|game|software|program)s?$/;
/** What is watched without being called a film. */
const SHOWN = /\b(drama|show|series|lesson|class|course|concert|webinar|program|programme|anime|cartoon|tutorial)$/;
const TOLD = /\b(book|story|tale|lesson|meditation|radio|melody|lullaby)$/;

/** "Makers upload their own pattern files", "viewers play clips": what is uploaded, fetched or played is kept with the thing. */
export function addUploads(plan: Plan): void {
  for (const { clause } of clausesToBuild(plan.draft.reading)) {
    if (clause.isNegative) continue;
    for (const object of clause.objects) {
      const media = /^(.+) (playback|streaming|uploads?|downloads?|uploading|downloading)$/.exec(object.name);
      const verb = media ? ACTS[media[2]!.replace(/s$/, '')] : clause.verb;
      const phrase = media ? { ...object, name: media[1]! } : object;
      const record = verb ? heldIn(plan, verb, phrase) : undefined;
      if (!record) continue;
      const name = nameOfFile(verb!, record);
      if (!name || hasFile(record, verb!)) continue;
      plan.field(record, { ...fieldOf(name), kind: 'file', required: false });
      plan.draft.account.built(clause, { kind: 'field', record: record.name.toLowerCase(), field: name });
    }
  }
}

const ACTS: Record<string, string> = {
  playback: 'play',
  streaming: 'play',
  upload: 'upload',
  uploading: 'upload',
  download: 'download',
  downloading: 'download',
};

/** Which record the file is of; undefined: what is done asks for no file. */
function heldIn(plan: Plan, verb: string, phrase: NounPhrase): DesignRecord | undefined {
  const { name } = phrase;
  if (verb === 'upload' && FILE.test(name)) return PICTURE.test(name) ? undefined : uploadedOf(plan, phrase);
  if (!/^(upload|download|play|watch|listen|listen to|stream)$/.test(verb) || LISTED.test(name) || PICTURE.test(name)) return undefined;
  const record = recordNamesOf(phrase).flatMap((one) => plan.find(one) ?? [])[0];
  if (!record || PICTURE.test(record.table)) return undefined;
  return verb !== 'upload' || isMedia(record) || record.fields.every(({ kind }) => kind !== 'image') ? record : undefined;
}

const isMedia = ({ table }: DesignRecord): boolean => SOUND.test(table) || MOVING.test(table);

/** "A video of a lesson" is called so; the file of a video needs no second name. */
function nameOfFile(verb: string, record: DesignRecord): string | undefined {
  if (verb === 'upload' || verb === 'download' || isMedia(record)) return 'file';
  if (verb === 'watch' || verb === 'stream') return SHOWN.test(record.table) ? 'video' : undefined;
  if (verb.startsWith('listen') || TOLD.test(record.table)) return TOLD.test(record.table) ? 'audio' : undefined;
  return /\b(drama|show|series|anime|cartoon)$/.test(record.table) ? 'video' : undefined;
}

/** Whether there is a file already that serves: of what is played, one that pages play. */
const hasFile = (record: DesignRecord, verb: string): boolean =>
  record.fields.some(
    ({ kind, name }) =>
      kind === 'file' && (/load$/.test(verb) || SOUND.test(name) || MOVING.test(name) || (name === 'file' && isMedia(record))),
  );

/** "3D model files" are of models, where those are kept. */
function uploadedOf({ find }: Plan, { name, ...phrase }: NounPhrase): DesignRecord | undefined {
  const whose = name.replace(FILE, '');
  return recordNamesOf({ ...phrase, name }).flatMap((one) => find(one) ?? [])[0] ?? find(whose) ?? find(whose.split(' ').at(-1));
}
