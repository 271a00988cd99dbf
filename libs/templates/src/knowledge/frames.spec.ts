import { frameOf, frameOfNoun, stateOf } from './frames.js';

const kits = (verbs: string) => verbs.split('|').map((verb) => frameOf(verb)?.kit);

describe('what verbs ask for', () => {
  it.each([
    ['booking', 'book|reserve|rent|hire'],
    ['loan', 'borrow|lend'],
    ['cart', 'order|buy|check out|purchase'],
    ['enrolment', 'enrol|enroll|apply|apply for|participate|sign up for'],
    ['lifecycle', 'approve|reject|assign|claim|complete|cancel|ship|repair'],
    ['review', 'rate|review'],
    ['comment', 'comment|reply'],
    ['favourite', 'like|favourite|follow|bookmark|save'],
    ['message', 'message|chat'],
    ['notice', 'notify|remind'],
    ['tracking', 'track|monitor'],
    ['poll', 'vote'],
    ['search', 'search|filter|sort|compare|recommend'],
    ['calculator', 'calculate|convert'],
    ['payment', 'pay|donate|invoice'],
    ['crud', 'create|view|edit|delete|manage'],
    ['access', 'log in|sign up'],
    ['none', 'implement|provide|ensure'],
    ['outside', 'translate|scrape|stream'],
  ])('%s: %s', (kit, verbs) => {
    expect(kits(verbs)).toEqual(verbs.split('|').map(() => kit));
  });

  it('lets the object decide where the verb is light', () => {
    expect(frameOf('place', 'orders')).toMatchObject({ kit: 'cart', tie: 'order' });
    expect(frameOf('leave', 'a comment'.slice(2))).toMatchObject({ kit: 'comment', tie: 'comment' });
    expect(frameOf('make', 'reservation')).toMatchObject({ kit: 'booking' });
    expect(frameOf('manage', 'orders')).toMatchObject({ kit: 'crud', act: 'change' });
    expect(frameOf('log', 'harvests')).toMatchObject({ kit: 'tracking' });
    expect(frameOf('log', 'visitors')).toEqual({ kit: 'crud', act: 'create' });
    expect(frameOf('register')).toEqual({ kit: 'access' });
    expect(frameOf('register', 'workshops')).toMatchObject({ kit: 'enrolment', tie: 'registration' });
    expect(frameOf('track', 'parcels')).toEqual({ kit: 'lookup' });
    expect(frameOf('receive', 'reminders')).toEqual({ kit: 'notice' });
  });

  it('reads acts said as nouns', () => {
    expect(
      ['bookings', 'donation', 'order management', 'registration', 'cancellation', 'messaging', 'rating'].map(
        (noun) => frameOfNoun(noun)?.kit,
      ),
    ).toEqual(['booking', 'payment', 'crud', 'access', 'lifecycle', 'message', 'review']);
    expect(frameOfNoun('teapot')).toBeUndefined();
  });

  it('names the state after an act', () => {
    expect(['approve', 'complete', 'glaze', 'lend', 'pick up', 'put back'].map(stateOf)).toEqual([
      'approved',
      'done',
      'glazed',
      'lent',
      'picked up',
      'open',
    ]);
    expect(frameOf('glaze')).toBeUndefined();
  });
});
