import type { Rule } from '../../design/design.types.js';
import { personOf } from './field-values.js';
import type { Row, Scene } from './scene.js';
import { POLLS, QUESTIONS } from './seed-data.js';

/** Polls with their own options, and one vote each. */
export function applyPoll(rule: Extract<Rule, { kit: 'poll' }>, { record, rows, replace, design, random }: Scene): void {
  const option = record(rule.option);
  const vote = record(rule.vote);
  const polls = rows(rule.poll).slice(0, POLLS.length);
  const toPoll = option?.fields.find(({ references }) => references === rule.poll);
  const label = option?.fields.find(({ kind }) => kind === 'text');
  const template = rows(rule.option)[0] ?? {};
  const title = record(rule.poll)?.title;
  const options: Row[] = [];
  const ofPoll = polls.map((poll, at) => {
    if (title) poll[title] = POLLS[at]![0];
    return POLLS[at]![1].map((text) => {
      options.push({ ...template, ...(toPoll ? { [toPoll.name]: at + 1 } : {}), ...(label ? { [label.name]: text } : {}) });
      return options.length;
    });
  });
  replace(rule.poll, polls);
  replace(rule.option, options);
  const person = vote?.fields.find(({ kind }) => kind === 'person');
  const toOption = vote?.fields.find(({ references }) => references === rule.option);
  const pollOfVote = vote?.fields.find(({ references }) => references === rule.poll);
  const sample = rows(rule.vote)[0] ?? {};
  if (!vote || !toOption) return;
  const people = person ? 5 : 3;
  const votes = ofPoll.flatMap((all, poll) =>
    Array.from({ length: people - (poll % 2) }, (_, n) => ({
      ...sample,
      ...(person ? { [person.name]: personOf(person, design, n) } : {}),
      ...(pollOfVote ? { [pollOfVote.name]: poll + 1 } : {}),
      [toOption.name]: all[Math.floor(random.next() ** 1.5 * all.length)]!,
    })),
  );
  const once = new Set<string>();
  replace(
    rule.vote,
    votes.filter((row) => {
      const key = JSON.stringify([person && row[person.name], ofPoll.findIndex((all) => all.includes(Number(row[toOption.name])))]);
      return person === undefined || (!once.has(key) && once.add(key));
    }),
  );
}

/** Questions of which one option is right, and attempts with a score. */
export function applyQuiz(rule: Extract<Rule, { kit: 'quiz' }>, { record, rows, replace }: Scene): void {
  const question = record(rule.question);
  const attempt = record(rule.attempt);
  const toQuiz = question?.fields.find(({ references }) => references === rule.quiz);
  const quizzes = rows(rule.quiz).slice(0, 6);
  replace(rule.quiz, quizzes);
  const template = rows(rule.question)[0] ?? {};
  const perQuiz = 4;
  const questions = quizzes.flatMap((_, quiz) =>
    Array.from({ length: perQuiz }, (__, n) => {
      const at = quiz * perQuiz + n;
      const [text, options] = QUESTIONS[at % QUESTIONS.length]!;
      // The right one is not always first.
      const shift = at % options.length;
      const shown = [...options.slice(options.length - shift), ...options.slice(0, options.length - shift)];
      const row: Row = { ...template, ...(toQuiz ? { [toQuiz.name]: quiz + 1 } : {}) };
      for (const field of question?.fields ?? []) {
        const letter = /^(?:option|answer|choice)_?([a-d1-4])$/.exec(field.name)?.[1];
        if (letter) row[field.name] = shown['abcd'.includes(letter) ? 'abcd'.indexOf(letter) : Number(letter) - 1]!;
        else if (/right|correct|solution|^answer$/.test(field.name)) {
          row[field.name] = field.kind === 'integer' ? shift + 1 : field.kind === 'enum' ? (field.values?.[shift] ?? '') : options[0]!;
        } else if (/options|choices|answers/.test(field.name)) row[field.name] = shown.join('\n');
        else if (field.name === question?.title || /question|prompt|^text$/.test(field.name)) row[field.name] = text;
      }
      return row;
    }),
  );
  replace(rule.question, questions);
  const ofAttempt = attempt?.fields.find(({ references }) => references === rule.quiz);
  const score = attempt?.fields.find(
    ({ name, kind }) => /score|points|right|correct/.test(name) && ['integer', 'decimal', 'percent'].includes(kind),
  );
  rows(rule.attempt).forEach((row, at) => {
    if (ofAttempt) row[ofAttempt.name] = (at % Math.max(1, quizzes.length)) + 1;
    if (score) row[score.name] = score.kind === 'percent' ? 25 * (1 + (at % 4)) : 1 + ((at * 3) % perQuiz);
  });
}
