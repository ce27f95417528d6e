import { api, byId, count, dayOf, detail, el, empty, panel, query, setClock } from './app.js';

const form = byId('range');
const size = bytes => bytes < 1e6 ? `${count(Math.ceil(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

function row(file) {
  const state = el('p', { class: 'state', role: 'status' });
  const button = el('button', { type: 'button', 'aria-label': `Download ${file.name}` }, 'Download');
  const bar = el('progress', { 'aria-label': `Progress of ${file.name}` });
  button.addEventListener('click', async () => {
    button.disabled = true;
    state.className = 'state';
    state.replaceChildren(bar, ' asking Hive…');
    try {
      const answer = await fetch(file.href + query({ from: form.elements.from.value, to: form.elements.to.value }));
      if (!answer.ok) throw new Error(await detail(answer));
      const reader = answer.body.getReader();
      const parts = [];
      let bytes = 0; let rows = -1;
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        parts.push(chunk.value);
        bytes += chunk.value.length;
        for (const byte of chunk.value) if (byte === 10) rows++;
        state.replaceChildren(bar, ` ${count(Math.max(0, rows))} rows, ${size(bytes)}`);
      }
      const link = el('a', { href: URL.createObjectURL(new Blob(parts, { type: 'text/csv' })), download: file.name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      state.replaceChildren(`Done: ${count(Math.max(0, rows))} rows, ${size(bytes)}.`);
    } catch (problem) {
      state.className = 'state failed';
      state.replaceChildren(problem.message || 'The download was cut short.', ' Try again, or see the Pipeline page.');
    } finally {
      button.disabled = false;
    }
  });
  return el('div', { class: 'file' }, el('div', {}, el('h3', {}, file.title), el('p', { class: 'note' }, file.description, ' ', el('code', {}, file.name))), button, state);
}

panel(byId('files'), async () => {
  const { files, firstDate, lastDate, clock } = await api('/exports');
  setClock(clock);
  if (!firstDate) { byId('span').textContent = ''; return empty('There is nothing to export before the first batch run.'); }
  for (const field of form.elements) { field.min = firstDate; field.max = lastDate; }
  form.elements.from.value ||= firstDate;
  form.elements.to.value ||= lastDate;
  byId('span').textContent = `The batch views hold ${dayOf(firstDate + 'T12:00:00Z')} to ${dayOf(lastDate + 'T12:00:00Z')}; both days included. A month is written whole when it holds one of them.`;
  return files.map(row);
});
form.addEventListener('submit', event => event.preventDefault());
