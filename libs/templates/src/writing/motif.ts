import type { Picture } from '../knowledge/pictures.js';
import { thingOfRecord } from '../knowledge/seeds/field-values.js';
import { isA } from '../knowledge/wordnet.js';
import { singular } from '../knowledge/words.js';
import { tableOf } from '../shared/table-of.js';
import type { Plan, RecordPlan } from './plan.js';

/** What the written project can draw, by the pictures that things name. */
const MOTIFS = tableOf<string>({
  ...drawnAs('food', 'apple bread plate'),
  ...drawnAs('drink', 'bottle cup drop'),
  ...drawnAs('plant', 'flower leaf tree'),
  ...drawnAs('animal', 'bird cat dog horse paw'),
  ...drawnAs('landscape', 'mountain sun'),
  ...drawnAs('building', 'building house'),
  ...drawnAs('furniture', 'bed chair lamp'),
  ...drawnAs('vehicle', 'bicycle car plane ship train truck'),
  ...drawnAs('device', 'chip laptop phone'),
  ...drawnAs('document', 'clipboard document envelope folder scales speech'),
  ...drawnAs('event', 'calendar clock flag megaphone ticket'),
  ...drawnAs('health', 'flask hand heart pill tooth'),
  ...drawnAs('sport', 'ball dumbbell medal'),
  ...drawnAs('game', 'dice puzzle'),
  ...drawnAs('art', 'palette star'),
  ...drawnAs('money', 'chart coin'),
  ...drawnAs('person', 'baby people person'),
  ...drawnAs('tool', 'bolt wrench'),
  ...drawnAs('clothing', 'shirt shoe'),
  ...drawnAs('box', 'box gift'),
  ...drawnAs('key', 'key shield'),
  ...drawnAs('map', 'globe map'),
  ...drawnAs('camera', 'camera film'),
  book: 'book',
  briefcase: 'office',
  graduation: 'school',
  music: 'music',
  tent: 'camp',
});

/** Of what could be anything, the project says what it is. */
const ANYTHING = new Set(['box', 'document', 'art', undefined]);
const COULD_BE_ANYTHING = /^(?:item|object|thing|product|article|service|good|order|listing|entry|record|request|device)$/;
const BY_WORDS: [RegExp, string][] = [
  [/\b(?:repair|workshop|tool|craftsm[ae]n|roof|plumb)/i, 'tool'],
  [/\b(?:salon|barber|beauty|wellness|clinic|hospital|medical|dentist)/i, 'health'],
  [/\b(?:ceramic|potter|mug|cup|coffee|tea|wine|beer|bar)(?:s|y|ies)?\b/i, 'drink'],
  [/\b(?:cake|bread|bak|food|meal|recipe|restaurant|pizza|kitchen|grocer)/i, 'food'],
  [/\b(?:flower|plant|garden|seed|farm|bee)/i, 'plant'],
  [/\b(?:books|bookshop|librar|novel|blog|magazine)/i, 'book'],
  [/\b(?:cloth|fashion|shirt|shoe|wear)/i, 'clothing'],
  [/\b(?:phone|laptop|electronic|computer|software|web|app)s?\b/i, 'device'],
  [/\b(?:furnitur|sofa|chair|home decor)/i, 'furniture'],
  [/\b(?:bike|bicycle|car|vehicle|truck|moving|delivery|taxi)s?\b/i, 'vehicle'],
  [/\b(?:music|instrument|guitar|song|concert|band)/i, 'music'],
  [/\b(?:pet|dog|cat|animal|vet)s?\b/i, 'animal'],
  [/\b(?:travel|trip|hik|mountain|touris|destination)/i, 'landscape'],
  [/\b(?:game|lotter|puzzle)/i, 'game'],
  [/\b(?:film|movie|drama|video|photo)/i, 'camera'],
  [/\b(?:course|school|learn|train|exam|test)/i, 'school'],
  [/\b(?:event|festival|conference|calendar)/i, 'event'],
  [/\b(?:finance|budget|bank|expense|invest|stock|payment)/i, 'money'],
  [/\bhealth/i, 'health'],
];

/** The motif of the pictures that stand for a record. */
export function motifOf(plan: Plan, record: RecordPlan | undefined): string {
  const { name, purpose } = plan.design;
  if (!record) return byWords(`${name} ${purpose}`) ?? 'abstract';
  if (isA(singular(record.name.toLowerCase().split(' ').at(-1)!), 'person')) return 'person';
  const thing = thingOfRecord(record as never);
  const known = thing && MOTIFS[thing.picture];
  const last = singular(record.name.toLowerCase().split(' ').at(-1)!);
  return ANYTHING.has(known) || COULD_BE_ANYTHING.test(last)
    ? (byWords(record.name) ?? byWords(`${name} ${purpose}`) ?? known ?? 'abstract')
    : known!;
}

const byWords = (text: string): string | undefined => BY_WORDS.find(([words]) => words.test(text))?.[1];

function drawnAs(motif: string, pictures: string): Record<string, string> {
  return Object.fromEntries(pictures.split(' ').map((picture) => [picture as Picture, motif]));
}
