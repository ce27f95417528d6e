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
  stampOf,
  table,
  time,
  why,
  words,
} from './app.js';
import { axis, bar, base, chart, tooltip } from './charts.js';
import { day, forget, id, meter, path, share, view } from './one-meter.js';
import { device, register } from './meter-days.js';

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
  const { problemHistory, problemHistoryTruncated } = await meter();
  if (!problemHistory.length) return empty('The batch layer has found no problem.');
  const list = table(
    'Problems of this meter',
    [
      { title: 'Day', nowrap: true, cell: p => day(p.date) },
      { title: 'Problem', cell: p => badge(p.severity, words(p.type)) },
      { title: 'Evidence', wide: true, cell: p => p.evidence },
    ],
    problemHistory,
    { tall: true },
  );
  return problemHistoryTruncated
    ? [list, el('p', { class: 'note' }, `Only the newest ${count(problemHistory.length)} are shown.`)]
    : list;
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
  forget();
  [facts, use, register, device, problems].forEach(fill => fill());
  if (!readings.grown) readings();
});
on('alert', alert => {
  if (alert.subject === 'meter' && alert.device === id) {
    forget();
    facts();
    alerts();
    use();
  }
});
setInterval(() => {
  if (!document.hidden && !view.to) use();
}, 30_000);
