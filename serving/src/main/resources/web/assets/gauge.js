import { api, byId, count, el, empty, figure, hourOf, on, panel, query, stampOf, table, time, words } from './app.js';
import { axis, band, chart, halves, times, tooltip, wide } from './charts.js';
import {
  alerts,
  change,
  choice,
  doubts,
  error,
  fact,
  gaugeLink,
  HEARD,
  heading,
  measured,
  metres,
  percent,
  place,
  riskBadge,
  stationOf,
  trendOf,
} from './stations.js';

const id = decodeURIComponent(location.pathname.split('/').filter(Boolean).pop());
const path = '/stations/' + encodeURIComponent(id);
byId('name').textContent = 'Gauge ' + id;
const station = stationOf(id);

const given = new URLSearchParams(location.search);
const view = {
  days: ['2', '7', '35'].includes(given.get('days')) ? given.get('days') : '7',
  lead: given.get('lead') === '24' ? '24' : '6',
};
const share = () =>
  history.replaceState(
    null,
    '',
    location.pathname + query({ days: view.days === '7' ? '' : view.days, lead: view.lead === '6' ? '' : view.lead }),
  );

const FROM = { station: 'its own', p95: 'the 95th percentile of its levels' };
const facts = panel(byId('facts'), async () => {
  const s = await station();
  heading('name', s);
  const soon = s.outlook.find(one => one.lead === 24);
  return el(
    'dl',
    {},
    [
      fact('Level', metres(s.values.water_level)),
      fact('In the last hour', change(s.levelChange1h)),
      fact('In the last 6 hours', change(s.levelChange6h)),
      fact('In the last 24 hours', change(s.levelChange24h)),
      'discharge' in s.values ? fact('Discharge', measured(s.values.discharge, 'm³/s')) : null,
      fact(
        'High water from',
        s.highWater === null ? 'not known' : `${metres(s.highWater)}, ${FROM[s.highWaterFrom] ?? s.highWaterFrom}`,
      ),
      soon
        ? fact('Risk within 24 hours', [
            riskBadge(soon.risk),
            soon.probability === null ? '' : ` ${percent(soon.probability)}`,
          ])
        : null,
      fact(
        'Heard',
        s.observedAt
          ? [time(s.observedAt, stampOf), s.freshness === 'FRESH' ? '' : ` (${HEARD[s.freshness]})`]
          : 'never',
      ),
      fact('Where', place(s)),
      s.upstream.length
        ? fact(
            'Upstream',
            s.upstream.map((one, i) => [i ? ', ' : '', gaugeLink(one)]),
          )
        : null,
      s.downstream ? fact('Downstream', gaugeLink({ id: s.downstream, name: s.downstream })) : null,
      fact('Time zone', s.timeZone),
      fact('Source', s.source ?? '–'),
      s.flags.length ? fact('Doubts about the newest observation', doubts(s.flags)) : null,
    ].filter(Boolean),
  );
});

const series = async (element, days, signal) => {
  const s = await station();
  const now = Date.parse(s.clock.dataClock);
  return api(
    `${path}/series` +
      query({ element, from: new Date(now - days * 864e5).toISOString(), to: new Date(now + 36e5).toISOString() }),
    { signal },
  );
};
const at = instant => Date.parse(instant);
// A line at the level of high water, where it is near enough to be seen beside the levels.
const near = (highWater, values) => {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return (
    highWater !== null &&
    highWater < high + Math.max(1, 1.5 * (high - low)) &&
    highWater > low - Math.max(1, high - low)
  );
};
const limit = (c, highWater) => ({
  symbol: 'none',
  silent: true,
  lineStyle: { color: c.bad, type: 'dotted', width: 2 },
  label: { formatter: `high water ${metres(highWater)}`, color: c.bad, position: 'insideStartTop' },
  data: [{ yAxis: highWater }],
});

// ---- history and forecast ---------------------------------------------------------------------

const level = panel(byId('level'), async signal => {
  const s = await station();
  const [history, forecast] = await Promise.all([
    series('water_level', view.days, signal),
    api(`${path}/forecast`, { signal }),
  ]);
  const points = history.points.filter(point => point.mean !== null);
  // What was known last at the end of an hour stands there; the hour that goes on ends now.
  const end = point => Math.min(at(point.end), at(s.clock.dataClock));
  const [batch, provisional] = halves(points, point => point.last, end);
  const leads = forecast.leads.filter(lead => lead.level !== null);
  const last = leads.at(-1);
  byId('says').textContent = last
    ? `Issued ${stampOf(forecast.issued)}: ${trendOf(last.trend)}, ${metres(last.level)} in 24 hours, ` +
      `with 95 % between ${metres(last.low)} and ${metres(last.high)}. Method: ${words(last.method).toLowerCase()}.` +
      (last.riseWatch ? ' The rise is more than 0.5 m.' : '')
    : '';
  const shownLimit = near(forecast.highWater, [
    ...points.map(point => point.last),
    ...leads.flatMap(lead => [lead.low, lead.high]),
  ]);
  return chart(
    byId('level'),
    c => ({
      ...wide(c),
      xAxis: times(c),
      yAxis: axis(c, {
        type: 'value',
        scale: true,
        axisLabel: { color: c.soft, formatter: metres },
        ...(shownLimit
          ? {
              max: value => Math.max(value.max, forecast.highWater),
              min: value => Math.min(value.min, forecast.highWater),
            }
          : {}),
      }),
      tooltip: tooltip(c, {
        axisPointer: { type: 'line' },
        formatter: shown => {
          const x = shown.find(one => one.data)?.data[0];
          const lead = leads.find(one => at(one.target) === x);
          if (lead)
            return [
              `${hourOf(lead.target)}, ${lead.lead} h ahead`,
              `forecast ${metres(lead.level)}`,
              `95 % between ${metres(lead.low)} and ${metres(lead.high)}`,
              `persistence ${metres(lead.persistence)}`,
              ...(lead.probability === null ? [] : [`high water ${percent(lead.probability)} probable`]),
            ].join('\n');
          const p = points.find(point => end(point) === x);
          return p
            ? [
                `${hourOf(new Date(end(p)))}`,
                `level ${metres(p.last)}, ${p.origin}`,
                `from ${metres(p.min)} to ${metres(p.max)}, ${count(p.excluded)} left out`,
              ].join('\n')
            : '';
        },
      }),
      series: [
        band(
          leads.map(lead => [at(lead.target), lead.low, lead.high]),
          c.rise,
          'Interval',
        ),
        {
          name: 'Level',
          type: 'line',
          showSymbol: points.length < 3,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water, width: 2 },
          data: batch,
          ...(shownLimit ? { markLine: limit(c, forecast.highWater) } : {}),
        },
        {
          name: 'Provisional',
          type: 'line',
          showSymbol: points.length < 3,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water, width: 2, type: 'dashed' },
          data: provisional,
        },
        {
          name: 'Forecast',
          type: 'line',
          symbolSize: 4,
          itemStyle: { color: c.rise },
          lineStyle: { color: c.rise, width: 2 },
          data: leads.map(lead => [at(lead.target), lead.level]),
        },
        // The interval is no line: its ends are named so that the axis has room for them.
        {
          name: 'Ends',
          type: 'scatter',
          symbolSize: 0,
          silent: true,
          data: leads.flatMap(lead => [
            [at(lead.target), lead.low],
            [at(lead.target), lead.high],
          ]),
        },
      ],
    }),
    {
      caption: 'Level and forecast',
      columns: ['Time', 'Level', 'Lowest', 'Highest', 'From'],
      rows: [
        ...points.map(p => [hourOf(new Date(end(p))), metres(p.last), metres(p.min), metres(p.max), p.origin]),
        ...leads.map(lead => [
          hourOf(lead.target),
          metres(lead.level),
          metres(lead.low),
          metres(lead.high),
          `forecast, ${lead.lead} h ahead`,
        ]),
      ],
      marks: [
        ['line', 'Level'],
        ['dashed water', 'provisional'],
        ['line rise', 'Forecast'],
        ['band rise', '95 % interval'],
        ...(s.highWater === null ? [] : [['dotted', `High water ${metres(s.highWater)}`]]),
      ],
      empty: 'No level was measured in these days.',
    },
  );
});

// ---- how the forecasts did ----------------------------------------------------------------------

const past = panel(byId('past'), async signal => {
  const s = await station();
  const now = at(s.clock.dataClock);
  const answer = await api(
    `${path}/forecasts/past` +
      query({
        lead: view.lead,
        from: new Date(now - Math.max(7, view.days) * 864e5).toISOString(),
        to: new Date(now + 36e5).toISOString(),
      }),
    { signal },
  );
  const { items, verified } = answer;
  byId('verified').textContent = verified.forecasts
    ? `Of ${count(verified.forecasts)} forecasts, the mean error is ${error(verified.mae)}; ` +
      `that of the last level repeated ${error(verified.persistenceMae)}. ` +
      `${percent(verified.coverage)} of what came lay within the interval.`
    : '';
  return chart(
    byId('past'),
    c => ({
      ...wide(c),
      xAxis: times(c),
      yAxis: axis(c, { type: 'value', scale: true, axisLabel: { color: c.soft, formatter: metres } }),
      tooltip: tooltip(c, {
        axisPointer: { type: 'line' },
        formatter: shown => {
          const x = shown.find(one => one.data)?.data[0];
          const p = items.find(item => at(item.target) === x);
          return p
            ? [
                `${hourOf(p.target)}, issued ${hourOf(p.issued)}`,
                `forecast ${metres(p.level)}, between ${metres(p.low)} and ${metres(p.high)}`,
                `came ${metres(p.came)}${p.inside === false ? ', outside the interval' : ''}`,
              ].join('\n')
            : '';
        },
      }),
      series: [
        band(
          items
            .filter(item => item.low !== null && item.high !== null)
            .map(item => [at(item.target), item.low, item.high]),
          c.rise,
          'Interval',
        ),
        {
          name: 'Forecast',
          type: 'line',
          showSymbol: items.length < 3,
          itemStyle: { color: c.rise },
          lineStyle: { color: c.rise, width: 1.5 },
          data: items.map(item => [at(item.target), item.level]),
        },
        {
          name: 'What came',
          type: 'line',
          showSymbol: items.length < 3,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water, width: 2 },
          data: items.map(item => [at(item.target), item.came]),
        },
        {
          name: 'Outside',
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 9,
          itemStyle: { color: c.bad },
          data: items.filter(item => item.inside === false).map(item => [at(item.target), item.came]),
          z: 4,
        },
        {
          name: 'Ends',
          type: 'scatter',
          symbolSize: 0,
          silent: true,
          data: items.flatMap(item => [
            [at(item.target), item.low],
            [at(item.target), item.high],
          ]),
        },
      ],
    }),
    {
      caption: 'Past forecasts',
      columns: ['For', 'Forecast', 'Low', 'High', 'Came', 'Within'],
      rows: items.map(item => [
        hourOf(item.target),
        metres(item.level),
        metres(item.low),
        metres(item.high),
        metres(item.came),
        item.inside === null ? '–' : item.inside ? 'yes' : 'no',
      ]),
      marks: [
        ['line', 'What came'],
        ['line rise', 'Forecast'],
        ['band rise', '95 % interval'],
        ['diamond', 'outside the interval'],
      ],
      empty: 'No forecast of this gauge is old enough to be held against what came.',
    },
  );
});

const skill = panel(byId('skill'), async signal => {
  await station();
  const { items } = await api(`${path}/skill`, { signal });
  if (!items.length) return empty('Not known yet: forecasts are held against what came as it comes.');
  const share = value => (value === null ? '–' : figure(value));
  return [
    table(
      'Skill by hours ahead',
      [
        { title: 'Ahead', nowrap: true, cell: s => `${s.lead} h` },
        { title: 'Mean error', number: true, cell: s => error(s.mae) },
        { title: 'Persistence', number: true, cell: s => error(s.persistenceMae) },
        { title: 'Against it', number: true, cell: s => share(s.coefficientOfPersistence) },
        { title: 'NSE', number: true, cell: s => share(s.nse) },
        { title: 'Within interval', number: true, cell: s => percent(s.coverage) },
        {
          title: 'Hits / misses / false',
          number: true,
          cell: s => `${count(s.hits)} / ${count(s.misses)} / ${count(s.falseAlarms)}`,
        },
        { title: 'Forecasts', number: true, cell: s => count(s.forecasts) },
      ],
      items,
      { tall: true },
    ),
    el(
      'p',
      { class: 'note' },
      'Against persistence, the last level repeated: 1 is perfect, 0 no better, below 0 worse. ' +
        'Hits, misses and false alarms are of crossings of the high-water level.',
    ),
  ];
});

const discharge = panel(byId('discharge'), async signal => {
  const { points, unit } = await series('discharge', view.days, signal);
  const [batch, provisional] = halves(
    points.filter(point => point.last !== null),
    point => point.last,
  );
  return chart(
    byId('discharge'),
    c => ({
      ...wide(c),
      xAxis: times(c),
      yAxis: axis(c, {
        type: 'value',
        scale: true,
        axisLabel: { color: c.soft, formatter: value => measured(value, unit) },
      }),
      tooltip: tooltip(c, {
        axisPointer: { type: 'line' },
        formatter: shown => {
          const one = shown.find(each => each.data)?.data;
          return one ? `${hourOf(new Date(one[0]))}\n${measured(one[1], unit)}` : '';
        },
      }),
      series: [
        {
          name: 'Discharge',
          type: 'line',
          showSymbol: false,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water, width: 2 },
          data: batch,
        },
        {
          name: 'Provisional',
          type: 'line',
          showSymbol: false,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water, width: 2, type: 'dashed' },
          data: provisional,
        },
      ],
    }),
    {
      caption: 'Discharge',
      columns: ['Hour', 'Discharge', 'Layer'],
      rows: points.map(p => [hourOf(p.start), measured(p.last, unit), p.origin]),
      marks: [
        ['line', 'Discharge'],
        ['dashed water', 'provisional'],
      ],
      empty: 'This gauge did not measure its discharge in these days.',
    },
  );
});

choice(byId('backs'), 'days', view.days, days => {
  view.days = days;
  share();
  [level, past, discharge].forEach(fill => fill());
});
choice(byId('leads'), 'lead', view.lead, lead => {
  view.lead = lead;
  share();
  past();
});
const alertList = panel(byId('alerts'), async signal => {
  await station();
  return alerts(id, signal);
});
const current = () => {
  station.forget();
  [facts, level, past, skill, discharge, alertList].forEach(fill => fill());
};
on('batch', current);
on('alert', alert => {
  if (alert.subject === 'station' && alert.device === id) alertList();
});
setInterval(() => {
  if (!document.hidden) current();
}, 60_000);
