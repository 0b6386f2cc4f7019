// A button beside each text that is to be copied. Without this script the texts can be selected.
(() => {
  'use strict';
  const words = document.getElementById('copy-words').dataset;
  const told = document.getElementById('copied');

  async function copy(source) {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    // Browsers offer the clipboard to https and localhost only; elsewhere there is the older way.
    if (navigator.clipboard) await navigator.clipboard.writeText(source.textContent);
    else if (!document.execCommand('copy')) throw new Error('not copied');
  }

  for (const source of document.querySelectorAll('[data-copy]')) {
    const button = Object.assign(document.createElement('button'), {
      type: 'button', className: 'quiet copy', textContent: words.copy,
    });
    button.setAttribute('aria-label', `${words.copy}: ${source.dataset.copy}`);
    button.addEventListener('click', () => copy(source)
      .then(() => told.textContent = button.textContent = words.copied)
      .catch(() => told.textContent = words.selected)
      .finally(() => setTimeout(() => { button.textContent = words.copy; told.textContent = ''; }, 2500)));
    source.after(button);
  }
})();
