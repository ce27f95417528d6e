import { api, badge, byId, clock, count, dayOf, el, empty, figure, hourOf, isoDay, litres, on, options, pages, panel, query, setClock, stampOf, table, time, why, words } from './app.js';
import { axis, bar, base, chart } from './charts.js';

const id = decodeURIComponent(location.pathname.split('/').pop());
const path = '/devices/' + encodeURIComponent(id);
byId('name').textContent = 'Meter ' + id;
document.title = `Meter ${id} · Watershed`;

let about = null;
const meter = async () => { about ??= api(path).then(found => { setClock(found.clock); return found; }); try { return await about; } catch (problem) { about = null; throw problem; } };

const fact = (name, value) => el('div', {}, el('div', { class: 'name' }, name), el('div', { class: 'value' }, value));
const facts = panel(byId('facts'), async () => {
  const m = await meter();
  const month = m.month;
  return [
    fact('Suburb', m.suburb ? `${m.suburb} ${m.postcode ?? ''}` : m.known ? 'not in the fleet list' : 'the meter is in no fleet list'),
    fact('Usage', m.usageType ?? '–'),
    fact('Family', m.meterType ?? '–'),
    fact('Time zone', m.timeZone),
    fact('Last reading in the batch views', time(m.lastReading, stampOf)),
    fact('Open alerts', count(m.openAlerts)),
    month ? fact(`${month.month} so far`, litres(month.litres)) : null,
    month && month.forecast !== null ? fact('Expected by the month’s end', `${litres(month.forecast)} (${litres(month.low)} to ${litres(month.high)})`) : null,
    fact('Problems of the last days', m.problems.length ? el('span', { class: 'badges' }, m.problems.map(p => badge(p.severity, words(p.type)))) : 'none'),
  ].filter(Boolean);
});

let step = 'hour';
const label = point => step === 'hour' ? hourOf(point.start) : step === 'day' ? dayOf(point.start) : point.label;
const use = panel(byId('use'), async () => {
  const [series, alerts] = await Promise.all([meter().then(() => api(`${path}/consumption?step=${step}`)), api(`${path}/alerts?limit=100`)]);
  const points = series.points;
  // Alerts stand on the time axis: the spans they touch are marked.
  const marked = points.map(point => alerts.items.filter(alert => alert.type === 'HIGH_FLOW' && Date.parse(alert.start) < Date.parse(point.end) && Date.parse(alert.lastSeen) >= Date.parse(point.start)));
  return chart(byId('use'), c => ({
    ...base(c),
    xAxis: axis(c, { type: 'category', data: points.map(label), splitLine: { show: false } }),
    yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: litres } }),
    tooltip: { ...base(c).tooltip, formatter: shown => {
      const i = shown[0].dataIndex;
      return [`${label(points[i])}`, `${litres(points[i].value)}, ${points[i].origin}`, `${count(points[i].readings)} readings, ${count(points[i].excluded)} left out`, ...marked[i].map(alert => `Alert: ${alert.message}`)].join('\n');
    } },
    series: [
      { name: 'Water used', type: 'bar', barMaxWidth: 34, itemStyle: { color: c.water }, data: points.map(point => bar(point.value, point.origin !== 'batch', c)) },
      { name: 'High-flow alert', type: 'scatter', symbol: 'triangle', symbolSize: 11, itemStyle: { color: c.bad }, data: points.map((point, i) => marked[i].length ? point.value : null), z: 4 },
    ],
  }), { caption: 'Litres', columns: ['Span', 'Litres', 'Readings', 'Left out', 'Layer'], rows: points.map(p => [label(p), litres(p.value), p.readings, p.excluded, p.origin]), empty: 'No water was measured in this range.' });
});
byId('steps').addEventListener('click', event => {
  const chosen = event.target.dataset.step;
  if (!chosen) return;
  step = chosen;
  for (const button of byId('steps').children) button.setAttribute('aria-pressed', String(button.dataset.step === step));
  use();
});

const days = async measurement => (await api(path + '/days' + query({ measurement }))).items;
const register = panel(byId('register'), async () => {
  await meter();
  const rows = await days('Pulse1');
  return chart(byId('register'), c => ({
    ...base(c),
    xAxis: axis(c, { type: 'category', data: rows.map(row => row.date), splitLine: { show: false } }),
    yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: litres } }),
    tooltip: { ...base(c).tooltip, formatter: shown => { const r = rows[shown[0].dataIndex]; return `${r.date}\nflows ${litres(r.total)}, register ${litres(r.registerAdvance)}\n${words(r.crossCheck ?? 'NOT_CHECKED')}`; } },
    series: [
      { name: 'Sum of flows', type: 'bar', barMaxWidth: 20, itemStyle: { color: c.water }, data: rows.map(row => row.total) },
      { name: 'Advance of the register', type: 'bar', barMaxWidth: 20, data: rows.map(row => row.registerAdvance), itemStyle: { color: c.past } },
      { name: 'They disagree', type: 'scatter', symbol: 'diamond', symbolSize: 12, itemStyle: { color: c.bad }, data: rows.map(row => row.crossCheck === 'DISAGREES' ? Math.max(row.total ?? 0, row.registerAdvance ?? 0) : null), z: 4 },
    ],
  }), { caption: 'Flows and register by day', columns: ['Day', 'Sum of flows', 'Advance of the register', 'Check'], rows: rows.map(r => [r.date, litres(r.total), litres(r.registerAdvance), words(r.crossCheck ?? 'NOT_CHECKED')]), empty: 'No day is in the batch views yet; they follow the first batch run.' });
});

const device = panel(byId('device'), async () => {
  await meter();
  const [battery, temperature] = await Promise.all([days('Battery'), days('DeviceTemperature')]);
  const dates = [...new Set([...battery, ...temperature].map(row => row.date))].sort();
  const of = (rows, field) => { const known = new Map(rows.map(row => [row.date, row[field]])); return dates.map(day => known.get(day) ?? null); };
  return chart(byId('device'), c => ({
    ...base(c),
    grid: { ...base(c).grid, top: 58 },
    xAxis: axis(c, { type: 'category', data: dates, splitLine: { show: false } }),
    yAxis: [axis(c, { type: 'value', name: 'V', scale: true }), axis(c, { type: 'value', name: '°C', scale: true, splitLine: { show: false } })],
    series: [
      { name: 'Battery, lowest', type: 'line', connectNulls: true, symbolSize: 7, itemStyle: { color: c.water }, lineStyle: { color: c.water }, data: of(battery, 'min') },
      { name: 'Device temperature, highest', type: 'line', connectNulls: true, yAxisIndex: 1, symbol: 'diamond', symbolSize: 8, itemStyle: { color: c.rise }, lineStyle: { color: c.rise, type: 'dashed' }, data: of(temperature, 'max') },
    ],
  }), { caption: 'Battery and temperature by day', columns: ['Day', 'Battery V', 'Temperature °C'], rows: dates.map((day, i) => [day, of(battery, 'min')[i] ?? '–', of(temperature, 'max')[i] ?? '–']), empty: 'No battery or temperature is in the batch views yet.' });
});

const alerts = panel(byId('alerts'), async () => {
  await meter();
  const { items } = await api(`${path}/alerts?limit=20`);
  if (!items.length) return empty('This meter has raised no alert.');
  return table('Alerts of this meter', [
    { title: 'Severity', cell: a => badge(a.severity) },
    { title: 'Began', nowrap: true, cell: a => time(a.start) },
    { title: 'State', cell: a => a.open ? 'open' : 'over' },
    { title: 'Why', wide: true, cell: why },
  ], items);
});
const problems = panel(byId('problems'), async () => {
  const { problemHistory } = await meter();
  if (!problemHistory.length) return empty('The batch layer has found no problem.');
  return table('Problems of this meter', [
    { title: 'Day', nowrap: true, cell: p => p.date },
    { title: 'Problem', cell: p => badge(p.severity, words(p.type)) },
    { title: 'Evidence', wide: true, cell: p => p.evidence },
  ], problemHistory);
});

const form = byId('which');
const readings = pages(byId('readings'), async cursor => {
  const m = await meter();
  options(form.elements.measurement, m.measurements.length ? m.measurements : ['Pulse1']);
  form.elements.day.value ||= m.lastDate ?? isoDay(clock.dataClock);
  const day = form.elements.day.value;
  return api(`${path}/readings` + query({ measurement: form.elements.measurement.value, from: day, to: day, limit: 100, cursor }));
}, items => {
  if (!items.length) return empty(clock.horizon ? `No such reading on that day; the batch views hold readings up to ${stampOf(clock.horizon)}.` : 'Readings are listed after the first batch run.');
  return table('Raw readings', [
    { title: 'Measured', nowrap: true, cell: r => time(r.at, stampOf) },
    { title: 'Value', number: true, cell: r => `${figure(r.value)} ${r.unit}` },
    { title: 'Counted', cell: r => r.counted ? 'yes' : 'no' },
    { title: 'Flags', cell: r => r.flags.length ? r.flags.map(words).join(', ') : '–' },
    { title: 'Arrived', nowrap: true, cell: r => time(r.arrival) },
    { title: 'Source', cell: r => el('code', {}, `${r.source.topic} ${r.source.partition}:${r.source.offset}`) },
  ], items);
});
form.addEventListener('change', () => readings());
form.addEventListener('submit', event => event.preventDefault());
on('batch', () => { about = null; [facts, use, register, device, problems, readings].forEach(fill => fill()); });
on('alert', alert => { if (alert.device === id) { alerts(); use(); } });
setInterval(() => { if (!document.hidden && step === 'hour') use(); }, 30_000);
