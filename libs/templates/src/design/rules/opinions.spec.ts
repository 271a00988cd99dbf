import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

describe('saving', () => {
  it('keeps what people make themselves', () => {
    const { rule, record } = designed('A writing site. Users write letters, save letters and share letters with friends.');
    expect(rule('favourite')).toBeUndefined();
    expect(record('Letter').access.create).toEqual({ roles: ['user'] });
  });

  it('keeps what nobody else makes', () => {
    const { record, rule } = designed('A letter office. Users save letters. Each letter has a title and a text.');
    expect(rule('favourite')).toBeUndefined();
    expect(record('Letter').access.create).toEqual({ roles: ['user'] });
  });

  it('marks what is there to be browsed', () => {
    const { rule, record } = designed('A recipe site. Users browse recipes and save recipes. The administrator manages recipes.');
    expect(rule('favourite')).toMatchObject({ of: 'recipe', verb: 'save' });
    expect(record('Recipe').access.create).toEqual({ roles: ['administrator'] });
  });
});

describe('replying', () => {
  it('to messages that are sent is one more of them', () => {
    const { rule, phrase } = designed('A site for pen friends. Users send messages, read messages and reply to messages.');
    expect(rule('message')).toBeDefined();
    expect(rule('comment')).toBeUndefined();
    expect(phrase('reply to messages').evidence[0]!.label).toBe('Send message');
  });

  it('to messages that are left for all stands under each', () => {
    const { rule } = designed('A guest book. Visitors sign up, leave messages and reply to messages. Each message has a text.');
    expect(rule('comment')).toMatchObject({ of: 'message' });
  });
});

describe('answering', () => {
  it('puts answers under questions, where those are kept', () => {
    const { rule, records } = designed('A beekeeping site. Members ask questions and experts answer questions. Visitors view answers.');
    expect(rule('comment')).toMatchObject({ record: 'answer', of: 'question' });
    expect(records).not.toContain('Comment');
  });
});
