import { duration, wholeLength, type TokenCount } from '@millwright/domain';
import type { ModelEvent } from '@millwright/integrations';
import type { EngineCall } from './engine-call.js';
import { joinAnswer } from './join-answer.js';
import { ThinkingFilter } from './thinking.js';

// Characters after which it is plain how an answer goes on from what stands.
const JOINED_AFTER = 80;

/** What comes of one request: shown as it comes, without what the model thought before it. */
export class Reception {
  /** Bytes that came, thinking included. */
  bytes = 0;
  end: (TokenCount & { isLimited?: boolean }) | undefined;
  private more = '';
  private readonly thinking = new ThinkingFilter();
  private readonly askedAt = Date.now();

  /** @param partial what stands of the answer already. */
  constructor(
    private readonly call: Pick<EngineCall, 'log' | 'live'>,
    private readonly partial: string,
  ) {}

  take(event: ModelEvent): void {
    if (event.type === 'end') this.end = event;
    else {
      this.bytes += Buffer.byteLength(event.text);
      this.add(this.thinking.push(event.text));
    }
  }

  /** Nothing more comes. */
  close(): void {
    this.add(this.thinking.end());
  }

  get hasThought(): boolean {
    return this.thinking.hasThought;
  }

  /** All there is of the answer; half of a character at its end is still to come. */
  text(): string {
    const text = joinAnswer(this.partial, this.more + this.thinking.end());
    return text.slice(0, wholeLength(text));
  }

  private add(text: string): void {
    if (text === '') return;
    const { call, partial } = this;
    if (this.more === '') call.log.say(`The first words came after ${duration(Date.now() - this.askedAt)}`);
    const isJoined = this.more.length > JOINED_AFTER || partial === '';
    this.more += text;
    if (isJoined) call.live.push(text);
    // What repeats the end of what stands is not shown again.
    else if (this.more.length > JOINED_AFTER) call.live.push(joinAnswer(partial, this.more).slice(partial.length));
  }
}
