import { lower } from './code.js';
import { pastParticiple } from '../knowledge/words.js';
import type { Plan } from './plan.js';

/** What was done, as a history says it: "Claim" is "Claimed", "Mark as repaired" is "Marked as repaired", "Register item" is "Registered". */
export function done(label: string, name: string): string {
  const [verb = label, ...rest] = label.split(' ');
  const said = pastParticiple(verb.toLowerCase());
  const object = rest.join(' ');
  const isOfItself = [lower(name), `a ${lower(name)}`, `an ${lower(name)}`, `the ${lower(name)}`].includes(object.toLowerCase());
  // An object that is another word for the thing says nothing either: only "as", "to", "in" and the like go on.
  const goesOn = /^(?:as|to|in|out|back|off|on|up|down|away|again|over)\b/.test(object);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${!isOfItself && goesOn ? ` ${object}` : ''}`;
}

/** Labels of buttons, as the history of a thing says them. */
export function doneLabels(plan: Plan): [string, string][] {
  const labels = plan.records.flatMap((record) => [
    [record.createLabel, done(record.createLabel, record.name)] as [string, string],
    ...(record.lifecycle?.steps ?? []).map(({ label }) => [label, done(label, record.name)] as [string, string]),
  ]);
  return [...new Map(labels.filter(([label, said]) => label !== said))];
}
