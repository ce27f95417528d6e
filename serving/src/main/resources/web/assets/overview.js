import { api, badge, byId, change, clock, count, dayOf, el, empty, figure, litres, meterLink, on, panel, setClock, table, time, timeOf, hourOf, words } from './app.js';
import { axis, bar, base, chart } from './charts.js';

let data = null;
let asked = null;
let seen = null;

function tile(title, value, unit, ...aside) {
  return el('div', { class: 'tile' }, el('h2', {}, title), el('p', { class: 'figure' }, value, unit ? el('small', {}, ' ' + unit) : null), el('div', { class: 'aside' }, aside));
}

function tiles(o) {
  const week = o.litres.sameWeekday;
  const against = change(o.litres.today, week.untilSameTime);
  const open = o.openAlerts;
  return [
    tile('Meters reporting', count(o.meters.reporting), `of ${count(o.meters.known)}`, `in the last 24 hours${o.meters.unknown ? `; ${count(o.meters.unknown)} more are in no fleet list` : ''}`),
    tile('Water today', litres(o.litres.today), null,
      against ? el('span', { class: against.kind }, against.text) : null,
      against ? ` against ${dayOf(week.date + 'T12:00:00Z')}, same time` : `no figures yet for ${dayOf(week.date + 'T12:00:00Z')}`),
    tile('Open alerts', count(open.CRITICAL + open.WARNING + open.INFO), null,
      el('span', { class: 'badges' }, badge('CRITICAL', `${count(open.CRITICAL)} critical`), badge('WARNING', `${count(open.WARNING)} warning`))),
    tile('Messages now', figure(o.readingsPerSecond), 'a second', 'taken by the speed layer, mean of the last minute'),
  ];
}

function flow(o) {
  const points = o.flow.points;
  const before = new Map(o.flow.previous.map(point => [Date.parse(point.start) + 864e5, point.litres]));
  const rows = points.map(point => [hourOf(point.start), litres(point.litres), litres(before.get(Date.parse(point.start))), point.origin]);
  return chart(byId('flow'), c => ({
    ...base(c),
    xAxis: axis(c, { type: 'category', data: points.map(point => timeOf(point.start)), splitLine: { show: false } }),
    yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: litres } }),
    tooltip: { ...base(c).tooltip, formatter: shown => {
      const point = points[shown[0].dataIndex];
      return `${hourOf(point.start)}\n${litres(point.litres)}, ${point.origin}\n${litres(before.get(Date.parse(point.start)))} the day before`;
    } },
    series: [
      { name: 'Last 24 hours', type: 'bar', barMaxWidth: 28, itemStyle: { color: c.water }, data: points.map(point => bar(point.litres, point.origin !== 'batch', c)) },
      { name: 'The day before', type: 'line', symbol: 'none', lineStyle: { color: c.past, width: 2, type: 'dashed' }, itemStyle: { color: c.past }, data: points.map(point => before.get(Date.parse(point.start)) ?? null), z: 3 },
    ],
  }), { caption: 'Litres by hour', columns: ['Hour', 'Litres', 'The day before', 'Layer'], rows, empty: 'No flow in the last 24 hours of the data.' });
}

function shade(c, suburb) {
  if (!suburb.previous24h) return c.even;
  const ratio = suburb.litres24h / suburb.previous24h - 1;
  return ratio > .1 ? c.rise : ratio < -.1 ? c.fall : c.even;
}

function map(o) {
  const total = o.suburbs.reduce((sum, suburb) => sum + suburb.litres24h, 0);
  const against = suburb => change(suburb.litres24h, suburb.previous24h)?.text ?? 'nothing to compare';
  return chart(byId('map'), c => ({
    ...base(c),
    tooltip: { ...base(c).tooltip, trigger: 'item', formatter: item => { const s = item.data.suburb; return s ? `${s.suburb}\n${litres(s.litres24h)}, ${against(s)}\n${count(s.meters)} meters` : ''; } },
    series: [{ type: 'treemap', roam: false, nodeClick: false, breadcrumb: { show: false }, left: 0, right: 0, top: 0, bottom: 0,
      label: { color: '#fff', fontSize: 13, fontWeight: 600, formatter: item => `${item.data.suburb.suburb}\n${litres(item.data.suburb.litres24h)}`, overflow: 'truncate', lineHeight: 17 },
      itemStyle: { borderColor: c.card, borderWidth: 2, gapWidth: 2 },
      data: o.suburbs.filter(s => s.litres24h > 0).map(s => ({ name: s.suburb, value: s.litres24h, suburb: s, itemStyle: { color: shade(c, s) }, label: { show: s.litres24h > total / 30 } })) }],
  }), { caption: 'Litres of suburbs', columns: ['Suburb', 'Litres', 'Against the day before'], rows: o.suburbs.map(s => [s.suburb, litres(s.litres24h), against(s)]), empty: 'No suburb has used water in the last 24 hours of the data.' });
}

function suburbs(o) {
  if (!o.suburbs.length) return empty('No suburb has used water in the last 24 hours of the data.');
  return table('Suburbs by litres', [
    { title: 'Suburb', cell: s => el('a', { href: '/meters?suburb=' + encodeURIComponent(s.suburb) }, s.suburb) },
    { title: 'Litres', number: true, cell: s => litres(s.litres24h) },
    { title: 'Day before', number: true, cell: s => { const c = change(s.litres24h, s.previous24h); return c ? el('span', { class: c.kind }, c.text) : '–'; } },
    { title: 'Per meter', number: true, cell: s => litres(s.litresPerMeter) },
    { title: 'Meters', number: true, cell: s => count(s.meters) },
  ], o.suburbs, false);
}

function feed(o) {
  if (!o.latestAlerts.length) return empty(`No alert so far. The newest data is of ${hourOf(clock.dataClock)}.`);
  const before = seen;
  seen = new Set(o.latestAlerts.map(alert => alert.id));
  return el('ul', { class: 'feed' }, o.latestAlerts.map(alert => el('li', { class: before && !before.has(alert.id) ? 'new' : null },
    el('div', { class: 'line' }, badge(alert.severity), el('strong', {}, words(alert.type)), meterLink(alert.device), time(alert.lastSeen)),
    el('div', { class: 'why' }, alert.message, alert.suburb ? `, ${alert.suburb}` : ''))));
}

async function load() {
  if (data) return data;
  asked ??= api('/overview').finally(() => { asked = null; });
  const answer = await asked;
  setClock(answer.clock);
  data ??= answer;
  return data;
}
const refills = [
  panel(byId('tiles'), async () => tiles(await load())),
  panel(byId('feed'), async () => feed(await load())),
  panel(byId('suburbs'), async () => suburbs(await load())),
  panel(byId('flow'), async () => flow(await load())),
  panel(byId('map'), async () => map(await load())),
];
on('overview', next => { if (!next.meters) return; data = next; refills.forEach(fill => fill()); });
['tiles', 'feed', 'suburbs', 'flow', 'map'].forEach(id => byId(id).addEventListener('failed', () => { data = null; }));
