// What every page shares: asking the API, the data's clock, live events, states of panels, tables.

/** An element; attributes as given, children as nodes or text. Text never becomes markup. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return element;
}

export const byId = id => document.getElementById(id);

/** What the API answers when it cannot: the words of its problem document. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** Asks the API. */
export async function api(path, options = {}) {
  let answer;
  try {
    answer = await fetch('/api/v1' + path, { headers: { Accept: 'application/json' }, ...options });
  } catch (unreachable) {
    if (unreachable.name === 'AbortError') throw unreachable;
    throw new Problem(0, 'The dashboard’s server does not answer. Is the pipeline running?');
  }
  if (!answer.ok) throw new Problem(answer.status, await detail(answer));
  return answer.json();
}

export async function detail(answer) {
  try {
    return (await answer.json()).detail ?? answer.statusText;
  } catch {
    return `${answer.status} ${answer.statusText}`;
  }
}

/** A query string of what is set. */
export function query(values) {
  const set = Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return set.length ? '?' + new URLSearchParams(set) : '';
}

// ---- numbers and times ---------------------------------------------------------------------

const whole = new Intl.NumberFormat('en-AU', { maximumFractionDigits: 0 });
const some = new Intl.NumberFormat('en-AU', { maximumSignificantDigits: 4 });
export const NONE = '–';
export const count = value => (value === null || value === undefined ? NONE : whole.format(value));
export const figure = value => (value === null || value === undefined ? NONE : some.format(value));

/** The measurement that is the flow of water, as the API names it. */
export const FLOW = 'Pulse1';

/** Litres in the unit that reads best. */
export function litres(value) {
  if (value === null || value === undefined) return NONE;
  const size = Math.abs(value);
  if (size >= 1e6) return `${some.format(value / 1e6)} ML`;
  if (size >= 1e4) return `${some.format(value / 1e3)} kL`;
  return `${some.format(value)} L`;
}

/** How much more or less than before, in words. */
export function change(now, before) {
  if (!before || now === null || now === undefined) return null;
  const percent = Math.round((now / before - 1) * 100);
  if (percent === 0) return { text: 'as before', kind: '' };
  return { text: `${percent > 0 ? '▲ +' : '▼ −'}${Math.abs(percent)} %`, kind: percent > 0 ? 'up' : 'down' };
}

let zone = 'UTC';
const formats = new Map();
function format(name, options) {
  const key = name + zone;
  if (!formats.has(key))
    formats.set(key, new Intl.DateTimeFormat('en-AU', { timeZone: zone, hourCycle: 'h23', ...options }));
  return formats.get(key);
}
const date = value => (value instanceof Date ? value : new Date(value));
export const timeOf = value => format('time', { hour: '2-digit', minute: '2-digit' }).format(date(value));
export const dayOf = value => format('day', { day: 'numeric', month: 'short', year: 'numeric' }).format(date(value));
export const hourOf = value =>
  format('hour', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(date(value));
export const stampOf = value =>
  format('stamp', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(date(value));
/** The local day of an instant, such as 2022-07-13. */
export const isoDay = value =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    date(value),
  );
export const nextDay = (day, days) =>
  new Date(Date.parse(day + 'T12:00:00Z') + days * 864e5).toISOString().slice(0, 10);

/** A time for people, with the exact instant behind it. */
export function time(value, show = hourOf) {
  if (!value) return NONE;
  return el('time', { datetime: value, title: `${value} (${zone} shown)` }, show(value));
}

/** A length of time in words. */
export function span(seconds) {
  if (seconds === null || seconds === undefined) return NONE;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} days`;
}

const SAID = { HIGH_TEMP: 'High temperature', NOT_JSON: 'Not JSON' };
/** A name of the API's, as people write it. */
export function words(name) {
  const text = SAID[name] ?? name.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
/** A sentence of the API's with its instants as people read them. */
export const sentence = text => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, stampOf);
/** A month such as 2022-07, as people write it. */
export const monthOf = month =>
  new Intl.DateTimeFormat('en-AU', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(month + '-15T00:00:00Z'),
  );
export const badge = (name, text = words(name)) => el('span', { class: `badge ${name}` }, text);

// ---- the data's clock ----------------------------------------------------------------------

export let clock = null;
const bus = new EventTarget();
/** Calls a function at each event of a kind: clock, overview, alert, batch. */
export const on = (kind, handler) => bus.addEventListener(kind, event => handler(event.detail));
let stale = { figures: '', stream: '' };

export function setClock(next) {
  if (!next) return;
  clock = next;
  if (zone !== next.timeZone) {
    zone = next.timeZone;
    formats.clear();
  }
  const place = byId('clock');
  place.dataset.mode = next.mode;
  const month = format('month', { month: 'long', year: 'numeric' }).format(date(next.dataClock));
  const text =
    next.mode === 'live'
      ? `Live · data up to ${stampOf(next.dataClock)}`
      : next.mode === 'replay'
        ? `Replay of ${month} · the data’s own time is ${stampOf(next.dataClock)}`
        : 'No data yet';
  if (byId('clock-text').textContent !== text) byId('clock-text').textContent = text;
  const short = format('zone', { timeZoneName: 'short' })
    .formatToParts(date(next.dataClock))
    .find(part => part.type === 'timeZoneName').value;
  byId('zone').textContent = short === zone ? `Times are ${zone}.` : `Times are ${short} (${zone}).`;
  byId('horizon').textContent = next.horizon
    ? `Batch views hold readings up to ${stampOf(next.horizon)}.`
    : 'No batch run yet: everything is provisional.';
  setStale(next);
}

/**
 * Pages of stations follow the stations' own clock, which their answers carry; of the fleet's they
 * only hear whether it stands still.
 */
const ofStations = ['weather', 'water-levels'].includes(document.body.dataset.page);

function setStale(next) {
  stale.figures = next.stale ? `These are the last figures known. ${next.message ?? ''}` : '';
  banner();
}

function banner() {
  const text = [stale.stream, stale.figures].filter(Boolean).join(' ');
  const place = byId('banner');
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
}

function listen() {
  const source = new EventSource('/api/v1/events');
  for (const kind of ['clock', 'overview', 'alert', 'batch']) {
    source.addEventListener(kind, event => {
      const data = JSON.parse(event.data);
      if (kind === 'clock') (ofStations ? setStale : setClock)(data);
      bus.dispatchEvent(new CustomEvent(kind, { detail: data }));
    });
  }
  let lost = null;
  source.onopen = () => {
    clearTimeout(lost);
    lost = null;
    stale.stream = '';
    banner();
  };
  source.onerror = () => {
    lost ??= setTimeout(() => {
      stale.stream = 'Live updates are interrupted; what you see may be old. Trying again…';
      banner();
    }, 1500);
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => {
        source.close();
        listen();
      }, 3000);
  };
  addEventListener('pagehide', () => source.close());
}

// ---- panels: waiting, empty, failed --------------------------------------------------------

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

export const meterLink = id => el('a', { href: '/meters/' + encodeURIComponent(id) }, id);

/** What an alert is about: a meter, a gauge or a weather station. */
export const deviceLink = alert =>
  alert.subject === 'meter'
    ? meterLink(alert.device)
    : el(
        'a',
        { href: (alert.kind === 'weather' ? '/weather/' : '/water-levels/') + encodeURIComponent(alert.device) },
        alert.name ?? alert.device,
      );
export const deviceName = alert => (alert.subject === 'meter' ? `meter ${alert.device}` : (alert.name ?? alert.device));

/** Why an alert was raised: its message, and the rule behind it. */
export function why(alert) {
  const measured = value => `${figure(value)} ${alert.unit}`;
  return el(
    'details',
    { id: 'why-' + alert.id },
    el('summary', {}, alert.message),
    el('p', {}, alert.rule),
    el(
      'p',
      {},
      `Measured ${measured(alert.measured)}, worst ${measured(alert.peak)}, limit ${measured(alert.limit)}; ` +
        `${count(alert.readings)} readings from ${stampOf(alert.start)} to ${stampOf(alert.lastSeen)}.`,
    ),
  );
}

// ---- filters in the address ----------------------------------------------------------------

/** Binds a form to the address, so that what is looked at can be shared; calls back on a change. */
export function filters(form, changed) {
  const read = () => Object.fromEntries(new FormData(form));
  const fromAddress = () => {
    const given = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (!field.name || !given.has(field.name)) continue;
      if (field.tagName === 'SELECT' && ![...field.options].some(option => option.value === given.get(field.name)))
        field.append(el('option', { value: given.get(field.name) }, given.get(field.name)));
      field.value = given.get(field.name);
    }
  };
  let timer;
  const apply = () => {
    history.replaceState(null, '', location.pathname + query(read()));
    changed(read());
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    apply();
  });
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 200);
  });
  form.addEventListener('reset', () => setTimeout(apply));
  fromAddress();
  return read;
}

export function options(select, values, label = value => value) {
  const chosen = select.value;
  const known = new Set([...select.options].map(option => option.value));
  for (const value of values) if (!known.has(value)) select.append(el('option', { value }, label(value)));
  if (known.has(chosen)) select.value = chosen;
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

// ---- the frame -----------------------------------------------------------------------------

const themes = ['auto', 'light', 'dark'];
function theme() {
  const button = byId('theme');
  let now = document.documentElement.dataset.theme ?? 'auto';
  const say = () => {
    button.dataset.chosen = now;
    const text = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' }[now];
    button.setAttribute('aria-label', text + ', change');
    button.title = text;
  };
  say();
  button.addEventListener('click', () => {
    now = themes[(themes.indexOf(now) + 1) % themes.length];
    if (now === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = now;
    try {
      now === 'auto' ? localStorage.removeItem('watershed-theme') : localStorage.setItem('watershed-theme', now);
    } catch {
      /* only for this page */
    }
    say();
    dispatchEvent(new Event('themechange'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('themechange')));
}

const here = document.querySelector(`[data-nav="${document.body.dataset.page}"]`);
here.setAttribute('aria-current', 'page');
// On a phone the row of pages is longer than the screen.
here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 90;
theme();
listen();
