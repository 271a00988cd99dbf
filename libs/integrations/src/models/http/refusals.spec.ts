import type { ModelRequest } from '../port.js';
import { finishOf } from './finish-reason.js';
import { learnedFrom, outputUnder } from './output-terms.js';
import { pageTitle, readFault } from './provider-fault.js';

const request = { prompt: { version: '1', system: 's'.repeat(3_000), user: 'u'.repeat(1_000) }, maxOutputTokens: 16_000 } as ModelRequest;
const limit = (message: string): number | undefined => {
  const learned = learnedFrom(message, 16_000, {}, request);
  return learned && outputUnder(learned, request);
};

it('reads from a refusal how much a model writes', () => {
  expect(
    [
      'Invalid max_tokens value, the valid range of max_tokens is [1, 8192]',
      'max_tokens is too large: 16000. This model supports at most 4096 completion tokens, whereas you provided 16000.',
      "Invalid 'max_output_tokens': integer above maximum value. Expected a value <= 4096, but got 16000 instead.",
      'max_tokens: 16000 > 8192, which is the maximum allowed number of output tokens for claude-3-5-sonnet-20241022',
      'The maximum value is 8,192 for max_tokens',
      'maxOutputTokens must be less than 8193 for gemini-2.5-flash',
    ].map(limit),
  ).toEqual([8_192, 4_096, 4_096, 8_192, 8_192, 8_192]);
});

it('reads from a refusal how much there is room for', () => {
  for (const message of [
    "This model's maximum context length is 8192 tokens. However, you requested 17000 tokens (1000 in the messages, 16000 in the completion). Please reduce the length of the messages or completion.",
    "'max_tokens' or 'max_completion_tokens' is too large: 16000. This model's maximum context length is 8192 tokens and your request has 1000 input tokens (16000 > 8192 - 1000).",
    'input length and `max_tokens` exceed context limit: 1000 + 16000 > 8192, decrease input length or `max_tokens` and try again',
    'the request of 1000 prompt tokens and 16000 max_tokens is over the context window of 8192',
  ])
    expect(limit(message)).toBe(8_192 - 1_100 - 16);
});

it('learns nothing of limits where there is no room, or where it is about something else', () => {
  for (const message of [
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 10000 tokens.",
    'The model `m-4-1` does not exist',
    'temperature must be between 0 and 2',
    'max_tokens must be less than 1',
  ])
    expect(limit(message)).toBeUndefined();
});

it('takes each reason for one of four', () => {
  const reasons = {
    whole: 'stop eos end_turn stop_sequence tool_calls function_call tool_use COMPLETE anything',
    limited: 'length max_tokens model_length MAX_TOKENS max_output_tokens pause_turn',
    failed: 'error abort insufficient_system_resource cancelled network_error ERROR',
    refused: 'content_filter refusal SAFETY RECITATION sensitive content-filter guardrail_intervened',
  };
  for (const [finish, words] of Object.entries(reasons))
    for (const word of words.split(' ')) expect([word, finishOf(word)]).toEqual([word, finish]);
});

it('reads a fault in whatever form it comes', () => {
  expect(
    [
      { error: { message: 'm', code: 'c', param: 'p' } },
      { error: 'm' },
      { object: 'error', message: 'm', type: 'c', code: 404 },
      [{ error: { message: 'm', status: 'INVALID_ARGUMENT', code: 400 } }],
      { detail: [{ loc: ['body'], msg: 'm' }] },
      { detail: 'm' },
      { error: { message: 'Provider returned error', code: 502, metadata: { raw: 'm' } } },
      'm',
      '<html><title>Not  here</title></html>',
    ].map(readFault),
  ).toEqual([
    { message: 'm', code: 'c', param: 'p' },
    { message: 'm' },
    { message: 'm', code: 'c', status: 404 },
    { message: 'm', code: 'INVALID_ARGUMENT', status: 400 },
    { message: '[{"loc":["body"],"msg":"m"}]' },
    { message: 'm' },
    { message: 'Provider returned error: m', status: 502 },
    { message: 'm' },
    { message: 'a page called “Not here”' },
  ]);
  expect(pageTitle('# not a page')).toBeUndefined();
});
