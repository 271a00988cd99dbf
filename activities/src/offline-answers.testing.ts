import { OfflineEngine, type ModelTask } from '@millwright/integrations';

const engine = new OfflineEngine();

/** What the built-in engine answers to a task. */
export async function ask(task: ModelTask): Promise<string> {
  let text = '';
  const request = {
    stage: 'CODE',
    model: 'templates',
    task,
    prompt: { version: '1', system: '', user: '' },
    maxOutputTokens: 1,
    callId: 'c',
    attempt: 1,
  } as const;
  for await (const event of engine.answer(request, new AbortController().signal)) if (event.type === 'text') text += event.text;
  return text;
}
