/** @jest-environment jsdom */
import { html } from '../../../assets/project/src/web/html.ts';
import { script } from '../../../assets/project/src/web/look/client.ts';
import { actions, board, copyButton, filters, form, frame } from '../../../assets/project/src/web/look/index.ts';

const sent: string[] = [];

function open(): void {
  const body = html`${actions([{ label: 'Delete', action: '/delete', method: 'post', confirm: 'Delete the kettle?' }])}
    ${copyButton('K7')}
    ${filters({ action: '/items', resetHref: '/items', fields: [{ name: 'state', label: 'State', kind: 'choice', value: '', options: [{ value: 'w', label: 'Waiting' }] }] })}
    ${board({
      columns: [
        {
          name: 'Waiting',
          items: [{ href: '/1', title: 'Kettle', facts: [], moves: [{ label: 'Claim', action: '/claim', to: 'Claimed' }] }],
        },
        { name: 'Claimed', items: [] },
        { name: 'Hopeless', items: [] },
      ],
    })}
    ${form({ action: '/items', submit: 'Register', fields: [], faults: { '': 'Somebody was faster.' }, values: {} })}`;
  const navigation = Array.from({ length: 7 }, (_, i) => ({ label: `Page ${i}`, href: `/${i}`, isCurrent: false }));
  const page = new DOMParser().parseFromString(
    frame({ title: 'x', app: { name: 'x', purpose: 'y' }, navigation, body }).toString(),
    'text/html',
  );
  document.body.replaceWith(page.body);
  new Function(script)();
}

const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;
const fire = (target: Element, type: string, more: object = {}) =>
  target.dispatchEvent(Object.assign(new Event(type, { bubbles: true, cancelable: true }), more));

describe('what the script of the pages does', () => {
  beforeAll(() => {
    // Of the browser, and missing here.
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
      this.dispatchEvent(new Event('close'));
    };
    HTMLFormElement.prototype.requestSubmit = function () {
      if (fire(this, 'submit')) sent.push(this.getAttribute('action')!);
    };
    open();
  });
  beforeEach(() => sent.splice(0));

  it('has what is wrong with a form read first', () => {
    expect(document.activeElement!.className).toBe('fault-summary');
  });

  it('copies a text, and chooses it where pages may not copy', async () => {
    const button = find<HTMLButtonElement>('[data-copy]');
    button.click();
    await Promise.resolve();
    expect(button.textContent).toContain('Press Ctrl+C');
    expect(getSelection()!.toString()).toBe('K7');
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) } });
    button.click();
    await Promise.resolve();
    expect(copied).toEqual(['K7']);
    expect(button.textContent).toContain('Copied');
  });

  it('sends a form once, however often it is asked to', () => {
    const once = find<HTMLFormElement>('.form');
    once.requestSubmit();
    once.requestSubmit();
    expect(sent).toEqual(['/items']);
    expect(once.getAttribute('aria-busy')).toBe('true');
  });

  it('sends a search as often as one likes', () => {
    const search = find<HTMLFormElement>('form[data-live]');
    fire(find('#filter-state'), 'change');
    fire(find('#filter-state'), 'change');
    expect(sent).toEqual(['/items', '/items']);
    expect(search.hasAttribute('aria-busy')).toBe(false);
  });

  it('asks in a dialog, where the harmless answer has the focus, and gives the focus back', () => {
    const summary = find('details[data-confirm] > summary');
    summary.click();
    const dialog = find<HTMLDialogElement>('dialog');
    expect(dialog.open).toBe(true);
    expect(dialog.querySelector('form')!.getAttribute('action')).toBe('/delete');
    expect(find(`#${dialog.getAttribute('aria-labelledby')!}`).textContent).toBe('Delete the kettle?');
    expect(document.activeElement!.textContent).toBe('Cancel');
    (document.activeElement as HTMLElement).click();
    expect(document.querySelector('dialog')).toBeNull();
    expect(document.activeElement).toBe(summary);
    expect(find<HTMLDetailsElement>('details[data-confirm]').open).toBe(false);
  });

  it('closes a menu with Escape, and gives its button the focus', () => {
    const menu = find<HTMLDetailsElement>('.more');
    menu.open = true;
    menu.querySelector('a')!.focus();
    fire(document.activeElement!, 'keydown', { key: 'Escape' });
    expect(menu.open).toBe(false);
    expect(document.activeElement).toBe(menu.querySelector('summary'));
  });

  it('closes a menu when one goes elsewhere', () => {
    const menu = find<HTMLDetailsElement>('.more');
    menu.open = true;
    find('main').click();
    expect(menu.open).toBe(false);
  });

  it('sends the form of a move when a card is dropped where it may go, and nothing elsewhere', () => {
    const drop = (name: string) => {
      fire(find('.board-item'), 'dragstart', { dataTransfer: {} });
      const column = find(`[data-column=${name}]`);
      const isTaken = !fire(column, 'dragover');
      fire(column, 'drop');
      fire(find('.board-item'), 'dragend');
      return isTaken;
    };
    expect([drop('Hopeless'), sent.length]).toEqual([false, 0]);
    expect([drop('Claimed'), sent]).toEqual([true, ['/claim']]);
  });

  it('shows what only works with a script', () => {
    expect(find('[data-copy]').hidden).toBe(false);
  });
});
