import { writeProject } from '../../writing/write-project.js';
import { designed } from './designed.testing.js';

describe('rooms', () => {
  it('are group chats in which several write, and that one joins', () => {
    const { rule, records, phrase } = designed(
      'A chat site for gardeners. Users log in, send messages to other users, create group chats, join group chats and view chat history.',
    );
    expect(records).toEqual(['Group chat', 'Group chat message', 'Membership', 'Message']);
    expect(rule('comment')).toMatchObject({ of: 'group_chat' });
    expect(rule('enrolment')).toMatchObject({ of: 'group_chat', verb: 'join' });
    for (const words of ['create group chats', 'join group chats', 'view chat history']) expect(phrase(words).outcome).toBe('BUILT');
  });

  it('say on their pages who is in them, and in no list of their own', () => {
    const { design } = designed('A chat site. Users send messages to others, create group chats and join group chats.');
    const text = (path: string): string => writeProject(design).find((file) => file.path === path)!.render();
    expect(text('src/pages/layout.ts')).not.toContain("'/memberships'");
    expect(text('src/pages/group-chats.ts')).toContain("heading: 'Memberships'");
  });

  it('are there where only a noun asks for them', () => {
    expect(designed('A messaging app for group chats and private chats. Users send messages to other users.').records).toContain(
      'Group chat',
    );
  });

  it('are not what two write to each other', () => {
    const { records, phrase } = designed('A site where members chat with each other. Members view their private chats.');
    expect(records).toEqual(['Message']);
    expect(phrase('private chats').outcome).toBe('BUILT');
  });

  it('carry no voices', () => {
    expect(designed('A messaging system for voice chat. Users send messages to other users.').phrase('voice chat').outcome).toBe(
      'NOT_BUILT',
    );
  });
});
