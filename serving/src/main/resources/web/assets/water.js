import { byId, count, cut, el, empty, filters, on, pages, panel, query, stampOf, table } from './app.js';
import {
  ask,
  change,
  gaugeLink,
  heard,
  metres,
  percent,
  provinceOf,
  provinces,
  riskBadge,
  shown,
  trendOf,
} from './stations.js';
import { stationMap } from './map.js';

const form = byId('filters');
let asked = null;
const read = filters(form, () => {
  asked = read();
  refills.forEach(fill => fill());
});
asked = read();
const LEADS = { 6: '6 hours', 24: '24 hours' };
const ahead = () => LEADS[asked.lead] ?? LEADS[24];

const tile = (title, both, name, aside) =>
  el(
    'div',
    { class: 'tile' },
    el('h2', {}, title),
    el('p', { class: 'figure' }, count(both[24][name]), el('small', {}, ' within 24 h')),
    el('p', { class: 'aside' }, `${count(both[6][name])} within 6 h`, aside ? `; ${aside}` : ''),
  );
function summary(answer) {
  const both = Object.fromEntries(answer.leads.map(lead => [lead.lead, lead]));
  if (!answer.gauges) return empty('No gauge has been heard yet.');
  if (!answer.issued)
    return empty(`${count(answer.gauges)} gauges are heard. Their levels are forecast after the first batch run.`);
  return [
    tile('High risk', both, 'highRisk', `medium: ${count(both[24].mediumRisk)}`),
    tile('Rising', both, 'rising', `over 0.5 m: ${count(both[24].riseWatch)}`),
    tile('Falling', both, 'falling'),
    tile('Stable', both, 'stable'),
    el(
      'div',
      { class: 'tile' },
      el('h2', {}, 'Gauges with a forecast'),
      el('p', { class: 'figure' }, count(both[24].forecast), el('small', {}, ` of ${count(answer.gauges)}`)),
      el('p', { class: 'aside' }, `issued ${stampOf(answer.issued)}`),
    ),
  ];
}

const SIZES = { high: 8, medium: 6.5, low: 4.5, unknown: 4 };
const ORDER = { high: 3, medium: 2, low: 1, unknown: 0 };
const map = async signal => {
  const answer = await ask('/water-levels/map' + query(asked), signal);
  provinces(form, answer);
  byId('map-title').textContent = `Risk of high water within ${ahead()}`;
  const missing = answer.unplaced ? `, ${count(answer.unplaced)} of them without a place` : '';
  byId('count').textContent = answer.known
    ? `${count(answer.total)} of ${count(answer.known)} gauges${missing}${cut(answer, 'shown')}`
    : '';
  if (!answer.known) return empty('No gauge has been heard yet.');
  return stationMap(byId('map'), {
    items: answer.items,
    label: 'Map of gauges, coloured by the risk of high water. The lists of this page hold the same gauges.',
    marks: [
      ['round risk-high', 'high risk, largest'],
      ['round risk-medium', 'medium'],
      ['round risk-low', 'low, small'],
      ['round open', 'unknown: no high-water level or no forecast'],
    ],
    mark: s => ({
      colour: 'risk-' + s.risk,
      radius: SIZES[s.risk],
      hollow: s.risk === 'unknown',
      front: ORDER[s.risk],
    }),
    popup: s => [
      el('strong', {}, gaugeLink(s)),
      el('p', {}, provinceOf(s.province)),
      el('p', { class: 'figure' }, metres(s.level)),
      el('p', {}, riskBadge(s.risk), s.probability === null ? '' : ` ${percent(s.probability)} probable`),
      s.trend ? el('p', {}, `${trendOf(s.trend)}, ${change(s.change)} within ${ahead()}`) : '',
      el('p', {}, 'Heard ', heard(s)),
    ],
  });
};

function movers(title, none) {
  return ({ items, total, issued }) => {
    if (!items.length) return empty(issued ? none : 'Levels are forecast after the first batch run.');
    return [
      table(
        title,
        [
          { title: 'Gauge', cell: gaugeLink },
          { title: 'Level', number: true, cell: s => metres(s.level) },
          { title: 'Forecast', number: true, cell: s => change(s.outlook.change) },
          { title: '95 % between', number: true, cell: s => `${metres(s.outlook.low)} and ${metres(s.outlook.high)}` },
          { title: 'Risk', cell: s => riskBadge(s.outlook.risk) },
        ],
        items,
        { tall: true },
      ),
      el('p', { class: 'note' }, shown(items, total, `that do, ${ahead()} ahead.`)),
    ];
  };
}
const list = (path, signal) => ask(path + query({ province: asked.province, lead: asked.lead, limit: 20 }), signal);
const rising = movers('Gauges that rise', 'No gauge is expected to rise.');
const falling = movers('Gauges that fall', 'No gauge is expected to fall.');

const refills = [
  panel(byId('summary'), async signal => summary(await ask('/water-levels/summary', signal))),
  panel(byId('map'), map),
  panel(byId('rising'), async signal => rising(await list('/water-levels/rising', signal))),
  panel(byId('falling'), async signal => falling(await list('/water-levels/falling', signal))),
  pages(
    byId('list'),
    async (cursor, signal) => {
      // The list knows no lead time; what is empty is not asked for.
      return ask('/stations' + query({ ...asked, lead: '', kind: 'gauge', limit: 50, cursor }), signal);
    },
    (items, page) => {
      if (!items.length)
        return empty(
          page.clock.mode === 'empty'
            ? 'No gauge has been heard yet.'
            : 'No gauge is like that. Fewer filters find more.',
        );
      const outlook = (s, hours) => s.outlook.find(one => one.lead === hours);
      return table(
        'Gauges',
        [
          { title: 'Gauge', cell: gaugeLink },
          { title: 'Province', cell: s => provinceOf(s.province) },
          { title: 'Level', number: true, cell: s => metres(s.values.water_level) },
          { title: 'Last 6 h', number: true, cell: s => change(s.levelChange6h) },
          { title: 'In 6 h', number: true, cell: s => change(outlook(s, 6)?.change) },
          { title: 'In 24 h', number: true, cell: s => change(outlook(s, 24)?.change) },
          { title: 'High water', number: true, cell: s => metres(s.highWater) },
          { title: 'Risk, 24 h', cell: s => riskBadge(outlook(s, 24)?.risk ?? 'unknown') },
          { title: 'Heard', nowrap: true, cell: heard },
        ],
        items,
      );
    },
  ),
];
byId('map').addEventListener('failed', () => {
  byId('count').textContent = '';
});
const current = () =>
  refills.forEach((fill, i) => {
    if (i < 4 || !fill.grown) fill();
  });
on('batch', current);
setInterval(() => {
  if (!document.hidden) current();
}, 30_000);
