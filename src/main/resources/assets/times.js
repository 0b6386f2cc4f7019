// Shows the times of a page in the zone of its reader and names both zones, where they differ from the agent's.
(() => {
  'use strict';
  const note = document.getElementById('zone');
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

  function parts(time, timeZone) {
    const text = new Intl.DateTimeFormat('sv-SE', {timeZone, dateStyle: 'short', timeStyle: 'medium'}).format(time);
    return text.split(' ');
  }

  // As the agent writes them: whole, or without the day on the same day, without the year in the same year; in a sentence
  // with the word for tomorrow.
  function written(time, whole, tomorrow) {
    const [day, seconds] = parts(time);
    if (whole) return `${day} ${seconds}`;
    const [today] = parts(new Date());
    const clock = seconds.slice(0, 5);
    if (day === today) return clock;
    const [next] = parts(new Date(Date.now() + 24 * 3600 * 1000));
    if (tomorrow && day === next) return tomorrow.replace('%s', clock);
    return `${day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} ${clock}`;
  }

  function convert(element) {
    const time = new Date(element.getAttribute('datetime') || element.dataset.time);
    if (element.dataset.agents || isNaN(time)) return;
    element.dataset.agents = element.textContent;
    element.title = `${element.textContent} ${note.dataset.zone}`;
    const tomorrow = element.closest('[data-tomorrow]')?.dataset.tomorrow;
    element.textContent = written(time, element.textContent.split(':').length > 2, tomorrow);
  }

  function convertAll() {
    document.querySelectorAll('time[datetime], [data-time]').forEach(convert);
  }

  function differs() {
    try {
      // A summer and a winter, since zones may agree in one of them.
      const year = new Date().getFullYear();
      return [0, 3, 6, 9].some(month => {
        const time = new Date(Date.UTC(year, month, 1));
        return parts(time).join() !== parts(time, note.dataset.zone).join();
      });
    } catch {
      return false; // A browser without this zone: the agent's times stay, with their zone's name.
    }
  }

  if (!note || !differs()) return;
  note.textContent = note.dataset.yours.replace('@', zone);
  convertAll();
  new MutationObserver(convertAll).observe(document.body, {childList: true, subtree: true});
})();
