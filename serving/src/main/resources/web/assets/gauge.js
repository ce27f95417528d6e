import { api, byId, count, el, hourOf, on, panel, query, stampOf, time, words } from './app.js';
import { axis, band, chart, halves, times, tooltip, wide } from './charts.js';
import {
  alerts,
  change,
  choice,
  doubts,
  fact,
  gaugeLink,
  heading,
  HEARD,
  measured,
  metres,
  percent,
  place,
  riskBadge,
  trendOf,
} from './stations.js';
import { at, id, limit, near, path, share, station, view } from './one-gauge.js';
import { past, skill } from './gauge-past.js';

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
