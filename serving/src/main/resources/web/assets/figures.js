// Elements, and figures as people read them: numbers, times in the data's zone, names of the API.

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

const whole = new Intl.NumberFormat('en-AU', { maximumFractionDigits: 0 });
const some = new Intl.NumberFormat('en-AU', { maximumSignificantDigits: 4 });
export const NONE = '–';
export const count = value => (value === null || value === undefined ? NONE : whole.format(value));
/** Says that an answer leaves some out, where it does: the API reads no more meters, or stations, at a time. */
export const cut = (answer, done) => (answer.truncated ? `. Only the first 20,000 are ${done}.` : '');
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

export let zone = 'UTC';
const formats = new Map();
export function format(name, options) {
  const key = name + zone;
  if (!formats.has(key))
    formats.set(key, new Intl.DateTimeFormat('en-AU', { timeZone: zone, hourCycle: 'h23', ...options }));
  return formats.get(key);
}
/** Times are shown in this zone from now on. */
export function setZone(next) {
  if (zone === next) return;
  zone = next;
  formats.clear();
}
export const date = value => (value instanceof Date ? value : new Date(value));
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
