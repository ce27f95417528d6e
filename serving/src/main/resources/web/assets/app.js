// What every page shares: asking the API, the data's clock, live events, links, filters, the frame.
import { byId, count, date, el, figure, format, setZone, stampOf, zone } from './figures.js';
import { Problem } from './panels.js';

export * from './figures.js';
export * from './panels.js';

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

// ---- the data's clock ----------------------------------------------------------------------

export let clock = null;
const bus = new EventTarget();
/** Calls a function at each event of a kind: clock, overview, alert, batch. */
export const on = (kind, handler) => bus.addEventListener(kind, event => handler(event.detail));
let stale = { figures: '', stream: '' };

export function setClock(next) {
  if (!next) return;
  clock = next;
  setZone(next.timeZone);
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

// ---- what alerts are of ---------------------------------------------------------------------

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
