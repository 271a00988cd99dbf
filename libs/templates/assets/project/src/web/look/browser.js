// What pages do beyond links and forms. Everything works without it: it saves steps, it is not the way.

const busy = new WeakSet();

// A form is sent once, however often its button is pressed; coming back by the browser's button frees it again.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (busy.has(form)) return event.preventDefault();
  if (form.method !== 'post') return;
  busy.add(form);
  form.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('form[aria-busy]')) {
    busy.delete(form);
    form.removeAttribute('aria-busy');
  }
});

// Questions before what cannot be undone: a dialog instead of the part that opens in place.
document.addEventListener('click', (event) => {
  const summary = event.target.closest('details[data-confirm] > summary');
  if (!summary) return;
  event.preventDefault();
  ask(summary.parentElement, summary);
});

function ask(question, opener) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  const content = question.querySelector('.confirm-question').cloneNode(true);
  const text = content.querySelector('p');
  text.id = 'dialog-question';
  dialog.setAttribute('aria-labelledby', text.id);
  const cancel = document.createElement('button');
  cancel.type = 'button';
  cancel.className = 'button button-quiet';
  cancel.textContent = 'Cancel';
  cancel.addEventListener('click', () => dialog.close());
  content.append(cancel);
  dialog.append(content);
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  // The answer that changes nothing is the one that Enter gives.
  cancel.focus();
}

// What is wrong with a form is read first.
document.querySelector('[data-focus]')?.focus();

// Menus close with Escape, and when one goes elsewhere.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = document.activeElement?.closest('details.dropdown[open], details.site-menu[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.dropdown[open]')) if (!menu.contains(event.target)) menu.open = false;
});

// Choices of a filter apply at once; text when it has been typed.
for (const form of document.querySelectorAll('form[data-live]')) {
  form.addEventListener('change', (event) => {
    if (event.target.matches('select, input[type=date]')) form.requestSubmit();
  });
  // Fields that narrow nothing do not belong into the address.
  form.addEventListener('formdata', (event) => {
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
  });
}

// A message that all is well goes by itself; what is wrong stays.
for (const notice of document.querySelectorAll('.notice-good, .notice-info')) {
  setTimeout(() => notice.classList.add('is-leaving'), 6000);
  setTimeout(() => notice.remove(), 6200);
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const label = button.lastChild.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.lastChild.textContent = 'Copied';
    } catch {
      // Where pages may not copy, the text is chosen, and keys do.
      getSelection().selectAllChildren(button.previousElementSibling);
      button.lastChild.textContent = 'Press Ctrl+C';
    }
    setTimeout(() => (button.lastChild.textContent = label), 2000);
  });
}

// What can be done to several rows appears with the first that is ticked.
for (const form of document.querySelectorAll('form[data-chosen]')) {
  const boxes = [...form.elements].filter((one) => one.type === 'checkbox');
  const show = () => {
    const count = boxes.filter((box) => box.checked).length;
    form.hidden = count === 0;
    form.classList.add('is-live');
    form.querySelector('[data-count]').textContent = `${count} chosen`;
  };
  document.addEventListener('change', (event) => boxes.includes(event.target) && show());
  addEventListener('pageshow', show);
  show();
}

// A card that is dragged into another column sends the form that its menu has for this.
let dragged = null;
const moveTo = (column) =>
  [...(dragged?.querySelectorAll('form[data-to]') ?? [])].find((form) => form.dataset.to === column.dataset.column);

for (const item of document.querySelectorAll('.board-item[draggable]')) {
  item.addEventListener('dragstart', (event) => {
    dragged = item;
    event.dataTransfer.effectAllowed = 'move';
    for (const column of document.querySelectorAll('.board-column')) column.classList.toggle('takes', !!moveTo(column));
  });
  item.addEventListener('dragend', () => {
    dragged = null;
    for (const column of document.querySelectorAll('.board-column')) column.classList.remove('takes', 'is-over');
  });
}
for (const column of document.querySelectorAll('.board-column')) {
  column.addEventListener('dragover', (event) => {
    if (!moveTo(column)) return;
    event.preventDefault();
    column.classList.add('is-over');
  });
  column.addEventListener('dragleave', (event) => !column.contains(event.relatedTarget) && column.classList.remove('is-over'));
  column.addEventListener('drop', (event) => {
    event.preventDefault();
    moveTo(column)?.requestSubmit();
  });
}

// Conversations open at their newest message.
for (const messages of document.querySelectorAll('.messages')) messages.scrollTop = messages.scrollHeight;
