import { keepComposing } from './composing';

const key = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });

it('keeps keys of an input method from whoever listens, but not from an editor of its own', () => {
  document.body.innerHTML = '<input><div class="cm" contenteditable="true"><p></p></div>';
  const heard: string[] = [];
  const stop = keepComposing(document);
  document.addEventListener('keydown', ({ key }) => heard.push(key));
  const field = document.querySelector('input')!;
  field.dispatchEvent(key({ key: 'Enter', isComposing: true }));
  field.dispatchEvent(key({ key: 'Escape', keyCode: 229 } as KeyboardEventInit));
  expect(heard).toEqual([]);
  document.querySelector('p')!.dispatchEvent(key({ key: 'Enter', isComposing: true }));
  field.dispatchEvent(key({ key: 'Enter' }));
  expect(heard).toEqual(['Enter', 'Enter']);
  stop();
  field.dispatchEvent(key({ key: 'n', isComposing: true }));
  expect(heard).toEqual(['Enter', 'Enter', 'n']);
});
