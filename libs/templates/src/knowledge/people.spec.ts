import { isAdministrative, isGenericPerson, isPerson } from './people.js';

describe('people', () => {
  it('knows them from things', () => {
    const people =
      'users|volunteers|tour guides|staff|beekeeper|job seekers|committee members|dog walker|plumber|parents|shop owner|librarians|night porter|teachers'.split(
        '|',
      );
    const things = 'browser|printer|calendar|lead|star|dog|Lisbon|dashboard|model|interest|beehive|room'.split('|');
    expect(people.filter((name) => !isPerson(name))).toEqual([]);
    expect(things.filter(isPerson)).toEqual([]);
  });

  it('knows tools that are named like people', () => {
    const tools =
      'paint calculator|loan calculators|form designer|meal planner|password manager|video editor|virtual assistant|quote generator|reward voucher|media player'.split(
        '|',
      );
    const people =
      'interior designer|event planner|project manager|fans|friends|mayor|writers|suppliers|salespeople|content creator|landscape photographer'.split(
        '|',
      );
    expect(tools.filter(isPerson)).toEqual([]);
    expect(people.filter((name) => !isPerson(name))).toEqual([]);
  });

  it('knows who looks after the others', () => {
    expect(
      ['admin', 'event organiser', 'Store Manager', 'librarians', 'coordinator', 'salon owner'].filter((name) => !isAdministrative(name)),
    ).toEqual([]);
    expect(['visitor', 'pet owner', 'member', 'volunteer', 'buyer'].filter((name) => isAdministrative(name))).toEqual([]);
  });

  it('takes a teacher for one who runs things only beside students', () => {
    expect(isAdministrative('teacher', ['students', 'teacher'])).toBe(true);
    expect(isAdministrative('teacher', ['librarian'])).toBe(false);
    expect(isAdministrative('landlords', ['tenant'])).toBe(true);
  });

  it('knows names that say nothing', () => {
    expect(['users', 'registered users', 'visitor', 'everyone'].filter((name) => !isGenericPerson(name))).toEqual([]);
    expect(['customer', 'volunteer', 'patient'].filter(isGenericPerson)).toEqual([]);
  });
});
