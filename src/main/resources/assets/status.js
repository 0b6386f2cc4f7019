// Keeps the status page up to date, and lets its buttons work without a reload. Without this script the page reloads itself.
(() => {
  'use strict';
  const EVERY = 3000;
  const live = document.getElementById('live');
  const lost = document.getElementById('lost');
  const refused = document.getElementById('refused');
  let timer;

  // Not "node.id": a form with a field of that name answers with the field.
  const idOf = node => node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('id') : null;
  const byId = node => new Map([...node.children].filter(idOf).map(child => [idOf(child), child]));

  // Changes what differs and nothing else, so that what is typed, chosen or focused stays.
  function morph(old, next) {
    if (old.isEqualNode(next)) return;
    if (old.nodeType !== Node.ELEMENT_NODE || old.nodeName !== next.nodeName) return old.replaceWith(next);
    for (const {name} of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name);
    for (const {name, value} of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const coming = byId(next);
    for (const [id, child] of byId(old)) if (!coming.has(id)) child.remove();
    const known = byId(old);
    let at = old.firstChild;
    for (const child of [...next.childNodes]) {
      const id = idOf(child);
      const same = id ? known.get(id) : at && !idOf(at) && at.nodeName === child.nodeName ? at : null;
      if (!same) {
        old.insertBefore(child, at);
      } else {
        if (same === at) at = at.nextSibling;
        else old.insertBefore(same, at);
        morph(same, child);
      }
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  }

  async function show(answer) {
    if (answer.status === 401 || answer.status === 403) return location.reload();
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    // The reader switched to another language in another tab.
    if (page.documentElement.lang !== document.documentElement.lang) return location.reload();
    const next = page.getElementById('live');
    if (next) morph(live, document.adoptNode(next));
  }

  // What a button did is said once: the next look shows how things stand then.
  function withoutDone(address) {
    const url = new URL(address);
    url.searchParams.delete('done');
    url.hash = '';
    return url;
  }

  async function look() {
    clearTimeout(timer);
    // Nothing is asked for a page that nobody sees.
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, {
        headers: {Accept: 'text/html', 'If-None-Match': `"${live.dataset.version}"`},
        cache: 'no-store',
      });
      if (answer.status !== 304) await show(answer);
      lost.hidden = true;
    } catch {
      lost.hidden = false;
    }
    timer = setTimeout(look, EVERY);
  }

  document.addEventListener('submit', async event => {
    const form = event.target;
    const button = event.submitter;
    if (form.method !== 'post' || !live.contains(form)) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    button.disabled = true;
    refused.hidden = true;
    try {
      const action = button.getAttribute('formaction') ?? form.getAttribute('action');
      const answer = await fetch(action, {method: 'POST', body, headers: {Accept: 'text/html'}});
      if (answer.headers.get('Content-Type')?.startsWith('application/problem+json')) {
        refused.textContent = (await answer.json()).detail;
        refused.hidden = false;
        return;
      }
      await show(answer);
      if (answer.redirected) history.replaceState(null, '', withoutDone(answer.url));
      clearTimeout(timer);
      timer = setTimeout(look, 2 * EVERY);
      lost.hidden = true;
      form.reset();
    } catch {
      lost.hidden = false;
    } finally {
      button.disabled = false;
    }
  });

  document.addEventListener('visibilitychange', look);
  timer = setTimeout(look, EVERY);
})();
