import { MOVING, SOUND } from '../../shared/media.js';
import type { DesignRecord, Field } from '../design.types.js';
import type { Plan } from '../plan.types.js';
import { referenceTo, titleCode } from './parts.js';

const LISTS = /^(playlist|watchlist|play list|watch list)$/;
const LONGEST = 3;

/** "Users create playlists": what is in them, each of it a place in one of them. */
export function addPlaylists(plan: Plan): void {
  const list = plan.records.find(({ name }) => LISTS.test(name.toLowerCase()));
  const media = plan.records.filter((record) => record !== list && isMedia(record)).slice(0, LONGEST);
  if (!list || media.length === 0) return;
  // What is played is in as many of them as people like.
  for (const record of media) record.fields = record.fields.filter(({ references }) => references !== list.table);
  if (plan.records.some(({ fields }) => fields.some(({ references }) => references === list.table))) return;
  // How many are in it is counted, not typed.
  list.fields = list.fields.filter(
    ({ name, origin }) => origin === 'stated' || name === list.title || !/^(tracks|songs|videos|length)$/.test(name),
  );
  for (const of of media) addPlaces(plan, list, of);
}

const isMedia = ({ table, fields }: DesignRecord): boolean =>
  (SOUND.test(table) || MOVING.test(table)) && fields.some(({ kind }) => kind === 'file' || kind === 'url');

/** Whoever makes a list puts things into it. */
function addPlaces(plan: Plan, list: DesignRecord, of: DesignRecord): void {
  const name = `${list.name.toLowerCase()} ${of.name.toLowerCase()}`;
  const owner = list.fields.find((field): field is Field => field.name === list.owner);
  plan.ensure(name, () => ({
    fields: [titleCode(), referenceTo(list), referenceTo(of), ...(owner ? [{ ...owner }] : [])],
    title: 'reference',
    ...(owner ? { owner: owner.name } : {}),
    access: { ...list.access },
    view: 'table',
    createLabel: `Add to ${list.name.toLowerCase()}`,
  }));
}
