import {
  api,
  badge,
  byId,
  change,
  clock,
  count,
  cut,
  dayOf,
  deviceLink,
  deviceName,
  el,
  empty,
  figure,
  hourOf,
  litres,
  on,
  panel,
  setClock,
  table,
  time,
  timeOf,
  words,
} from './app.js';
import { axis, bar, base, chart, tooltip } from './charts.js';

const DAY = 864e5;
let data = null;
let asked = null;
let seen = null;

function tile(title, value, unit, ...aside) {
  return el(
    'div',
    { class: 'tile' },
    el('h2', {}, title),
    el('p', { class: 'figure' }, value, unit ? el('small', {}, ' ' + unit) : null),
    el('div', { class: 'aside' }, aside),
  );
}

function tiles(o) {
  const week = o.litres.sameWeekday;
  const against = change(o.litres.today, week.untilSameTime);
  const open = o.openAlerts;
  const day = dayOf(week.date + 'T12:00:00Z');
  return [
    tile(
      'Meters reporting',
      count(o.meters.reporting),
      `of ${count(o.meters.known)}`,
      `in the last 24 hours${o.meters.unknown ? `; ${count(o.meters.unknown)} more are in no fleet list` : ''}`,
      cut(o.meters, 'counted'),
    ),
    tile(
      'Water today',
      litres(o.litres.today),
      null,
      against
        ? [
            el('span', { class: against.kind }, against.text),
            ` against ${litres(week.untilSameTime)} by this time on ${day}`,
          ]
        : `nothing to compare it with on ${day}`,
    ),
    tile(
      'Open alerts',
      count(open.CRITICAL + open.WARNING + open.INFO),
      null,
      el(
        'span',
        { class: 'badges' },
        ['CRITICAL', 'WARNING', 'INFO']
          .filter(name => open[name])
          .map(name =>
            el(
              'a',
              { class: `badge ${name}`, href: `/alerts?state=open&severity=${name}` },
              `${count(open[name])} ${name.toLowerCase()}`,
            ),
          ),
      ),
      open.CRITICAL + open.WARNING + open.INFO ? null : 'nothing needs a look now',
    ),
    tile('Messages now', figure(o.readingsPerSecond), 'a second', 'taken by the speed layer, mean of the last minute'),
  ];
}

function flow(o) {
  const points = o.flow.points;
  const before = new Map(o.flow.previous.map(point => [Date.parse(point.start) + DAY, point.litres]));
  const former = point => before.get(Date.parse(point.start));
  const unfinished = point => Date.parse(point.start) + 36e5 > Date.parse(clock.dataClock);
  const rows = points.map(point => [hourOf(point.start), litres(point.litres), litres(former(point)), point.origin]);
  return chart(
    byId('flow'),
    c => ({
      ...base(c),
      xAxis: axis(c, { type: 'category', data: points.map(point => timeOf(point.start)), splitLine: { show: false } }),
      yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: litres } }),
      tooltip: tooltip(c, {
        formatter: shown => {
          const point = points[shown[0].dataIndex];
          return (
            point &&
            [
              `${hourOf(point.start)}${unfinished(point) ? ', hour not over' : ''}`,
              `${litres(point.litres)}, ${point.origin}`,
              `${litres(former(point))} the day before`,
            ].join('\n')
          );
        },
      }),
      series: [
        {
          name: 'Last 24 hours',
          type: 'bar',
          barMaxWidth: 28,
          itemStyle: { color: c.water },
          data: points.map(point => bar(point.litres, point.origin !== 'batch', c)),
        },
        {
          name: 'The day before',
          type: 'line',
          symbol: 'none',
          lineStyle: { color: c.past, width: 2, type: 'dashed' },
          itemStyle: { color: c.past },
          data: points.map(point => former(point) ?? null),
          z: 3,
        },
      ],
    }),
    {
      caption: 'Litres by hour',
      columns: ['Hour', 'Litres', 'The day before', 'Layer'],
      rows,
      marks: [
        ['water', 'Batch layer'],
        ['provisional', 'Provisional, from the speed layer'],
        ['dashed past', 'The day before'],
      ],
      empty: 'No flow in the last 24 hours of the data.',
    },
  );
}

function shade(c, suburb) {
  if (!suburb.previous24h) return c['map-even'];
  const ratio = suburb.litres24h / suburb.previous24h - 1;
  return ratio > 0.1 ? c['map-rise'] : ratio < -0.1 ? c['map-fall'] : c['map-even'];
}

function map(o) {
  const against = suburb => change(suburb.litres24h, suburb.previous24h)?.text ?? 'nothing to compare';
  // Areas in pixels tell which labels fit; the others are in the tooltip and in the table.
  const total = o.suburbs.reduce((sum, suburb) => sum + suburb.litres24h, 0);
  const room = suburb => (suburb.litres24h / total) * byId('map').clientWidth * byId('map').clientHeight;
  return chart(
    byId('map'),
    c => ({
      ...base(c),
      tooltip: tooltip(c, {
        trigger: 'item',
        formatter: item => {
          const s = item.data?.suburb;
          return s
            ? [
                `${s.suburb}`,
                `${litres(s.litres24h)}, ${against(s)}`,
                `${count(s.meters)} meters, ${litres(s.litresPerMeter)} each`,
              ].join('\n')
            : '';
        },
      }),
      series: [
        {
          type: 'treemap',
          name: 'Suburbs',
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          label: {
            color: '#fff',
            fontSize: 12,
            fontWeight: 600,
            overflow: 'break',
            lineHeight: 16,
            formatter: item => {
              const s = item.data?.suburb;
              return s ? `${s.suburb}\n${litres(s.litres24h)}${room(s) > 9000 ? '\n' + against(s) : ''}` : '';
            },
          },
          itemStyle: { borderColor: c.card, borderWidth: 1, gapWidth: 1 },
          data: o.suburbs
            .filter(s => s.litres24h > 0)
            .map(s => ({
              name: s.suburb,
              value: s.litres24h,
              suburb: s,
              itemStyle: { color: shade(c, s) },
              label: {
                show: room(s) > 1.5 * (8.6 * Math.max(7, ...s.suburb.split(' ').map(word => word.length)) + 10) ** 2,
              },
            })),
        },
      ],
    }),
    {
      caption: 'Litres of suburbs',
      columns: ['Suburb', 'Litres', 'Against the day before'],
      rows: o.suburbs.map(s => [s.suburb, litres(s.litres24h), against(s)]),
      marks: [
        ['map-rise', '▲ more than 10 % above the day before'],
        ['map-even', 'about as before'],
        ['map-fall', '▼ more than 10 % below'],
      ],
      empty: 'No suburb has used water in the last 24 hours of the data.',
    },
  );
}

function suburbs(o) {
  if (!o.suburbs.length) return empty('No suburb has used water in the last 24 hours of the data.');
  return table(
    'Suburbs by litres',
    [
      {
        title: 'Suburb',
        cell: s =>
          s.suburb === 'Unknown'
            ? 'In no fleet list'
            : el('a', { href: '/meters?suburb=' + encodeURIComponent(s.suburb) }, s.suburb),
      },
      { title: 'Water', number: true, cell: s => litres(s.litres24h) },
      {
        title: 'Day before',
        number: true,
        cell: s => {
          const c = change(s.litres24h, s.previous24h);
          return c ? el('span', { class: c.kind }, c.text) : '–';
        },
      },
      { title: 'Per meter', number: true, cell: s => litres(s.litresPerMeter) },
      { title: 'Meters', number: true, cell: s => count(s.meters) },
    ],
    o.suburbs,
    { cards: false, tall: true },
  );
}

function feed(o) {
  if (!o.latestAlerts.length)
    return empty(
      clock.mode === 'empty'
        ? 'No alert so far: no data has arrived yet.'
        : `No alert so far. The newest data is of ${hourOf(clock.dataClock)}.`,
    );
  const fresh = alert => seen !== null && !seen.has(alert.id);
  // Only what is new is read out, not the whole list again.
  const news = o.latestAlerts
    .filter(fresh)
    .map(alert => `${words(alert.severity)}: ${words(alert.type)}, ${deviceName(alert)}. ${alert.message}`);
  if (news.length) byId('news').textContent = news.join(' ');
  const list = el(
    'ul',
    { class: 'feed', tabindex: '0', 'aria-label': 'Newest alerts' },
    o.latestAlerts.map(alert =>
      el(
        'li',
        { class: fresh(alert) ? 'new' : null },
        el(
          'div',
          { class: 'line' },
          badge(alert.severity),
          el('strong', {}, words(alert.type)),
          deviceLink(alert),
          time(alert.lastSeen),
        ),
        el(
          'div',
          { class: 'why' },
          alert.message,
          (alert.suburb ?? alert.province) ? `, ${alert.suburb ?? alert.province}` : '',
        ),
      ),
    ),
  );
  seen = new Set(o.latestAlerts.map(alert => alert.id));
  return list;
}

async function load() {
  if (data) return data;
  asked ??= api('/overview').finally(() => {
    asked = null;
  });
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
on('overview', next => {
  if (!next.meters) return;
  data = next;
  refills.forEach(fill => fill());
});
['tiles', 'feed', 'suburbs', 'flow', 'map'].forEach(id =>
  byId(id).addEventListener('failed', () => {
    data = null;
  }),
);
