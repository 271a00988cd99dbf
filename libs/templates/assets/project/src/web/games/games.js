// What a game does beyond its buttons: moves without loading the page anew, keys, swipes, and the snake that moves by itself.

const SWIPE_PX = 24;
const STEP_MS = 140;
const sent = new WeakSet();
let playing;

document.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-play]');
  if (!form) return;
  event.preventDefault();
  form.removeAttribute('aria-busy');
  if (form.querySelector('[data-snake]') && playing) return playing.turn(event.submitter?.value ?? '.');
  send(form, event.submitter);
});

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=hidden]), textarea, select')) return;
  const button = document.querySelector(`form[data-play] button[data-key="${CSS.escape(event.key.length === 1 ? event.key.toLowerCase() : event.key)}"]:enabled`);
  if (!button || button.closest('fieldset:disabled')) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});

let from;
document.addEventListener('pointerdown', (event) => {
  from = event.target.closest('.game-board, .snake-field') ? event : undefined;
});
document.addEventListener('pointerup', (event) => {
  if (!from) return;
  const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
  from = undefined;
  if (Math.max(Math.abs(x), Math.abs(y)) < SWIPE_PX) return;
  const move = Math.abs(x) > Math.abs(y) ? (x > 0 ? 'R' : 'L') : y > 0 ? 'D' : 'U';
  const button = document.querySelector(`form[data-play] .arrow-${move}`);
  if (button && !button.closest('fieldset:disabled')) button.form.requestSubmit(button);
});

/** Sends a move and shows what the page would show. */
async function send(form, button) {
  if (sent.has(form)) return;
  sent.add(form);
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: 'POST', body });
    const shown = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#play');
    if (!shown) return location.reload();
    document.querySelector('#play').replaceWith(document.adoptNode(shown));
    const same = button && document.querySelector(`form[data-play] button[value="${CSS.escape(button.value)}"]:enabled`);
    (same ?? document.querySelector('#play [data-next], form[data-play] button:enabled'))?.focus({ preventScroll: true });
    begin();
  } catch {
    location.reload();
  }
}

/** The snake moves by the rules that the server has: what was steered is sent when it ends, and looked at there again. */
async function begin() {
  playing = undefined;
  const field = document.querySelector('form[data-play] [data-snake]');
  if (!field || field.closest('fieldset:disabled')) return;
  const { snake } = await import('/games/rules/snake.js');
  let state = JSON.parse(field.dataset.snake);
  let steps = '';
  let next = [];
  let timer;
  const turn = (letter) => {
    if (next.length < 3) next.push(letter);
    // It waits for the first turn.
    timer ??= setInterval(step, STEP_MS);
  };
  const step = () => {
    const letter = next.shift() ?? '.';
    const after = snake.move(state, letter);
    if (!after) return;
    state = after;
    steps += letter;
    draw(field, state);
    if (!state.isOver && steps.length < 4900) return;
    clearInterval(timer);
    const form = field.closest('form');
    form.elements.steps.value = steps;
    playing = undefined;
    send(form);
  };
  playing = { turn };
}

function draw(field, state) {
  const svg = (name, values) => {
    const part = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(values)) part.setAttribute(key, value);
    return part;
  };
  field.replaceChildren(
    ...state.body.map(({ x, y }, i) => svg('rect', { class: i === 0 ? 'snake-head' : 'snake-body', x, y, width: 1, height: 1, rx: 0.2 })),
    svg('circle', { class: 'snake-apple', cx: state.apple.x + 0.5, cy: state.apple.y + 0.5, r: 0.4 }),
  );
}

begin();
