import { classifyNoun, verbOf, type NounClass } from './classify-noun.js';

const cases: Record<NounClass, string[]> = {
  thing: ['recipes', 'beehive', 'time slot', 'invoice line', 'tool box', 'berth', 'project', 'service', 'message', 'photo', 'kayak'],
  person: ['volunteer', 'dentists', 'beekeeper', 'tour guide'],
  group: ['team', 'committee', 'household'],
  place: ['campsite', 'city', 'site'],
  event: ['concert', 'wedding', 'workshop'],
  document: ['contract', 'certificate'],
  attribute: ['price', 'due date', 'order status', 'phone number', 'expiry date', 'address'],
  measure: ['average', 'occupancy rate'],
  unit: ['kilogram', 'litres', 'euro'],
  time: ['month', 'weekend'],
  abstraction: ['interest', 'efficiency', 'convenience', 'happiness', 'cleanliness'],
  mass: ['information', 'furniture', 'customer information'],
  interface: ['page', 'dashboard', 'search bar', 'navigation menu', 'contact form'],
  application: ['app', 'ticketing system', 'beekeeping website', 'mini-program'],
  technology: ['React', 'MySQL', 'API', 'blockchain', 'Node.js'],
  style: ['background', 'colour scheme', 'theme'],
  activity: ['registration', 'order management', 'tracking', 'browsing', 'login', 'categorisation'],
  proper: ['Europe', 'Shenzhen', 'Google', 'Lisbon'],
};

describe('what a noun stands for', () => {
  it.each(Object.entries(cases))('knows each %s', (expected, names) => {
    expect(names.map((name) => `${name}: ${classifyNoun(name).class}`)).toEqual(names.map((name) => `${name}: ${expected}`));
  });

  it('says what can be kept and what can be counted', () => {
    expect(classifyNoun('beehive')).toEqual({ class: 'thing', isCountable: true, canBeKept: true });
    expect(classifyNoun('furniture')).toEqual({ class: 'mass', isCountable: false, canBeKept: true });
    expect(classifyNoun('happiness')).toEqual({ class: 'abstraction', isCountable: false, canBeKept: false });
    expect(classifyNoun('rehearsals')).toEqual({ class: 'activity', isCountable: true, canBeKept: true });
    expect(classifyNoun('order management').canBeKept).toBe(false);
    expect(classifyNoun('pages').canBeKept).toBe(false);
    expect(classifyNoun('Europe').canBeKept).toBe(false);
  });

  it('finds the verb of an act', () => {
    const acts = [
      'registration',
      'order tracking',
      'login',
      'enrolment',
      'sharing',
      'shipping',
      'delivery',
      'cancellation',
      'approval',
      'comparison',
    ];
    expect(acts.map(verbOf)).toEqual(['register', 'track', 'log in', 'enrol', 'share', 'ship', 'deliver', 'cancel', 'approve', 'compare']);
    expect(['dog', 'table', 'interest'].map(verbOf)).toEqual([undefined, undefined, undefined]);
  });
});
