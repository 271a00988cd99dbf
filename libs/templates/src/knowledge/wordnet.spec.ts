import { ancestorsOf, hasNoun, hasVerb, isA, nounSenses, synonymsOf, verbsBeside } from './wordnet.js';

describe('the lexical database', () => {
  it('finds the first and the last word, and none that is not there', () => {
    expect(nounSenses("'hood")).toHaveLength(1);
    expect(nounSenses('zymosis')).not.toHaveLength(0);
    expect(nounSenses('qwertyish')).toEqual([]);
    expect(nounSenses('')).toEqual([]);
    expect(nounSenses('café au lait')).toEqual([]);
  });

  it('says what a noun is, most frequent first', () => {
    expect(nounSenses('hammer')[0]).toMatchObject({ category: 'noun.artifact', isInstance: false });
    expect(nounSenses('volunteer')[0]!.category).toBe('noun.person');
    expect(nounSenses('campsite')[0]!.category).toBe('noun.location');
    expect(nounSenses('interest')[0]!.category).toBe('noun.cognition');
  });

  it('knows names from kinds', () => {
    expect(nounSenses('Lisbon')[0]!.isInstance).toBe(true);
    expect(nounSenses('city')[0]!.isInstance).toBe(false);
  });

  it('climbs to what a thing is', () => {
    const above = ancestorsOf('dachshund');
    expect(above.indexOf('dog')).toBeGreaterThanOrEqual(0);
    expect(above.indexOf('dog')).toBeLessThan(above.indexOf('animal'));
    expect(new Set(above).size).toBe(above.length);
    expect(isA('dachshund', 'pet')).toBe(false);
    expect(isA('dachshund', 'domestic animal')).toBe(true);
    expect(isA('screwdriver', 'tool')).toBe(true);
    expect(isA('tool', 'screwdriver')).toBe(false);
  });

  it('reads compounds, synonyms and verbs', () => {
    expect(hasNoun('ice cream')).toBe(true);
    expect(hasVerb('sign up')).toBe(true);
    expect(hasVerb('volunteer')).toBe(true);
    expect(hasVerb('campsite')).toBe(false);
    expect(synonymsOf('car')).toContain('automobile');
    expect(verbsBeside('registration')).toContain('register');
  });
});
