import {
  api,
  badge,
  byId,
  clock,
  count,
  deviceLink,
  el,
  empty,
  filters,
  hourOf,
  on,
  options,
  pages,
  query,
  setClock,
  table,
  time,
  why,
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
  const severities = Object.entries(page.counts.bySeverity)
    .map(([name, number]) => `${count(number)} ${name.toLowerCase()}`)
    .join(', ');
  byId('count').textContent =
    `${count(page.total)} ${page.total === 1 ? 'alert' : 'alerts'}${severities ? ': ' + severities : ''}`;
  if (!items.length)
    return empty(
      clock?.mode === 'empty' || !clock
        ? 'No alerts: no data has arrived yet.'
        : `No alerts like that. The newest data is of ${hourOf(clock.dataClock)}.`,
    );
  return table(
    'Alerts found',
    [
      { title: 'Severity', cell: a => badge(a.severity) },
      { title: 'Type', nowrap: true, cell: a => words(a.type) },
      { title: 'Meter or station', cell: deviceLink },
      { title: 'Where', cell: a => a.suburb ?? a.province ?? '–' },
      { title: 'Began', nowrap: true, cell: a => time(a.start) },
      { title: 'Last seen', nowrap: true, cell: a => time(a.lastSeen) },
      { title: 'State', cell: a => (a.open ? el('strong', {}, 'open') : 'over') },
      { title: 'Why', wide: true, cell: why },
    ],
    items,
  );
}

const clockKnown = api('/clock').then(setClock, () => {});
api('/devices?limit=1').then(
  page => options(form.elements.suburb, page.facets.suburbs),
  () => {},
);
const again = pages(
  byId('list'),
  async (cursor, signal) =>
    (await Promise.all([api('/alerts' + query({ ...asked, limit: 50, cursor }), { signal }), clockKnown]))[0],
  show,
);
byId('list').addEventListener('failed', () => {
  byId('count').textContent = '';
});

// New alerts come into the list unless somebody reads a later page.
let timer = null;
on('alert', () => {
  timer ??= setTimeout(() => {
    timer = null;
    if (!again.grown) again();
  }, 1500);
});
