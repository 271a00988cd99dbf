import { html, type Html } from '../html.ts';
import { hiddenFields } from './actions.ts';
import { avatar } from './avatar.ts';
import type { Content } from './content.ts';
import { linesOf } from './parts.ts';

export interface Message {
  author: string;
  at: Content;
  text: string;
  isMine: boolean;
  isUnread?: boolean;
  /** Address of a file that was sent along. */
  attachment?: string | null;
}

export interface Composer {
  action: string;
  label: string;
  submit: string;
  token?: string;
  /** Of the text; default "text". */
  name?: string;
  value?: string;
  fault?: string;
  /** Name of the field for a file that is sent along. */
  file?: string;
}

/** A conversation, newest at the bottom, and where one answers. */
export function thread(messages: Message[], composer?: Composer): Html {
  const firstUnread = messages.findIndex(({ isUnread }) => isUnread);
  return html`<div class="thread">
  <ol class="messages">${messages.map(({ author, at, text, isMine, attachment }, i) => html`
    ${i === firstUnread && html`<li class="unread-line"><span>New</span></li>`}
    <li class="message${isMine && html` is-mine`}">
      ${avatar(author)}
      <div><p class="meta"><strong>${isMine ? 'You' : author}</strong> ${at}</p><p class="bubble">${linesOf(text)}</p>${attachment && html`<p><a href="${attachment}">Attached file</a></p>`}</div>
    </li>`)}
  </ol>
  ${composer && composerOf(composer)}
</div>`;
}

function composerOf({ action, label, submit, token, name = 'text', value = '', fault, file }: Composer): Html {
  const about = fault && html` aria-invalid="true" aria-describedby="composer-fault"`;
  return html`<form class="composer" method="post" action="${action}"${file && html` enctype="multipart/form-data"`}>
    ${hiddenFields({}, token)}
    <label class="visually-hidden" for="composer">${label}</label>
    <textarea id="composer" name="${name}" rows="2" placeholder="${label}" required${about}>${value}</textarea>
    ${file && html`<label class="composer-file">Attach a file <input type="file" name="${file}"></label>`}
    <button class="button button-main">${submit}</button>
    ${fault && html`<p class="fault" id="composer-fault">${fault}</p>`}
  </form>`;
}

/** What happened to something, newest first. */
export function history(items: { at: Content; who?: string; text: Content }[]): Html {
  return html`<ol class="history">${items.map(({ at, who, text }) => html`
  <li><p>${who && html`<strong>${who}</strong> `}${text}</p><p class="meta">${at}</p></li>`)}
</ol>`;
}
