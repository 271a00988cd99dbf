import { PICTURES } from './pictures.js';
import { matchThing, thingOf, usualFields } from './thing-of.js';
import { THINGS } from './things/index.js';
import { singular } from './words.js';

const names = (name: string) => usualFields(name).map((field) => field.name);

describe('the lexicon of things', () => {
  it('holds three hundred kinds, each whole', () => {
    expect(THINGS.length).toBeGreaterThanOrEqual(300);
    const keys = THINGS.map(({ key }) => key);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    const faults = THINGS.flatMap((thing) => [
      ...thing.fields
        .filter((field) => field.references && !keys.includes(field.references))
        .map((field) => `${thing.key}: no ${field.references}`),
      ...thing.fields
        .filter((field) => field.kind === 'enum' && !(field.values && field.values.length > 1))
        .map((field) => `${thing.key}: ${field.name} chooses nothing`),
      ...(new Set(thing.fields.map(({ name }) => name)).size < thing.fields.length ? [`${thing.key}: a field twice`] : []),
      ...(thing.fields.length < 3 || thing.fields.length > 8 ? [`${thing.key}: ${thing.fields.length} fields`] : []),
      ...(!thing.isPerson && thing.fields[0]!.kind === 'text' && new Set(thing.titles).size < 12 ? [`${thing.key}: too few titles`] : []),
      ...((thing.texts?.length ?? 0) < 6 ? [`${thing.key}: too few texts`] : []),
      ...(PICTURES.includes(thing.picture) ? [] : [`${thing.key}: no picture`]),
      ...thing.words.filter((word) => word !== singular(word)).map((word) => `${thing.key}: ${word} is no singular`),
    ]);
    expect(faults).toEqual([]);
  });

  it('looks up the whole, then the head, then what it is a kind of', () => {
    expect(matchThing('Garden Plots')).toMatchObject({ thing: { key: 'plot' }, by: 'name' });
    expect(matchThing('borrowed cookery books')).toMatchObject({ thing: { key: 'book' }, by: 'head' });
    expect(matchThing('dachshund')).toMatchObject({ thing: { key: 'pet' }, by: 'kind' });
    expect(matchThing('radiologist')).toMatchObject({ thing: { key: 'doctor' }, by: 'kind' });
    expect(matchThing('saxophone')).toMatchObject({ thing: { key: 'instrument' }, by: 'kind' });
  });

  it('prefers the domain that is spoken of', () => {
    expect(thingOf('order')!.domain).toBe('shop');
    expect(thingOf('reservation')!.key).toBe('reservation');
    const shared = THINGS.flatMap((thing) => thing.words).find((word, at, all) => all.indexOf(word) !== at)!;
    const [first, second] = THINGS.filter((thing) => thing.words.includes(shared));
    expect(thingOf(shared)).toBe(first);
    expect(thingOf(shared, second!.domain)).toBe(second);
  });

  it('knows nothing of abstractions and names', () => {
    expect(['interest', 'Lisbon', 'convenience', 'qwertyish'].map((name) => thingOf(name))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('gives what is known by its head or kind only what all such things have', () => {
    expect(names('music room')).not.toEqual(expect.arrayContaining(['beds']));
    expect(names('music room')).not.toEqual(expect.arrayContaining(['price per night']));
    expect(names('chisel')).not.toEqual(expect.arrayContaining(['deposit']));
    expect(names('room')).toEqual(expect.arrayContaining(['beds', 'price per night']));
  });

  it('takes content for what is read', () => {
    expect(names('content items')).toEqual(['title', 'text', 'picture', 'topic', 'published on']);
  });

  it('takes calls and visits for what happens', () => {
    expect(names('call')).toEqual(['subject', 'called at', 'notes']);
    expect(names('customer visit')).toEqual(['subject', 'visited at', 'notes']);
  });

  it('gives what is unknown the fields of its sort', () => {
    expect(names('teapot')).toEqual(['name', 'description', 'picture']);
    expect(names('carnival')).toEqual(['title', 'date', 'place', 'description']);
    expect(names('ombudsman')).toEqual(['name', 'email', 'phone']);
    expect(names('quay')).toContain('description');
    expect(names('qwertyish')[0]).toBe('name');
  });
});
