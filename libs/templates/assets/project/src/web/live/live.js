// Pages follow what others do: when something was changed, what is shown is asked for again and put in its place.

const PARTS = '.messages, .feed, .cards, .gallery, .tiles, .facts, .history, .people, .calendar, .board, .bars, .chart, .progress, .empty, tbody';
const SOON_MS = 5000;
const main = document.getElementById('main');
let isTyped = false;
main.addEventListener('input', () => (isTyped = true));

const visible = () =>
  document.hidden && new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));

/** Parts that only show something; what has fields or what somebody is at stays as it is. */
const partsOf = (root) => [...root.querySelectorAll(PARTS)].filter((part) => !part.parentElement.closest(PARTS));
const isBusy = (part) => part.querySelector('input, select, textarea') !== null || part.contains(document.activeElement);

async function renew() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('main');
  const [shown, made] = [partsOf(main), partsOf(next)];
  const isSame = shown.length === made.length && shown.every((part, i) => part.className === made[i].className);
  if (!isSame) {
    // There is more or less on the page than before: it is loaded anew, unless somebody is writing.
    if (!isTyped && !document.querySelector('dialog[open]')) location.reload();
    return;
  }
  shown.forEach((part, i) => {
    if (part.outerHTML === made[i].outerHTML || isBusy(part)) return;
    const isAtEnd = part.scrollTop + part.clientHeight >= part.scrollHeight - 40;
    part.replaceWith(made[i]);
    if (part.classList.contains('messages') && isAtEnd) made[i].scrollTop = made[i].scrollHeight;
  });
}

/** Asks for the next change again and again; where nobody answers, a little later. */
async function follow(last) {
  try {
    await visible();
    const answer = await fetch(last === undefined ? '/changes' : `/changes?after=${last}`);
    if (!answer.ok) throw new Error(answer.statusText);
    const { last: now } = await answer.json();
    if (last !== undefined && now !== last) await renew();
    void follow(now);
  } catch {
    setTimeout(follow, SOON_MS, last);
  }
}
void follow();
