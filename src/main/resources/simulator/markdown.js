/** The part of Markdown that WeChat draws: no HTML, no pictures, no task boxes. Text only ever becomes text nodes. */
const INLINE = /\\([!-/:-@[-`{-~])|(`[^`\n]+`)|(\*\*[^*\n]+\*\*)|(~~[^~\n]+~~)|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>，。、）]+)/g;

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function link(address, words) {
  const made = element('a', words);
  made.href = address;
  made.rel = 'noreferrer noopener';
  made.target = '_blank';
  return made;
}

function inline(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(from, match.index));
    const [whole, escaped, code, bold, strike, words, address, bare] = match;
    if (escaped) {
      parts.push(escaped);
    } else if (code) {
      parts.push(element('code', code.slice(1, -1)));
    } else if (bold) {
      parts.push(element('strong', bold.slice(2, -2)));
    } else if (strike) {
      parts.push(element('s', strike.slice(2, -2)));
    } else {
      parts.push(link(address || bare, words || bare));
    }
    from = match.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts;
}

function cells(line) {
  return line.replace(/^\s*\||\|\s*$/g, '').split('|').map(cell => cell.trim());
}

function table(lines) {
  const rows = lines.filter((line, place) => place !== 1)
    .map((line, place) => element('tr', ...cells(line).map(cell => element(place ? 'td' : 'th', ...inline(cell)))));
  return element('table', ...rows);
}

/** Kinds of blocks: how a line of it begins, and what its lines become. */
const KINDS = [
  [/^#{1,6} /, lines => lines.map(line => element('h3', ...inline(line.replace(/^#+ /, ''))))],
  [/^(-{3,}|\*{3,})$/, () => [element('hr')]],
  [/^> ?/, lines => [element('blockquote', ...lines.map(line => element('p', ...inline(line.replace(/^> ?/, '')))))]],
  [/^[-*] /, lines => [element('ul', ...lines.map(line => element('li', ...inline(line.slice(2)))))]],
  [/^\d+\. /, lines => [element('ol', ...lines.map(line => element('li', ...inline(line.replace(/^\d+\. /, '')))))]],
];

function kindOf(lines, place) {
  const isTable = lines[place].includes('|') && /^\s*\|?\s*:?-{3,}/.test(lines[place + 1] || '');
  if (isTable) {
    return [/\|/, block => [table(block)]];
  }
  return KINDS.find(([start]) => start.test(lines[place]));
}

function paragraph(lines, place) {
  let end = place;
  while (end < lines.length && lines[end] !== '' && !lines[end].startsWith('```') && !kindOf(lines, end)) {
    end++;
  }
  return [end, [element('p', ...inline(lines.slice(place, end).join('\n')))]];
}

function block(lines, place) {
  if (lines[place].startsWith('```')) {
    const close = lines.indexOf('```', place + 1);
    const end = close < 0 ? lines.length : close;
    return [end + 1, [element('pre', element('code', lines.slice(place + 1, end).join('\n')))]];
  }
  const kind = kindOf(lines, place);
  if (!kind) {
    return paragraph(lines, place);
  }
  let end = place + 1;
  while (end < lines.length && kind[0].test(lines[end])) {
    end++;
  }
  return [end, kind[1](lines.slice(place, end))];
}

export function render(text) {
  const made = document.createDocumentFragment();
  const lines = text.replaceAll('\r', '').split('\n');
  let place = 0;
  while (place < lines.length) {
    if (lines[place] === '') {
      place++;
      continue;
    }
    const [next, parts] = block(lines, place);
    made.append(...parts);
    place = next;
  }
  return made;
}
