import {
  api,
  badge,
  byId,
  count,
  cut,
  el,
  empty,
  filters,
  litres,
  meterLink,
  on,
  options,
  pages,
  query,
  setClock,
  table,
  time,
  words,
} from './app.js';

const form = byId('filters');
let asked = null;
const read = filters(form, () => {
  asked = read();
  again();
});
asked = read();

function show(items, page) {
  options(form.elements.suburb, page.facets.suburbs);
  options(form.elements.usageType, page.facets.usageTypes);
  options(form.elements.meterType, page.facets.meterTypes);
  options(form.elements.problem, page.facets.problems, words);
  byId('count').textContent =
    `${count(page.total)} ${page.total === 1 ? 'meter' : 'meters'}` +
    (items.length < page.total ? `, the first ${count(items.length)} shown` : '') +
    cut(page, 'listed');
  if (!items.length) return empty('No meter is like that. Fewer filters find more.');
  return table(
    'Meters found',
    [
      { title: 'Meter', cell: m => meterLink(m.id) },
      {
        title: 'Suburb',
        cell: m => (m.suburb ? `${m.suburb}${m.postcode ? ' ' + m.postcode : ''}` : m.known ? '–' : 'In no fleet list'),
      },
      { title: 'Usage', cell: m => m.usageType ?? '–' },
      { title: 'Family', cell: m => m.meterType ?? '–' },
      { title: 'Last reading', nowrap: true, cell: m => time(m.lastReading) },
      { title: 'Water, last whole day', number: true, cell: m => litres(m.litresLastDay) },
      {
        title: 'Problems',
        cell: m =>
          m.problems.length
            ? el(
                'span',
                { class: 'badges' },
                m.problems.map(p => badge(p.severity, words(p.type))),
              )
            : '–',
      },
      {
        title: 'Open alerts',
        number: true,
        cell: m =>
          m.openAlerts
            ? el('a', { href: '/alerts' + query({ state: 'open', device: m.id }) }, count(m.openAlerts))
            : '–',
      },
    ],
    items,
  );
}

// Drawn when the clock is known too: times are shown in its zone.
const clockKnown = api('/clock').then(setClock, () => {});
const again = pages(
  byId('list'),
  async (cursor, signal) =>
    (await Promise.all([api('/devices' + query({ ...asked, limit: 50, cursor }), { signal }), clockKnown]))[0],
  show,
);
byId('list').addEventListener('failed', () => {
  byId('count').textContent = '';
});
on('batch', () => {
  if (!again.grown) again();
});
