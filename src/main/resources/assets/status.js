// Keeps the status page up to date. Without this script the page reloads itself.
(() => {
  'use strict';
  const EVERY = 3000;
  const live = document.getElementById('live');
  const rest = document.getElementById('rest');
  const lost = document.getElementById('lost');
  // What a check found stays until the next look at the page by a person.
  const checked = new URLSearchParams(location.search).has('check');

  async function look() {
    // Nothing changes under a finger or a keyboard that is about to press a button.
    if (document.hidden || live.contains(document.activeElement) || rest.contains(document.activeElement)) return;
    const page = await fetch('/', {headers: {Accept: 'text/html'}});
    if (page.status === 401 || page.status === 403) return location.reload();
    if (!page.ok) throw new Error(page.statusText);
    lost.hidden = true;
    const next = new DOMParser().parseFromString(await page.text(), 'text/html');
    live.dataset.headline = next.getElementById('live').dataset.headline;
    for (const part of [live, rest]) {
      const fresh = next.getElementById(part.id);
      if (fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
  }

  async function run() {
    try {
      await look();
    } catch {
      lost.hidden = false;
    }
    setTimeout(run, EVERY);
  }

  if (!checked) setTimeout(run, EVERY);
})();
