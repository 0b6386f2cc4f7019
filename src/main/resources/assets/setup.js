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

  function tell(button, text) {
    told.textContent = button.textContent = text;
    setTimeout(() => { button.textContent = words.copy; told.textContent = ''; }, 2500);
  }

  for (const source of document.querySelectorAll('[data-copied-as]')) {
    // Behind a proxy that ends TLS the agent sees another address than the browser.
    if (words.asked) source.textContent = source.textContent.replaceAll(words.asked, location.origin);
    const button = document.createElement('button');
    button.className = 'quiet copy';
    button.textContent = words.copy;
    button.title = `${words.copy}: ${source.dataset.copiedAs}`;
    button.addEventListener('click', () =>
      copy(source).then(() => tell(button, words.copied), () => tell(button, words.selected)));
    (source.closest('pre') || source).after(button);
  }
})();
