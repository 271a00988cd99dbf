import { MOVING, SOUND } from '../../shared/media.js';
import { nameOf } from '../nouns.js';
import { actorsOf, allows, isTheirs, mayRead, refusal } from './audiences.js';
import type { Ask, Judge, Scope, Verdict } from './claim.types.js';
import { filledIn, FINDING, LOOKING } from './acts.js';
import { ofField, ofRecord, ofRule } from './pointers.js';
import { aboutOf, fieldNamed, recordsOf } from './things.js';
import { assumed, built, missing } from './verdicts.js';
import type { DesignRecord, Field } from '../design.types.js';

/** Playing and pausing need something that is played: a file of sound or moving pictures. */
export const play: Judge = ({ verb, object, said }, scope) => {
  if (!verb || !/^(play|pause|resume|stop|listen|listen to|watch|stream|rewind)$/.test(verb)) return undefined;
  const records = object ? recordsOf(object, scope) : aboutOf({ said, from: 0 }, scope);
  for (const record of records) {
    const fault = mayRead(record, actorsOf(said.clause, scope), scope);
    if (fault) return fault;
    const isMedia = ({ name }: Field): boolean =>
      SOUND.test(name) || MOVING.test(name) || (name === 'file' && (SOUND.test(record.table) || MOVING.test(record.table)));
    const file = record.fields.find((field) => field.kind === 'file' && isMedia(field));
    if (file) return built(...ofField(scope.design, record, file));
    const link = record.fields.find((field) => field.kind === 'url' && isMedia(field));
    if (link && verb === 'watch') return assumed('Each has a link to where it is shown', ...ofField(scope.design, record, link));
  }
  return object && records[0]
    ? missing(`${records[0].plural} have no recording to play; say “each has a video file” or “an audio file”`)
    : undefined;
};

/** Uploading needs a field that holds such a file, of something that they make or change. */
export const upload: Judge = (ask, scope) => {
  const { verb, object, said } = ask;
  if (verb !== 'upload' || !object) return undefined;
  const name = nameOf(object).toLowerCase();
  const records = recordsOf(object, scope, said.clause.complements);
  const who = actorsOf(said.clause, scope);
  const kinds = /\b(image|photo|picture|photograph|avatar|logo|screenshot)s?$/.test(name)
    ? ['image']
    : /\b(image|photo|picture)s? files?$/.test(name)
      ? ['image', 'file']
    : TABLES.test(name) || /\b(video|audio|document|file|attachment|song|music|recording|pdf)s?$/.test(name)
      ? ['file']
      : ['file', 'image'];
  const isFile =
    TABLES.test(name) || /\b(image|photo|picture|photograph|avatar|logo|screenshot|video|audio|document|file|attachment|song|music|recording|pdf|work|content|material|data|resource)s?$/.test(
      name,
    );
  if (records.length === 0 && !isFile) return undefined;
  const isContent = isFile && kinds.length > 1;
  const candidates =
    records.length > 0
      ? records
      : [
          ...aboutOf(ask, scope),
          ...scope.design.records.filter(({ fields }) => fields.some(({ kind, origin }) => origin === 'stated' && kinds.includes(kind))),
        ];
  const complement = said.clause.complements.flatMap(({ phrase }) => recordsOf(phrase, scope));
  const holding = [...complement, ...candidates].flatMap((record) => {
    const field = record.fields.find((one) => kinds.includes(one.kind) && (records.length > 0 || holds(one, name)) && !(isContent && isOrnament(one)));
    return field ? [{ record, field }] : [];
  });
  const open = holding.find(({ record }) => allows(record.access.create, who, scope) || allows(record.access.change, who, scope));
  if (open) return filledIn(ask, open.record, open.field, scope);
  if (holding[0]) return refusal(holding[0].record.access.create, who, scope);
  return records[0] ? missing(`${records[0].plural} have no file to upload; say “each has a file”`) : undefined;
};

/** A picture that nobody asked for shows a thing, and holds nothing of it. */
const isOrnament = ({ kind, origin }: Field): boolean => kind === 'image' && origin === 'assumed';

/** Names of files that only one kind of program reads. */
const TABLES = /\b(csv|excel|xlsx?|spreadsheet)\b/;

/** A recording of music holds no film, and a place for documents reads no table. */
const holds = (field: Field, name: string): boolean =>
  field.kind === 'image' ||
  (!TABLES.test(name) || TABLES.test(field.name)) && !((SOUND.test(field.name) && MOVING.test(name)) || (MOVING.test(field.name) && SOUND.test(name)));

/** Sharing needs that others see what somebody made; no other service is told. */
export const share: Judge = (ask, scope) => {
  const { verb, object, said } = ask;
  if (verb !== 'share' || !object) return undefined;
  if (
    said.clause.complements.some(
      ({ preposition, phrase }) =>
        /^(via|through)$/.test(preposition) ||
        ((/^(via|through|to|on|by|using)$/.test(preposition) || /\bfriends?\b/i.test(phrase.text)) &&
          (phrase.isProper || /\b(media|platforms?|networks?|groups?|code|links?|email|apps?|wechat|friends?)\b/i.test(phrase.text))),
    )
  )
    return missing(`Nothing that is written passes ${object.text} on to others outside; their address can be copied`);
  const who = actorsOf(said.clause, scope);
  const records = recordsOf(object, scope);
  const record = records.find(({ access }) => access.read === 'everyone' || access.read === 'signed-in');
  if (!record) return records[0] ? missing(`${records[0].plural} are seen by whoever made them; say who else may see them`) : undefined;
  if (!allows(record.access.create, who, scope))
    return missing(`${record.plural} can be seen by others, but nothing that is written passes them on`);
  return who.slugs === undefined || isLookedAt(record, ask, scope)
    ? missing(`${record.plural} can be seen, but nothing that is written passes them on`)
    : built(...ofRecord(scope.design, record));
};

/** By codes and feeds nothing is passed on, whatever address a page gives away. */
const OTHER_WAYS = /\b(qr|codes?|rss|feeds?|wechat|apps?|groups?|moments)\b/i;

/** "Social sharing", "share it with friends": the page of each gives its address away. */
export function givenAway({ verb, object, said }: Ask, scope: Scope): Verdict | undefined {
  const isNoun = object !== undefined && /\b(sharing|share)( (function|functionality|button|feature|option))?$/.test(nameOf(object));
  if (verb !== 'share' && !(isNoun && /^(have|include|support|provide|offer|browse|view|search)?$/.test(verb ?? ''))) return undefined;
  if (said.clause.complements.some(({ phrase }) => OTHER_WAYS.test(phrase.text))) return undefined;
  const records = object && !isNoun ? recordsOf(object, scope) : [];
  const rule = scope.design.rules.find(
    (one) =>
      one.kit === 'share' &&
      (object && !isNoun
        ? records.some(({ table }) => table === one.record)
        : scope.draft.account.outcomesOf(said.clause).some((hint) => hint.kind === 'rule' && hint.name === one.name)),
  );
  return rule && (refusal(rule.by, actorsOf(said.clause, scope), scope) ?? built(...ofRule(scope.design, rule)));
}

/** What people do with the things of others. */
const ANSWERING = /^(like|comment|comment on|collect|bookmark|favou?rite|rate|watch|listen to|play)$/;

/** "Browse ads and share them": shared is what somebody found, and not what they wrote. */
function isLookedAt(record: DesignRecord, { object, said }: Ask, scope: Scope): boolean {
  if ((object && isTheirs(object)) || /^share\b/i.test(record.createLabel)) return false;
  return said.sentence.clauses.some(
    ({ verb, objects, from }) =>
      verb !== undefined &&
      ((from < said.clause.from && (LOOKING.has(verb) || FINDING.has(verb))) || ANSWERING.test(verb)) &&
      objects.some((phrase) => recordsOf(phrase, scope).includes(record)),
  );
}

/** Following something over time: its figures, its state, or a goal. */
export const track: Judge = (ask, scope) => {
  const { verb, object, said } = ask;
  if (!verb || !/^(track|monitor|follow|trace|keep track of|follow up)$/.test(verb) || !object) return undefined;
  const who = actorsOf(said.clause, scope);
  const named = fieldNamed(object, ask, scope);
  const records = recordsOf(object, scope);
  for (const record of records) {
    const fault = mayRead(record, who, scope);
    if (fault) return fault;
    const rule = scope.design.rules.find(
      (one) =>
        (one.kit === 'tracking' || one.kit === 'lifecycle' || one.kit === 'lookup') &&
        one.record === record.table &&
        !(one.kit === 'tracking' && /rate|price/.test(one.value)),
    );
    if (rule) return built(...ofRule(scope.design, rule));
    const state = record.fields.find(
      ({ kind, name }) => (kind === 'enum' && /status|state|stage|progress|condition/.test(name)) || /progress/.test(name),
    );
    if (state) return built(...ofField(scope.design, record, state));
    if (isDated(record) && record.owner) return built(...ofRecord(scope.design, record));
  }
  if (records[0])
    return missing(`${records[0].plural} are kept, but nothing that is written follows them over time; say which number or status of them`);
  return named ? (mayRead(named.record, who, scope) ?? built(...ofField(scope.design, named.record, named.field))) : undefined;
};
const isDated = ({ fields }: DesignRecord): boolean => fields.some(({ kind, setTo }) => (kind === 'date' || kind === 'datetime') && !setTo);

/** Tags, labels and categories are attributes. */
export const sortInto: Judge = (ask, scope) => {
  const { verb, object, said } = ask;
  if (!verb || !/^(tag|label|categorize|categorise|classify|group|prioriti[sz]e|rank)$/.test(verb) || !object) return undefined;
  const wanted = /^(tag|label)$/.test(verb)
    ? /^(tags?|labels?)$/
    : /^prioriti/.test(verb)
      ? /priority/
      : verb === 'rank'
        ? /rank/
        : /^(category|kind|type|genre|group|class|topic|tags?)(_id)?$/;
  const records = recordsOf(object, scope);
  for (const record of records) {
    const field = record.fields.find(({ name }) => wanted.test(name));
    if (field) return filledIn({ ...ask, said }, record, field, scope);
  }
  return records[0] ? missing(`${records[0].plural} have nothing to ${verb} them by; say “each has a category”`) : undefined;
};

/** What is tied by a button, and chosen in no form. */
const MARKS = new Set(['favourite', 'comment', 'review', 'message']);

/** Choosing is done in a form: of a value, or of something that is kept. */
export const choose: Judge = (ask, scope) => {
  const { verb, object, said } = ask;
  if (!verb || !/^(select|choose|pick|specify|assign|designate)$/.test(verb) || !object) return undefined;
  const who = actorsOf(said.clause, scope);
  for (const chosen of recordsOf(object, scope)) {
    const holder = scope.design.records
      .filter(({ table }) => !scope.design.rules.some((rule) => MARKS.has(rule.kit) && 'record' in rule && rule.record === table))
      .find(
        ({ fields, access }) =>
          fields.some(({ references }) => references === chosen.table) &&
          (allows(access.create, who, scope) || allows(access.change, who, scope)),
      );
    if (holder)
      return built(
        ...ofField(
          scope.design,
          holder,
          holder.fields.find(({ references }) => references === chosen.table)!,
        ),
      );
    const rule = scope.design.rules.find((one) => one.kit === 'cart' && one.product === chosen.table);
    if (rule && allows(rule.by, who, scope)) return built(...ofRule(scope.design, rule));
  }
  const role = scope.slugOf(nameOf(object));
  const people =
    role &&
    scope.design.records.find(
      ({ fields, access }) =>
        fields.some((field) => field.kind === 'person' && field.role === role && !field.setTo) && allows(access.change, who, scope),
    );
  if (people)
    return built(
      ...ofField(
        scope.design,
        people,
        people.fields.find((field) => field.kind === 'person' && field.role === role)!,
      ),
    );
  const named = fieldNamed(object, ask, scope);
  if (named?.field.values && object.examples.length > 1 && !object.examples.some((one) => named.field.values!.includes(one.name)))
    return missing(`${named.field.label} can be ${named.field.values.join(', ')}, and nothing else; say which there are`);
  return named && ['enum', 'reference', 'date', 'datetime', 'boolean', 'person', 'time', 'colour', 'text'].includes(named.field.kind)
    ? filledIn(ask, named.record, named.field, scope)
    : undefined;
};

/** "Send images": what goes with a message; emoji are written in it. */
function withMessages(name: string, { design }: Scope): Verdict | undefined {
  const rule = design.rules.find(({ kit }) => kit === 'message');
  const record = rule?.kit === 'message' ? design.records.find(({ table }) => table === rule.record) : undefined;
  if (!rule || !record) return undefined;
  if (/^(emojis?|emoticons?|texts?)$/.test(name)) return built(...ofRule(design, rule));
  const field = record.fields.find(({ kind }) => kind === 'file');
  return field && /^(image|photo|picture|video|file|document|attachment|screenshot)s?$/.test(name)
    ? built(...ofRule(design, rule), ...ofField(design, record, field))
    : undefined;
}

/** Whatever is sent reaches somebody, by messages, notices or the form that visitors write in. */
export const send: Judge = (ask, scope) => {
  const { verb, object, said } = ask;
  if (!verb || !/^(send|receive|exchange|get|communicate|contact)$/.test(verb)) return undefined;
  const attached = object && verb !== 'get' ? withMessages(nameOf(object), scope) : undefined;
  if (attached) return refusal('signed-in', actorsOf(said.clause, scope), scope) ?? attached;
  if (verb === 'contact' || verb === 'communicate') {
    const rule = scope.design.rules.find(({ kit }) => kit === 'message') ?? scope.design.rules.find(({ kit }) => kit === 'enquiry');
    if (rule && allows(rule.by, actorsOf(said.clause, scope), scope)) return built(...ofRule(scope.design, rule));
    return undefined;
  }
  const record = object && recordsOf(object, scope)[0];
  if (!record || verb === 'get') return undefined;
  return missing(
    `${record.plural} are kept, but nothing that is written ${verb === 'receive' ? 'brings them to anybody' : `passes them on`}; say who ${verb}s them and from whom`,
  );
};
