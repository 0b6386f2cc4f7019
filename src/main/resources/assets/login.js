// Keeps the sign-in page up to date. Without this script the page reloads itself.
(() => {
  'use strict';
  const live = document.getElementById('live');
  const lost = document.getElementById('lost');

  let ends = 0;

  // From when the page was drawn, so that no clock but this browser's counts.
  function count() {
    const timer = live.querySelector('[role=timer]');
    ends = timer ? Date.now() + timer.dataset.left * 1000 : 0;
  }

  function tick() {
    const timer = live.querySelector('[role=timer]');
    if (!timer) return;
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    timer.querySelector('b').textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    timer.querySelector('.rest').setAttribute('stroke-dasharray', `${left} 300`);
    timer.classList.toggle('soon', left < 60);
  }

  async function look() {
    // A page that nobody sees must not keep the agent fetching codes.
    if (document.hidden) return;
    const state = await fetch('/login/state', {headers: {Accept: 'application/json'}});
    if (state.status === 401 || state.status === 403) return location.reload();
    if (!state.ok) throw new Error(state.statusText);
    lost.hidden = true;
    if ((await state.json()).version === live.dataset.version) return;
    const page = await fetch('/login', {headers: {Accept: 'text/html'}});
    if (!page.ok) throw new Error(page.statusText);
    show(new DOMParser().parseFromString(await page.text(), 'text/html').getElementById('live'));
  }

  function show(next) {
    if (next.dataset.version === live.dataset.version) return;
    live.dataset.version = next.dataset.version;
    live.dataset.state = next.dataset.state;
    live.replaceChildren(...next.childNodes);
    count();
    const digits = document.getElementById('digits');
    if (digits) digits.focus();
  }

  async function run() {
    try {
      await look();
    } catch {
      lost.hidden = false;
    }
    setTimeout(run, 1000);
  }

  document.addEventListener('visibilitychange', () => { if (!document.hidden) look().catch(() => {}); });
  count();
  setInterval(tick, 1000);
  setTimeout(run, 1000);
})();
