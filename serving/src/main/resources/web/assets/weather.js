import { byId, count, cut, el, empty, filters, on, pages, panel, query, table } from './app.js';
import { ask, degrees, heard, HEARD, measured, provinceOf, provinces, shown, weatherLink } from './stations.js';
import { stationMap } from './map.js';

const form = byId('filters');
let asked = null;
const read = filters(form, () => {
  asked = read();
  refills.forEach(fill => fill());
});
asked = read();

// Eight steps of ten degrees, as the style sheet colours them.
const STEPS = [-30, -20, -10, 0, 10, 20, 30];
const step = value => (value === null ? 'none' : 't' + STEPS.filter(limit => value >= limit).length);
const SCALE = [
  'below −30',
  '−30 to −20',
  '−20 to −10',
  '−10 to 0',
  '0 to 10',
  '10 to 20',
  '20 to 30',
  '30 °C and above',
];
const marks = [
  ...SCALE.map((text, i) => ['round t' + i, text]),
  ['round open', 'no temperature, or not heard for 2 hours'],
];

let map = null;
const mapAgain = panel(byId('map'), async signal => {
  map = await ask('/weather/map' + query(asked), signal);
  provinces(form, map);
  const missing = map.unplaced ? `, ${count(map.unplaced)} of them without a place` : '';
  byId('count').textContent = map.known
    ? `${count(map.total)} of ${count(map.known)} stations${missing}${cut(map, 'shown')}`
    : '';
  if (!map.known) return empty('No weather station has been heard yet.');
  return stationMap(byId('map'), {
    items: map.items,
    label: 'Map of weather stations, coloured by temperature. The lists of this page hold the same stations.',
    marks,
    mark: s =>
      s.temperature === null
        ? { colour: 'past', radius: 4, hollow: true, front: -1 }
        : {
            colour: step(s.temperature),
            radius: 5.5,
            hollow: s.freshness !== 'FRESH',
            front: s.freshness === 'FRESH' ? 1 : 0,
          },
    popup: s => [
      el('strong', {}, weatherLink(s)),
      el('p', {}, provinceOf(s.province)),
      el('p', { class: 'figure' }, degrees(s.temperature)),
      el('p', {}, `feels like ${degrees(s.feelsLike)}`),
      el('p', {}, 'Heard ', heard(s)),
    ],
  });
});
byId('map').addEventListener('failed', () => {
  byId('count').textContent = '';
});

function extremes(title, none) {
  return ({ items, total }) => {
    if (!items.length) return empty(none);
    return [
      table(
        title,
        [
          { title: 'Station', cell: s => [weatherLink(s), s.province ? ` ${s.province}` : ''] },
          { title: 'Feels like', number: true, cell: s => degrees(s.feelsLike) },
          { title: 'Temperature', number: true, cell: s => degrees(s.temperature) },
        ],
        items,
        { cards: false, tall: true },
      ),
      el('p', { class: 'note' }, shown(items, total, `stations heard ${HEARD.FRESH}.`)),
    ];
  };
}
const list = async (path, signal) => ask(path + query({ province: asked.province, limit: 20 }), signal);
const warmest = extremes('Where it feels warmest', 'No station has told a temperature of late.');
const coldest = extremes('Where it feels coldest', 'No station has told a temperature of late.');

const refills = [
  mapAgain,
  panel(byId('heat'), async signal => warmest(await list('/weather/heat', signal))),
  panel(byId('cold'), async signal => coldest(await list('/weather/cold', signal))),
  pages(
    byId('list'),
    async (cursor, signal) => ask('/stations' + query({ ...asked, kind: 'weather', limit: 50, cursor }), signal),
    (items, page) => {
      if (!items.length)
        return empty(
          page.clock.mode === 'empty'
            ? 'No weather station has been heard yet.'
            : 'No weather station is like that. Fewer filters find more.',
        );
      return table(
        'Weather stations',
        [
          { title: 'Station', cell: weatherLink },
          { title: 'Province', cell: s => provinceOf(s.province) },
          { title: 'Temperature', number: true, cell: s => degrees(s.values.air_temp) },
          { title: 'Feels like', number: true, cell: s => degrees(s.feelsLike) },
          { title: 'Wind', number: true, cell: s => measured(s.values.wind_speed, 'km/h') },
          { title: 'Humidity', number: true, cell: s => measured(s.values.rel_hum, '%') },
          { title: 'Rain, 1 h', number: true, cell: s => measured(s.values.precip_1h, 'mm') },
          { title: 'Heard', nowrap: true, cell: heard },
        ],
        items,
      );
    },
  ),
];
const current = () =>
  refills.forEach((fill, i) => {
    if (i < 3 || !fill.grown) fill();
  });
on('batch', current);
setInterval(() => {
  if (!document.hidden) current();
}, 30_000);
