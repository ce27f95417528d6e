// Places that are filled from the API: they wait, are empty, fail, are asked again; tables and lists.
import { el } from './figures.js';

/** What the API answers when it cannot: the words of its problem document. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export const empty = text => el('p', { class: 'empty' }, text);

/**
 * Fills a place with what a function returns; shows that it waits, and what went wrong. Returns a
 * function that fills it again. What is there stays until the new is ready, and also when asking
 * again fails: then a note says that it is old, and why.
 *
 * @param load is handed a signal that ends a question whose answer nobody waits for any more
 */
export function panel(place, load) {
  let asked = new AbortController();
  let filled = false;
  let note = null;
  const calm = () => {
    note?.remove();
    note = null;
    place.classList.remove('old');
  };
  async function fill() {
    asked.abort();
    asked = new AbortController();
    const mine = asked.signal;
    if (!filled && !place.querySelector(':scope > .failed'))
      place.replaceChildren(el('div', { class: 'wait' }, el('span', { class: 'hidden' }, 'Loading')));
    place.setAttribute('aria-busy', 'true');
    try {
      const content = await load(mine);
      if (mine.aborted) return;
      calm();
      filled = true;
      if (content !== undefined) replace(place, [content].flat());
    } catch (problem) {
      if (mine.aborted || problem.name === 'AbortError') return;
      if (!(problem instanceof Problem)) console.error(problem);
      place.dispatchEvent(new CustomEvent('failed', { detail: problem }));
      if (!filled || problem.status === 404) {
        calm();
        filled = false;
        replace(place, [failed(problem, fill)]);
        return;
      }
      const text = `These figures may be old. ${problem.message}`;
      if (note?.firstChild.textContent === text) return;
      calm();
      place.classList.add('old');
      // Said once on a page, however many panels it is true of.
      if ([...document.querySelectorAll('.note-old span')].some(said => said.textContent === text)) return;
      note = el(
        'div',
        { class: 'note-old', role: 'status' },
        el('span', {}, text),
        el('button', { type: 'button', class: 'quiet', onclick: fill }, 'Try again'),
      );
      place.before(note);
    } finally {
      if (!mine.aborted) place.setAttribute('aria-busy', 'false');
    }
  }
  fill();
  // What failed is asked again by itself; a person need not stay at the screen.
  setInterval(() => {
    if (!document.hidden && (place.classList.contains('old') || place.querySelector(':scope > .failed.again'))) fill();
  }, 5000);
  return fill;
}

const ACTIVE = 'a, button, summary, input, select, [tabindex]';

/** Replaces content only where it differs, and leaves focus, scrolling and what is open as they were. */
function replace(place, content) {
  const fresh = el('div', {}, content);
  const open = new Set([...place.querySelectorAll('details[open]')].map(details => details.id));
  fresh.querySelectorAll('details[id]').forEach(details => {
    details.open = open.has(details.id);
  });
  const same =
    place.childNodes.length === fresh.childNodes.length &&
    [...fresh.childNodes].every((node, i) => node.isEqualNode(place.childNodes[i]));
  if (same) return;
  const focus = [...place.querySelectorAll(ACTIVE)].indexOf(document.activeElement);
  const scrolled = [...place.querySelectorAll('.scroll, .feed')].map(box => [box.scrollTop, box.scrollLeft]);
  place.replaceChildren(...fresh.childNodes);
  [...place.querySelectorAll('.scroll, .feed')].forEach((box, i) => {
    [box.scrollTop, box.scrollLeft] = scrolled[i] ?? [0, 0];
  });
  if (focus >= 0) [...place.querySelectorAll(ACTIVE)][focus]?.focus({ preventScroll: true });
}

function failed(problem, again) {
  const passes = problem.status === 0 || problem.status === 503;
  return el(
    'div',
    { class: passes ? 'failed again' : 'failed', role: 'alert' },
    el('p', {}, problem.message),
    el('button', { type: 'button', class: 'quiet', onclick: again }, 'Try again'),
  );
}

/**
 * A table. Columns: {title, cell(row), number, wide, nowrap, mute: the title is for screen readers
 * only}. On a phone each row is a card, unless the table stays one. Roles are said, because a table
 * that is shown as cards loses them.
 */
export function table(caption, columns, rows, { cards = true, tall = false } = {}) {
  const kind = column =>
    [column.number && 'number', column.wide && 'wide', column.nowrap && 'nowrap'].filter(Boolean).join(' ') || null;
  const cells = row =>
    columns.map(column =>
      el(
        'td',
        { role: 'cell', 'data-label': column.mute ? '' : column.title, class: kind(column) },
        el('div', {}, column.cell(row)),
      ),
    );
  return el(
    'div',
    { class: tall ? 'scroll tall' : 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el(
      'table',
      { class: cards ? 'cards' : null, role: 'table' },
      el('caption', { class: 'hidden' }, caption),
      el(
        'thead',
        { role: 'rowgroup' },
        el(
          'tr',
          { role: 'row' },
          columns.map(column =>
            el(
              'th',
              { role: 'columnheader', scope: 'col', class: column.number ? 'number' : null },
              column.mute ? el('span', { class: 'hidden' }, column.title) : column.title,
            ),
          ),
        ),
      ),
      el(
        'tbody',
        { role: 'rowgroup' },
        rows.map(row => el('tr', { role: 'row' }, cells(row))),
      ),
    ),
  );
}

/**
 * A list that grows by pages. The function returned asks for the first page again; its `grown` says
 * whether more is shown.
 */
export function pages(place, load, show) {
  let items = [];
  let next = null;
  let turn = 0;
  const again = panel(place, async signal => {
    turn++;
    const page = await load(null, signal);
    items = page.items;
    next = page.next;
    first.grown = false;
    return draw(page);
  });
  const first = () => again();
  first.grown = false;
  function draw(page) {
    const more =
      next && el('p', { class: 'more' }, el('button', { type: 'button', class: 'quiet', onclick: grow }, 'Show more'));
    return [show(items, page), more].flat().filter(Boolean);
  }
  async function grow(event) {
    const button = event.currentTarget;
    const mine = turn;
    button.disabled = true;
    try {
      const following = await load(next);
      if (mine !== turn) return;
      items = items.concat(following.items);
      next = following.next;
      first.grown = true;
      replace(place, draw(following));
    } catch (problem) {
      button.disabled = false;
      button.textContent = `${problem.message} Try again`;
    }
  }
  return first;
}
