import { JsonTooLarge } from '@millwright/platform';
import { ThinkingFilter, withoutThinking } from './thinking.js';
import { jsonOf, joinAnswer } from './join-answer.js';

const README = '# Tool library\n\nLend tools.\n';

it.each([
  ['a tag', `<think>\nHm {a}\n</think>\n\n${README}`],
  ['a tag in capitals, twice', `<THINK>a</THINK>\n<thinking>b</thinking>${README}`],
  ['a tag with an attribute', `<reasoning effort="high">a</reasoning>\n${README}`],
  ['lozenges', `◁think▷a◁/think▷${README}`],
  ['brackets', `[THINK]a[/THINK]\n${README}`],
  ['special tokens', `<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|>${README}<|END_RESPONSE|>`],
  ['a fence', `\`\`\`thinking\na\n\`\`\`\n${README}`],
  ['channels', `<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>${README}<|return|>`],
  [
    'several channels',
    `<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>commentary<|message|>b<|end|><|start|>assistant<|channel|>final<|message|>${README}`,
  ],
  ['channels whose marks are lost', `analysisWe need a README.assistantfinal${README}`],
  ['nothing but its end', `I should write it.\n</think>\n\n${README}`],
  ['nothing but its end, on the same line', `I should write it.</think>\n${README}`],
  ['an end too many', `<think><think>a</think></think>\n${README}`],
  ['nothing', README],
])('leaves %s out of an answer, in whatever pieces it comes', (_what, text) => {
  expect(withoutThinking(text).trim()).toBe(README.trim());
  for (const size of [1, 2, 3, 7, 50]) {
    const filter = new ThinkingFilter();
    let all = '';
    for (let at = 0; at < text.length; at += size) all += filter.push(text.slice(at, at + size));
    expect(withoutThinking(all + filter.end()).trim()).toBe(README.trim());
  }
});

it.each(['<think>', '<think>\nI would say # Tool library', '◁think▷a', '<|channel|>analysis<|message|>a', '<think>a</think>\n'])(
  'takes an answer that is nothing else for empty: %j',
  (text) => expect(withoutThinking(text)).toBe(''),
);

it.each([
  '# Tags\n\nIt drops `<think>` and `</think>`.\n',
  '# Tags\n\n```html\n<think>\na\n</think>\n```\n',
  '# Tags\n\n<think>a</think>\n',
  "export const strip = (text: string) => text.split('</think>')[1];\n",
  '<template>\n  <p>a</p>\n</template>\n',
  '<!DOCTYPE html>\n<title>a</title>\n',
  '[tool]\nname = "a"\n',
  '```ts\nconst a = 1;\n```\n',
  '',
  '\n\nbody {}\n',
])('keeps what belongs to an answer: %j', (text) => {
  expect(withoutThinking(text)).toBe(text);
  const filter = new ThinkingFilter();
  expect([...text].map((piece) => filter.push(piece)).join('') + filter.end()).toBe(text);
});

it('keeps what JSON says of such tags, and reads it behind them', () => {
  const value = { text: 'It drops </think>\n and <think>.' };
  expect(jsonOf(JSON.stringify(value))).toEqual(value);
  expect(jsonOf(`<think>{no}</think>${JSON.stringify(value)}`)).toEqual(value);
  expect(jsonOf(`So {this} it is.\n</think>\n${JSON.stringify(value)}`)).toEqual(value);
});

it('joins what goes on behind thinking whose end alone is marked', () => {
  expect(joinAnswer('The wheel turns', 'I go on.\n</think>\n\nThe wheel turns and grinds.')).toBe('The wheel turns and grinds.');
  expect(joinAnswer('It drops `<think>` and ', 'It drops `<think>` and `</think>`.')).toBe('It drops `<think>` and `</think>`.');
});

it('finds the JSON of an answer among remarks, and none in one that was cut', () => {
  const fits = (value: unknown): boolean => (value as { n?: number }).n !== undefined;
  expect(jsonOf('Here {it} is:\n```json\n{"n": 1}\n```\nNot {that}.')).toEqual({ n: 1 });
  expect(jsonOf('{"a": 1}{"n": 2}', fits)).toEqual({ n: 2 });
  expect(jsonOf('An open { first. {"n": "}"}')).toEqual({ n: '}' });
  expect(() => jsonOf('{"list": [{"n": 1}, {"n": 2}')).toThrow(SyntaxError);
  // Not parsed, and no reason for a stack to overflow.
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const answer of [deep, `Here it is: {"a":${deep}}`]) expect(() => jsonOf(answer)).toThrow(JsonTooLarge);
});
