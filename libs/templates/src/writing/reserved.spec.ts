import { designOf } from '../design/design-of.js';
import { writeProject } from './write-project.js';

/** Names of functions that more than one file of the written code has. */
function twice(text: string): string[] {
  const found = writeProject(designOf('Names', text).design)
    .filter(({ path }) => path.startsWith('src/') && path.endsWith('.ts') && !path.startsWith('src/web/look/pictures/'))
    .flatMap((file) => [...file.render().matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name]) => name!));
  return [...new Set(found.filter((name, i) => found.indexOf(name) !== i))];
}

it.each([
  'A bank where clients open accounts. Each account has a number, a type and a balance. Clients sign up.',
  'A yoga studio where members book sessions. Each session has a title, a date and a room. Each password has a hint.',
  'A fair where organisers send invitations. Each invitation has a guest and a date. Each profile has a name and a photo. Each play has a title.',
  'A company where managers invite people. Each person has a name and an age. Each role has a name and a level. Each home has an address.',
  'An archive where members upload files. Each file has a name and a size. Each answer has a text. Each request has a reason and a date.',
  'A site where players play hangman and keep their scores. Each game has a title, a genre and a year. Each route has a name and a length.',
  'A website for a firm with an about page, a contact page and a contact form. Salespeople add contacts. Each contact has a name and an email. Each service has a title.',
])('gives what "%s" keeps no function that has its name already', (text) => expect(twice(text)).toEqual([]));
