import { readDescription } from './read-description.js';
import type { Clause } from './reading.types.js';

const clausesOf = (text: string): Clause[] => readDescription(text).sentences.flatMap((sentence) => sentence.clauses);

describe('pronouns', () => {
  it('stand for what was acted on', () => {
    expect(clausesOf('A helper claims an item and repairs it.')[1]!.objects[0]!.refersTo).toMatchObject({ name: 'item' });
    expect(clausesOf('Students book rooms and rate them.')[1]!.objects[0]!.refersTo).toMatchObject({ name: 'room' });
  });

  it('stand for the whole rather than a part, and for what was acted on rather than what stood beside', () => {
    expect(clausesOf('Sort the list by name and filter it.')[1]!.objects[0]!.refersTo).toMatchObject({ name: 'list' });
    expect(clausesOf('Create an API for a todo list. It must list todos.')[1]!.subjects[0]!.refersTo).toMatchObject({ head: 'api' });
  });

  it('stand for who acts', () => {
    expect(clausesOf('Trainers see the classes they teach.')[1]!.subjects[0]!.refersTo).toMatchObject({ name: 'trainer' });
    expect(clausesOf('Members see their loans.')[0]!.objects[0]!.possessor!.refersTo).toMatchObject({ name: 'member' });
    expect(clausesOf('Users log in. They follow friends.')[1]!.subjects[0]!.refersTo).toMatchObject({ name: 'user' });
  });

  it('are never a thing where a person is meant, nor a time', () => {
    expect(clausesOf('Every item gets a code so that its owner finds it.')[1]!.subjects[0]!.possessor!.refersTo).toMatchObject({
      name: 'item',
    });
    expect(clausesOf('Members borrow tools for two weeks and return them.')[1]!.objects[0]!.refersTo).toMatchObject({ name: 'tool' });
  });

  it('are a measure where just that is acted on', () => {
    expect(clausesOf('Teams log hours, leaders approve them.')[1]!.objects[0]!.refersTo).toMatchObject({ name: 'hour' });
  });

  it('are not what only tells of it', () => {
    const clauses = clausesOf('Members set a weekly limit and get a warning when it is nearly reached.');
    expect(clauses[2]).toMatchObject({ kind: 'condition', objects: [{ refersTo: { name: 'weekly limit' } }] });
  });

  it('stay open where nothing fits', () => {
    expect(clausesOf('Volunteers help. It tracks hours.')[1]!.subjects[0]!.refersTo).toBeUndefined();
    expect(clausesOf('It tracks hours.')[0]!.subjects[0]!.refersTo).toBeUndefined();
  });
});
