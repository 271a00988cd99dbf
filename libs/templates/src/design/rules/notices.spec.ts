import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

const notices = (text: string) => designed(text).design.rules.flatMap((rule) => (rule.kit === 'notice' ? [rule] : []));

describe('notices', () => {
  it.each([
    [
      'whoever something is of, of the step that is named',
      'A help desk. Customers submit tickets with a subject. Agents close tickets. Customers are notified when a ticket is closed.',
      [{ record: 'ticket', step: 'closeTicket', to: { person: 'customer_id' } }],
    ],
    [
      'whoever something is assigned to',
      'A team. Managers assign tasks to members. Each task has a title. Members are notified when a task is assigned to them. Members mark tasks as done.',
      [{ record: 'task', step: 'assignTask', to: { person: 'member_id' } }],
    ],
    [
      'whoever has what something is added to',
      'A blog. Authors write posts. Readers comment on posts. Authors are notified of new comments.',
      [{ record: 'comment', to: { person: 'author_id', through: 'post_id' } }],
    ],
    [
      'a role of what others make, and each of what is theirs',
      'A shop. Customers order cakes. Each cake has a name and a price. The owner ships orders. The owner is notified of new orders. Customers are informed when their order is shipped.',
      [
        { record: 'order', to: { role: 'owner' } },
        { record: 'order', step: 'shipOrder', to: { person: 'customer_id' } },
      ],
    ],
  ])('tell %s', (_, text, expected) => {
    expect(notices(text)).toMatchObject(expected);
    expect(notices(text)).toHaveLength(expected.length);
  });

  it('of messages are the conversations that are unread', () => {
    const { records, phrase, rule } = designed(
      'A club. Members send messages to each other. Members receive notifications of new messages.',
    );
    expect(records).toEqual(['Message']);
    expect(rule('notice')).toBeUndefined();
    expect(phrase('notifications of new messages').outcome).toBe('BUILT');
  });

  it.each([
    ['of what nothing keeps', 'A register of cities. Editors add cities with a name. The system sends alerts when the air is bad.'],
    ['by alerts of nothing in particular', 'A register of cities with alerts. Editors add cities with a name. Readers view cities.'],
    ['of a state that nothing leads to', 'A team. Members create tasks with a title. Members are notified when a task is frozen.'],
    ['to people without an account', 'A clinic. Patients book appointments with doctors. Doctors are notified of new appointments.'],
  ])('are not promised %s', (_, text) => {
    expect(notices(text)).toEqual([]);
  });
});
