// What pages of stations share: values with their units, marks of the map, links, lists.
import {
  api,
  badge,
  byId,
  count,
  el,
  empty,
  figure,
  options,
  query,
  setClock,
  table,
  time,
  why,
  words,
} from './app.js';

const one = new Intl.NumberFormat('en-AU', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const two = new Intl.NumberFormat('en-AU', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const three = new Intl.NumberFormat('en-AU', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const known = value => value !== null && value !== undefined;
const signed = text => text.replace('-', '−');

export const degrees = value => (known(value) ? `${signed(one.format(value))} °C` : '–');
export const metres = value => (known(value) ? `${signed(two.format(value))} m` : '–');
/** Of an error, which may be of millimetres. */
export const error = value => (known(value) ? `${signed(three.format(value))} m` : '–');
export const change = value => {
  if (!known(value)) return '–';
  const text = two.format(value);
  return /^-?0\.00$/.test(text) ? '0.00 m' : `${value > 0 ? '+' : ''}${signed(text)} m`;
};
/** How much of a list is shown. */
export const shown = (items, total, what) =>
  items.length < total ? `The first ${count(items.length)} of ${count(total)} ${what}` : `All ${count(total)} ${what}`;
export const percent = value => (known(value) ? `${count(value * 100)} %` : '–');
const plain = new Intl.NumberFormat('en-AU', { maximumFractionDigits: 1 });
export const measured = (value, unit) =>
  known(value)
    ? `${signed(Math.abs(value) < 10 ? figure(Math.round(value * 100) / 100) : plain.format(value))} ${unit}`
    : '–';

export const NAMES = {
  air_temp: 'Temperature',
  dew_point: 'Dew point',
  rel_hum: 'Humidity',
  wind_speed: 'Wind',
  wind_gust: 'Gusts',
  wind_direction: 'Wind from',
  stn_pres: 'Pressure',
  mslp: 'Pressure at sea level',
  precip_1h: 'Rain in the last hour',
  snow_depth: 'Snow on the ground',
  water_level: 'Level',
  discharge: 'Discharge',
};
export const PROVINCES = {
  AB: 'Alberta',
  BC: 'British Columbia',
  MB: 'Manitoba',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  NU: 'Nunavut',
  ON: 'Ontario',
  PE: 'Prince Edward Island',
  QC: 'Quebec',
  SK: 'Saskatchewan',
  YT: 'Yukon',
};
export const provinceOf = code => PROVINCES[code] ?? code ?? '–';

export const HEARD = { FRESH: 'in the last 2 hours', LATE: 'in the last day', SILENT: 'not for a day' };
export const RISKS = { high: 'High', medium: 'Medium', low: 'Low', unknown: 'Unknown' };
const BADGES = { high: 'CRITICAL', medium: 'WARNING', low: 'done', unknown: '' };
export const riskBadge = risk => badge(BADGES[risk], RISKS[risk]);
export const trendOf = trend => ({ rising: '▲ rising', falling: '▼ falling', stable: '● stable' })[trend] ?? '–';

export const weatherLink = station => el('a', { href: '/weather/' + encodeURIComponent(station.id) }, station.name);
export const gaugeLink = station => el('a', { href: '/water-levels/' + encodeURIComponent(station.id) }, station.name);
export const heard = station =>
  station.observedAt
    ? [
        time(station.observedAt),
        station.freshness === 'FRESH' ? null : el('span', { class: 'late' }, ` ${words(station.freshness)}`),
      ]
    : 'never';

/** Asks, and follows the clock of the answer. */
export async function ask(path, signal) {
  const answer = await api(path, { signal });
  setClock(answer.clock);
  return answer;
}

export function provinces(form, page) {
  options(form.elements.province, page.facets.provinces, provinceOf);
}

export const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));

/** What is said of a station on its own page, and once for all panels of the page. */
export function stationOf(id) {
  let about = null;
  const ask = async () => {
    about ??= api('/stations/' + encodeURIComponent(id)).then(station => {
      setClock({ ...station.clock, timeZone: station.timeZone });
      return station;
    });
    try {
      return await about;
    } catch (problem) {
      about = null;
      throw problem;
    }
  };
  ask.forget = () => {
    about = null;
  };
  return ask;
}

export const place = s => [s.city, provinceOf(s.province)].filter(part => part && part !== '–').join(', ') || '–';

/** Doubts about an observation, such as discharge:SPIKE, in words. */
export const doubts = flags =>
  flags
    .map(flag => {
      const [element, rule] = flag.split(':');
      return `${NAMES[element] ?? element}: ${words(rule ?? '').toLowerCase()}`;
    })
    .join(', ');

/** A station's alerts. */
export async function alerts(id, signal) {
  const { items } = await api(`/stations/${encodeURIComponent(id)}/alerts` + query({ limit: 50 }), { signal });
  if (!items.length) return empty('This station has raised no alert.');
  return table(
    'Alerts of this station',
    [
      { title: 'Severity', cell: a => badge(a.severity) },
      { title: 'Type', nowrap: true, cell: a => words(a.type) },
      { title: 'Began', nowrap: true, cell: a => time(a.start) },
      { title: 'State', cell: a => (a.open ? el('strong', {}, 'open') : 'over') },
      { title: 'Why', wide: true, cell: why },
    ],
    items,
    { tall: true },
  );
}

/** Buttons of which one is pressed. */
export function choice(group, name, chosen, changed) {
  const show = () => {
    for (const button of group.children) button.setAttribute('aria-pressed', String(button.dataset[name] === chosen));
  };
  group.addEventListener('click', event => {
    const value = event.target.dataset[name];
    if (!value) return;
    chosen = value;
    show();
    changed(value);
  });
  show();
}

export const heading = (id, station) => {
  byId(id).textContent = station.name;
  document.title = `${station.name} · Watershed`;
};
