import type { Visitor } from '../../support/written-app.js';
import type { Kind } from './kind.js';

export const learning: Kind = {
  name: 'learning and quiz',
  description:
    'A place to learn first aid. Teachers write courses with a title, a description and lessons, and each course has a quiz with questions and several answers of which one is right. Learners enrol in a course, read its lessons in order and take the quiz. They see their score at once and all their earlier attempts. Learners must not see the right answers before they have answered. Teachers see the scores of everyone. The number of learners in a course is limited.',
  behaviours: {
    'lets teachers alone write a course with a quiz and its questions': async (app) => {
      const teacher = await app.as('teacher');
      const course = await (await teacher.open('/courses/new')).press('Write course', { title: 'Burns and scalds' });
      expect(course.text).toContain('Burns and scalds');
      const { id: courseId } = (await teacher.api('GET', '/courses?search=Burns+and+scalds')).json.items[0];
      const quiz = (await teacher.api('POST', '/quizzes', { title: 'What to do', courseId })).json;
      for (const [question, rightAnswer] of QUESTIONS) {
        const made = { quizId: quiz.id, question, rightAnswer, wrongAnswer1: 'Butter', wrongAnswer2: 'Nothing' };
        expect((await teacher.api('POST', '/quiz-questions', made)).status).toBe(201);
      }
      expect((await (await app.as('learner')).api('POST', '/courses', { title: 'Mine' })).status).toBe(403);
    },
    'enrols a learner once': async (app) => {
      const ana = await app.join('Ana Kovar');
      const { id } = (await ana.api('GET', '/courses?search=Burns')).json.items[0];
      await (await ana.open(`/courses/${id}`)).press('Enrol');
      expect((await ana.send(`/courses/${id}/enrol`, {})).status).toBe(409);
      expect((await ana.api('GET', '/enrolments')).json.total).toBe(1);
    },
    'hides the right answers until all are answered': async (app) => {
      const bo = await app.join('Bo Lind');
      const attempt = await take(bo);
      const { text } = await bo.open(`/attempts/${attempt}/questions`);
      expect(QUESTIONS.every(([question]) => text.includes(question))).toBe(true);
      expect((await bo.api('GET', '/quiz-questions')).status).toBe(403);
      expect((await bo.api('GET', `/attempts/${attempt}/review`)).body).not.toContain('rightAnswer":"Water');
      const half = await bo.send(`/attempts/${attempt}/questions`, {});
      expect(half.status).toBe(422);
    },
    'scores an attempt at once, and keeps the earlier ones': async (app) => {
      const cy = await app.join('Cy Noll');
      const first = await answer(cy, await take(cy), () => 'Butter');
      expect(first.text).toContain('0 of 3 right');
      const second = await answer(cy, await take(cy), (question) => QUESTIONS.find(([one]) => one === question)![1]);
      expect(second.text).toContain('3 of 3 right');
      const { items } = (await cy.api('GET', '/attempts?sort=id')).json;
      expect(items.map(({ score }: { score: number }) => score).sort()).toEqual([0, 100]);
    },
    'refuses a second answer to the same attempt, and a score that is typed': async (app) => {
      const dan = await app.join('Dan Roth');
      const attempt = await take(dan);
      await answer(dan, attempt, () => 'Nothing');
      expect((await dan.api('POST', `/attempts/${attempt}/answers`, {})).status).toBe(409);
      await dan.api('PATCH', `/attempts/${attempt}`, { score: 100 });
      expect((await dan.api('GET', `/attempts/${attempt}`)).json.score).toBe(0);
    },
    'shows learners their own attempts alone, and teachers those of everyone': async (app) => {
      const eva = await app.join('Eva Falk');
      expect((await eva.api('GET', '/attempts')).json.total).toBe(0);
      expect((await eva.open('/attempts/1')).status).toBe(404);
      const teacher = await app.as('teacher');
      expect((await teacher.open('/attempts')).text).toContain('Cy Noll');
      expect((await teacher.open('/attempts/1')).status).toBe(200);
    },
  },
};

const QUESTIONS = [
  ['What cools a burn best?', 'Water'],
  ['For how long?', 'Ten minutes or more'],
  ['What covers it?', 'A clean dressing'],
] as const;

/** Begins an attempt at the quiz of the new course. @returns its id. */
async function take(who: Visitor): Promise<number> {
  const { id } = (await who.api('GET', '/quizzes?search=What+to+do')).json.items[0];
  const page = await (await who.open(`/quizzes/${id}`)).press('Take quiz');
  return Number(/attempts\/(\d+)/.exec(page.path)![1]);
}

async function answer(who: Visitor, attempt: number, choose: (question: string) => string) {
  const asked: { id: number; question: string }[] = (await who.api('GET', `/attempts/${attempt}/questions`)).json;
  const answers = Object.fromEntries(asked.map(({ id, question }) => [`q${id}`, choose(question)]));
  return await (await who.open(`/attempts/${attempt}/questions`)).press('Send answers', answers);
}
