import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

describe('taking part', () => {
  it('is for others in what people of the same kind publish', () => {
    const { rule, phrase } = designed(
      'A hiking site. Members publish activities and participate in activities. Each activity has a title, a date and a capacity.',
    );
    expect(rule('enrolment')).toMatchObject({ of: 'activity', verb: 'participate', capacity: 'capacity' });
    expect(phrase('participate in activities').outcome).toBe('BUILT');
  });

  it('is wished for by a noun too', () => {
    const { rule, phrase } = designed(
      'A street fair site. Visitors sign up and browse raffles. The site should have raffle participation and news. Each raffle has a title and a date.',
    );
    expect(rule('enrolment')).toMatchObject({ of: 'raffle', verb: 'participate' });
    expect(phrase('raffle participation').outcome).toBe('BUILT');
  });

  it('is nothing that somebody does with a request of their own', () => {
    expect(designed('An office. Employees submit leave requests and register requests.').rule('enrolment')).toBeUndefined();
  });

  it('has as many places as are said, and no score for one', () => {
    const { rule } = designed('A school. Teachers create exams with a title and a maximum score. Students participate in exams.');
    expect(rule('enrolment')).toMatchObject({ of: 'exam' });
    expect(rule('enrolment')).not.toHaveProperty('capacity');
  });

  it('can be applied for, where others keep it', () => {
    const { rule, phrase } = designed('A firm. The administrator adds parking spaces with a name. Employees apply for parking spaces.');
    expect(rule('enrolment')).toMatchObject({ of: 'parking_space', verb: 'apply' });
    expect(phrase('apply for').outcome).toBe('BUILT');
  });

  it('in something is not the registration of users', () => {
    const { phrase } = designed(
      'A sailing site with user registration and login. Sailors join races. Each race has a name and a date. The organizer manages races.',
    );
    expect(phrase('user registration').evidence.map(({ label }) => label)).not.toContain('Join race');
  });
});
