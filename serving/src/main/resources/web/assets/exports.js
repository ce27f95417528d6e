import { api, byId, count, dayOf, detail, el, empty, monthOf, panel, query, setClock } from './app.js';

const form = byId('range');
const size = bytes => (bytes < 1e6 ? `${count(Math.ceil(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
const spanOf = name => (name.length === 7 ? monthOf(name) : dayOf(name + 'T12:00:00Z'));

/** Counts the lines of a file as it arrives, and the days or months that it has come to. */
class Rows {
  #text = new TextDecoder();
  #rest = '';
  #column = -1;
  count = -1;
  now = null;
  spans = 0;

  add(bytes) {
    const lines = (this.#rest + this.#text.decode(bytes, { stream: true })).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) {
      this.count++;
      if (this.count === 0) {
        this.#column = line
          .trim()
          .split(',')
          .findIndex(name => ['date', 'month', 'issued_date'].includes(name));
        continue;
      }
      const span = this.#column < 0 ? null : line.split(',', this.#column + 1)[this.#column];
      if (span && span !== this.now) {
        this.now = span;
        this.spans++;
      }
    }
  }
}

function row(file) {
  const state = el('p', { class: 'state', role: 'status' });
  const button = el('button', { type: 'button', 'aria-label': `Download ${file.name}` }, 'Download');
  const stop = el(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': `Stop the download of ${file.name}`, hidden: true },
    'Stop',
  );
  const bar = el('progress', { 'aria-label': `Progress of ${file.name}` });
  button.addEventListener('click', async () => {
    const asked = new AbortController();
    stop.onclick = () => asked.abort();
    button.hidden = true;
    stop.hidden = false;
    stop.focus();
    state.className = 'state';
    bar.removeAttribute('value');
    state.replaceChildren(bar, ' Asking Hive…');
    try {
      const answer = await fetch(file.href + query({ from: form.elements.from.value, to: form.elements.to.value }), {
        signal: asked.signal,
      });
      if (!answer.ok) throw new Error(await detail(answer));
      const all = Number(answer.headers.get('X-Partitions'));
      const reader = answer.body.getReader();
      const rows = new Rows();
      const parts = [];
      let bytes = 0;
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        parts.push(chunk.value);
        bytes += chunk.value.length;
        rows.add(chunk.value);
        if (all && rows.spans) bar.value = Math.max(0, rows.spans - 0.5) / all;
        state.replaceChildren(
          bar,
          ` ${count(Math.max(0, rows.count))} rows, ${size(bytes)}${rows.now ? `, at ${spanOf(rows.now)}` : ''}`,
        );
      }
      const link = el('a', { href: URL.createObjectURL(new Blob(parts, { type: 'text/csv' })), download: file.name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      state.replaceChildren(
        `Done: ${count(Math.max(0, rows.count))} rows, ${size(bytes)}, in your downloads as ${file.name}.`,
      );
    } catch (problem) {
      if (problem.name === 'AbortError') {
        state.replaceChildren('Stopped; nothing was kept.');
        return;
      }
      state.className = 'state failed';
      state.replaceChildren(
        problem instanceof TypeError ? 'The download was cut short; nothing was kept. Try again.' : problem.message,
      );
    } finally {
      button.hidden = false;
      stop.hidden = true;
      button.focus();
    }
  });
  return el(
    'div',
    { class: 'file' },
    el(
      'div',
      {},
      el('h3', {}, file.title),
      el('p', { class: 'note' }, file.description, ' ', el('code', {}, file.name)),
    ),
    el('div', {}, button, stop),
    state,
  );
}

panel(byId('files'), async () => {
  const { files, firstDate, lastDate, clock } = await api('/exports');
  setClock(clock);
  if (!firstDate) {
    byId('span').textContent = '';
    return empty('There is nothing to export before the first batch run.');
  }
  for (const field of form.elements) {
    field.min = firstDate;
    field.max = lastDate;
  }
  const given = new URLSearchParams(location.search);
  form.elements.from.value ||= given.get('from') ?? firstDate;
  form.elements.to.value ||= given.get('to') ?? lastDate;
  byId('span').textContent =
    `The batch views hold ${spanOf(firstDate)} to ${spanOf(lastDate)}; both days included. ` +
    'A month is written whole when it holds one of them.';
  return files.map(row);
});
form.addEventListener('change', () =>
  history.replaceState(null, '', location.pathname + query(Object.fromEntries(new FormData(form)))),
);
form.addEventListener('submit', event => event.preventDefault());
