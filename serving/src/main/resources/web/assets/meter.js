import {
  api,
  badge,
  byId,
  clock,
  count,
  dayOf,
  el,
  empty,
  figure,
  FLOW,
  hourOf,
  isoDay,
  litres,
  monthOf,
  nextDay,
  on,
  options,
  pages,
  panel,
  query,
  setClock,
  stampOf,
  table,
  time,
  why,
  words,
} from './app.js';
import { axis, bar, base, chart, tooltip } from './charts.js';

const id = decodeURIComponent(location.pathname.split('/').pop());
const path = '/devices/' + encodeURIComponent(id);
byId('name').textContent = 'Meter ' + id;
document.title = `Meter ${id} · Watershed`;

let about = null;
const meter = async () => {
  about ??= api(path).then(found => {
    setClock(found.clock);
    return found;
  });
  try {
    return await about;
  } catch (problem) {
    about = null;
    throw problem;
  }
};

// What is looked at stands in the address, so that it can be shared.
const given = new URLSearchParams(location.search);
const view = {
  step: ['hour', 'day', 'month'].includes(given.get('step')) ? given.get('step') : 'hour',
  to: given.get('to') ?? '',
  measurement: given.get('measurement') ?? '',
  day: given.get('day') ?? '',
};
const share = () =>
  history.replaceState(null, '', location.pathname + query({ ...view, step: view.step === 'hour' ? '' : view.step }));

const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));
const facts = panel(byId('facts'), async () => {
  const m = await meter();
  const month = m.month;
  return el(
    'dl',
    {},
    [
      fact(
        'Suburb',
        m.suburb
          ? `${m.suburb} ${m.postcode ?? ''}`
          : m.known
            ? 'not in the fleet list'
            : 'the meter is in no fleet list',
      ),
      fact('Usage', m.usageType ?? '–'),
      fact('Family', m.meterType ?? '–'),
      fact('Time zone', m.timeZone),
      fact('Last reading in the batch views', time(m.lastReading, stampOf)),
      fact('Open alerts', count(m.openAlerts)),
      month ? fact(`${monthOf(month.month)} so far`, litres(month.litres)) : null,
      month && month.forecast !== null
        ? fact(
            'Expected by the month’s end',
            `${litres(month.forecast)} (${litres(month.low)} to ${litres(month.high)})`,
          )
        : null,
      fact(
        'Problems of the last days',
        m.problems.length
          ? el(
              'span',
              { class: 'badges' },
              m.problems.map(p => badge(p.severity, words(p.type))),
            )
          : 'none',
      ),
    ].filter(Boolean),
  );
});

// ---- consumption: the newest span, or the one that ends with a day ---------------------------

const SPAN = { hour: 2, day: 31, month: 365 };
const label = point =>
  view.step === 'hour' ? hourOf(point.start) : view.step === 'day' ? dayOf(point.start) : monthOf(point.label);
function range() {
  if (!view.to) return {};
  const from = nextDay(view.to, 1 - SPAN[view.step]);
  return { from: view.step === 'month' ? from.slice(0, 8) + '01' : from, to: view.to };
}
const use = panel(byId('use'), async signal => {
  await meter();
  const [series, alerts] = await Promise.all([
    api(`${path}/consumption` + query({ step: view.step, ...range() }), { signal }),
    api(`${path}/alerts` + query({ limit: 200, ...range() }), { signal }),
  ]);
  const points = series.points;
  byId('span').textContent = points.length
    ? `${label(points[0])} to ${label(points.at(-1))}: ${litres(points.reduce((sum, point) => sum + point.value, 0))}`
    : '';
  byId('later').disabled = !view.to;
  // Alerts stand on the time axis: the spans they touch are marked.
  const marked = points.map(point =>
    alerts.items.filter(
      alert => Date.parse(alert.start) < Date.parse(point.end) && Date.parse(alert.lastSeen) >= Date.parse(point.start),
    ),
  );
  const flows = i => marked[i].some(alert => alert.type === 'HIGH_FLOW');
  const others = i => marked[i].some(alert => alert.type !== 'HIGH_FLOW');
  return chart(
    byId('use'),
    c => ({
      ...base(c),
      xAxis: axis(c, { type: 'category', data: points.map(label), splitLine: { show: false } }),
      yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: litres } }),
      tooltip: tooltip(c, {
        formatter: shown => {
          const i = shown[0].dataIndex;
          return (
            points[i] &&
            [
              `${label(points[i])}`,
              `${litres(points[i].value)}, ${points[i].origin}`,
              `${count(points[i].readings)} readings, ${count(points[i].excluded)} left out`,
              ...marked[i].slice(0, 4).map(alert => `Alert: ${alert.message}`),
              ...(marked[i].length > 4 ? [`and ${marked[i].length - 4} more alerts`] : []),
            ].join('\n')
          );
        },
      }),
      series: [
        {
          name: 'Water used',
          type: 'bar',
          barMaxWidth: 34,
          itemStyle: { color: c.water },
          data: points.map(point => bar(point.value, point.origin !== 'batch', c)),
        },
        {
          name: 'High-flow alert',
          type: 'scatter',
          symbol: 'triangle',
          symbolSize: 11,
          symbolOffset: [0, -9],
          itemStyle: { color: c.bad },
          data: points.map((point, i) => (flows(i) ? point.value : null)),
          z: 4,
        },
        {
          name: 'Other alert',
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 11,
          symbolOffset: [0, 9],
          itemStyle: { color: c.warn, borderColor: c.card, borderWidth: 1 },
          data: points.map((point, i) => (others(i) ? 0 : null)),
          z: 4,
        },
      ],
    }),
    {
      caption: 'Water used',
      columns: ['Span', 'Water', 'Readings', 'Left out', 'Layer', 'Alerts'],
      rows: points.map((p, i) => [label(p), litres(p.value), p.readings, p.excluded, p.origin, marked[i].length]),
      marks: [
        ['water', 'Batch layer'],
        ['provisional', 'Provisional, from the speed layer'],
        ['triangle', 'High-flow alert'],
        ['diamond warned', 'Another alert'],
      ],
      empty: `No water was measured in this range. The newest data is of ${hourOf(clock.dataClock)}.`,
    },
  );
});
function showStep() {
  for (const button of byId('steps').children)
    button.setAttribute('aria-pressed', String(button.dataset.step === view.step));
}
byId('steps').addEventListener('click', event => {
  const chosen = event.target.dataset.step;
  if (!chosen) return;
  view.step = chosen;
  showStep();
  share();
  use();
});
byId('earlier').addEventListener('click', () => {
  view.to = nextDay(view.to || clock?.today || isoDay(Date.now()), -SPAN[view.step]);
  share();
  use();
});
byId('later').addEventListener('click', () => {
  const next = nextDay(view.to, SPAN[view.step]);
  view.to = next >= clock.today ? '' : next;
  share();
  use();
});
showStep();

// ---- what the batch layer says of each day ----------------------------------------------------

const days = async measurement => (await api(path + '/days' + query({ measurement }))).items;
const day = date => dayOf(date + 'T12:00:00Z');
const register = panel(byId('register'), async () => {
  await meter();
  const rows = await days(FLOW);
  return chart(
    byId('register'),
    c => ({
      ...base(c),
      xAxis: axis(c, { type: 'category', data: rows.map(row => day(row.date)), splitLine: { show: false } }),
      yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: litres } }),
      tooltip: tooltip(c, {
        formatter: shown => {
          const r = rows[shown[0].dataIndex];
          return (
            r &&
            [
              `${day(r.date)}`,
              `flows ${litres(r.total)}, register ${litres(r.registerAdvance)}`,
              `${words(r.crossCheck ?? 'NOT_CHECKED')}`,
            ].join('\n')
          );
        },
      }),
      series: [
        {
          name: 'Sum of flows',
          type: 'bar',
          barMaxWidth: 20,
          itemStyle: { color: c.water },
          data: rows.map(row => row.total),
        },
        {
          name: 'Advance of the register',
          type: 'bar',
          barMaxWidth: 20,
          data: rows.map(row => row.registerAdvance),
          itemStyle: { color: c.past },
        },
        {
          name: 'They disagree',
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 12,
          symbolOffset: [0, -9],
          itemStyle: { color: c.bad },
          data: rows.map(row =>
            row.crossCheck === 'DISAGREES' ? Math.max(row.total ?? 0, row.registerAdvance ?? 0) : null,
          ),
          z: 4,
        },
      ],
    }),
    {
      caption: 'Flows and register by day',
      columns: ['Day', 'Sum of flows', 'Advance of the register', 'Check'],
      rows: rows.map(r => [
        day(r.date),
        litres(r.total),
        litres(r.registerAdvance),
        words(r.crossCheck ?? 'NOT_CHECKED'),
      ]),
      marks: [
        ['water', 'Sum of flows'],
        ['past', 'Advance of the register'],
        ['diamond', 'They disagree'],
      ],
      empty: 'No day is in the batch views yet; they follow the first batch run.',
    },
  );
});

const device = panel(byId('device'), async () => {
  await meter();
  const [battery, temperature] = await Promise.all([days('Battery'), days('DeviceTemperature')]);
  const dates = [...new Set([...battery, ...temperature].map(row => row.date))].sort();
  const of = (rows, field) => {
    const known = new Map(rows.map(row => [row.date, row[field]]));
    return dates.map(date => known.get(date) ?? null);
  };
  const volts = of(battery, 'min');
  const degrees = of(temperature, 'max');
  return chart(
    byId('device'),
    c => ({
      ...base(c),
      grid: { ...base(c).grid, top: 26 },
      xAxis: axis(c, { type: 'category', data: dates.map(day), splitLine: { show: false } }),
      yAxis: [
        axis(c, {
          type: 'value',
          name: 'V',
          scale: true,
          minInterval: 0.01,
          nameGap: 8,
          axisLabel: { color: c.soft, formatter: figure },
        }),
        axis(c, { type: 'value', name: '°C', scale: true, nameGap: 8, splitLine: { show: false } }),
      ],
      tooltip: tooltip(c, {
        formatter: shown => {
          const i = shown[0].dataIndex;
          return [
            `${day(dates[i])}`,
            `battery, lowest: ${figure(volts[i])} V`,
            `temperature, highest: ${figure(degrees[i])} °C`,
          ].join('\n');
        },
      }),
      series: [
        {
          name: 'Battery, lowest',
          type: 'line',
          connectNulls: true,
          symbolSize: 7,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water },
          data: volts,
        },
        {
          name: 'Device temperature, highest',
          type: 'line',
          connectNulls: true,
          yAxisIndex: 1,
          symbol: 'diamond',
          symbolSize: 8,
          itemStyle: { color: c.rise },
          lineStyle: { color: c.rise, type: 'dashed' },
          data: degrees,
        },
      ],
    }),
    {
      caption: 'Battery and temperature by day',
      columns: ['Day', 'Battery, V', 'Temperature, °C'],
      rows: dates.map((date, i) => [day(date), figure(volts[i]), figure(degrees[i])]),
      marks: [
        ['line', 'Battery, lowest (V, left)'],
        ['dashed rise', 'Device temperature, highest (°C, right)'],
      ],
      empty: 'No battery or temperature is in the batch views yet.',
    },
  );
});

const alerts = panel(byId('alerts'), async () => {
  await meter();
  const { items, total } = await api(`${path}/alerts?limit=50`);
  if (!items.length) return empty('This meter has raised no alert.');
  const list = table(
    'Alerts of this meter',
    [
      { title: 'Severity', cell: a => badge(a.severity) },
      { title: 'Began', nowrap: true, cell: a => time(a.start) },
      { title: 'State', cell: a => (a.open ? el('strong', {}, 'open') : 'over') },
      { title: 'Why', wide: true, cell: why },
    ],
    items,
    { tall: true },
  );
  return total > items.length
    ? [
        list,
        el(
          'p',
          { class: 'more' },
          el(
            'a',
            { href: '/alerts' + query({ state: 'all', device: id }) },
            `All ${count(total)} alerts of this meter`,
          ),
        ),
      ]
    : list;
});
const problems = panel(byId('problems'), async () => {
  const { problemHistory } = await meter();
  if (!problemHistory.length) return empty('The batch layer has found no problem.');
  return table(
    'Problems of this meter',
    [
      { title: 'Day', nowrap: true, cell: p => day(p.date) },
      { title: 'Problem', cell: p => badge(p.severity, words(p.type)) },
      { title: 'Evidence', wide: true, cell: p => p.evidence },
    ],
    problemHistory,
    { tall: true },
  );
});

// ---- raw readings -----------------------------------------------------------------------------

const form = byId('which');
let asking = false;
const readings = pages(
  byId('readings'),
  async (cursor, signal) => {
    const m = await meter();
    options(form.elements.measurement, m.measurements.length ? m.measurements : [FLOW]);
    if (!asking) {
      asking = true;
      // The flow is what people mean when they ask for readings.
      form.elements.measurement.value =
        [view.measurement, FLOW, m.measurements[0]].find(name => m.measurements.includes(name)) ?? FLOW;
      if (view.day) form.elements.day.value = view.day;
    }
    form.elements.day.value ||= m.lastDate ?? isoDay(clock.dataClock);
    const chosen = form.elements.day.value;
    return api(
      `${path}/readings` +
        query({ measurement: form.elements.measurement.value, from: chosen, to: chosen, limit: 100, cursor }),
      { signal },
    );
  },
  items => {
    if (!items.length)
      return empty(
        clock.horizon
          ? `No such reading on that day; the batch views hold readings up to ${stampOf(clock.horizon)}.`
          : 'Readings are listed after the first batch run.',
      );
    return table(
      'Raw readings',
      [
        { title: 'Measured', nowrap: true, cell: r => time(r.at, stampOf) },
        { title: 'Value', number: true, cell: r => `${figure(r.value)} ${r.unit}` },
        { title: 'Counted', cell: r => (r.counted ? 'yes' : el('strong', {}, 'no')) },
        { title: 'Flags', cell: r => (r.flags.length ? r.flags.map(words).join(', ') : '–') },
        { title: 'Arrived', nowrap: true, cell: r => time(r.arrival) },
        { title: 'Message', cell: r => el('code', {}, `${r.source.topic} ${r.source.partition}:${r.source.offset}`) },
      ],
      items,
      { tall: true },
    );
  },
);
form.addEventListener('change', () => {
  view.measurement = form.elements.measurement.value;
  view.day = form.elements.day.value;
  share();
  readings();
});
form.addEventListener('submit', event => event.preventDefault());

on('batch', () => {
  about = null;
  [facts, use, register, device, problems].forEach(fill => fill());
  if (!readings.grown) readings();
});
on('alert', alert => {
  if (alert.subject === 'meter' && alert.device === id) {
    about = null;
    facts();
    alerts();
    use();
  }
});
setInterval(() => {
  if (!document.hidden && !view.to) use();
}, 30_000);
