import {render} from '/phone/markdown.js';

/** The phone itself: shows every state that the server pushes, and passes on what the hand does. */
const person = new URLSearchParams(location.search).get('as');
const query = person ? `?as=${encodeURIComponent(person)}` : '';
if (person) {
  document.getElementById('language').href += `&as=${encodeURIComponent(person)}`;
}
const $ = id => document.getElementById(id);
const chinese = document.documentElement.lang === 'zh';
let known = 0;
let nothingYet = true;

export function say(zh, en) {
  return chinese ? zh : en;
}

export async function act(action, body = {}) {
  const answer = await fetch(`/phone/api/${action}${query}`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) {
    throw new Error(json.error);
  }
  show(json);
}

function time(text) {
  return new Date(text).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', hour12: false});
}

function bytes(size) {
  return size < 1024 ? `${size} B` : size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}

/** A picture, a video or a file, as WeChat shows it; a grey box when its key cannot be read. */
function media({kind, name, size, grey, href}) {
  if (grey) {
    return Object.assign(document.createElement('div'), {className: 'grey', title: say('读不出密钥。', 'The key cannot be read.')});
  }
  if (kind === 'video') {
    return Object.assign(document.createElement('video'), {src: href, controls: true, ariaLabel: say('视频', 'video'), preload: 'metadata'});
  }
  const link = Object.assign(document.createElement('a'), {href, target: '_blank', rel: 'noopener'});
  if (kind === 'image') {
    link.append(Object.assign(document.createElement('img'), {src: href, alt: say('图片', 'picture')}));
    return link;
  }
  link.className = 'doc';
  link.download = name;
  const words = document.createElement('span');
  words.append(name, Object.assign(document.createElement('small'), {textContent: bytes(size)}));
  link.append(words, Object.assign(document.createElement('b'), {textContent: name.split('.').pop().slice(0, 4)}));
  return link;
}

function bubble(line) {
  const row = document.createElement('div');
  row.className = `message ${line.from}${nothingYet ? '' : ' fresh'}`;
  if (line.message_id) {
    row.dataset.messageId = line.message_id;
    row.dataset.clientId = line.client_id;
    row.title = `message_id ${line.message_id}`;
  }
  const avatar = document.createElement('div');
  avatar.className = 'avatar';
  avatar.textContent = line.from === 'me' ? say('我', 'Me') : 'N';
  const said = document.createElement('div');
  said.className = 'bubble';
  if (line.from === 'me') {
    said.append(Object.assign(document.createElement('p'), {textContent: line.text}));
  } else if (line.media) {
    said.classList.add(line.media.kind);
    said.append(media(line.media));
  } else {
    said.append(render(line.text));
  }
  row.append(avatar, said);
  return row;
}

function showChat(lines) {
  const chat = $('chat');
  const more = lines.filter(line => line.place >= known);
  for (const line of more) {
    const before = chat.dataset.last ? new Date(chat.dataset.last) : new Date(0);
    if (new Date(line.at) - before > 5 * 60 * 1000) {
      const stamp = document.createElement('div');
      stamp.className = 'time';
      stamp.textContent = time(line.at);
      chat.append(stamp);
    }
    chat.dataset.last = line.at;
    chat.append(bubble(line));
    known = line.place + 1;
  }
  if (more.length) {
    chat.scrollTop = chat.scrollHeight;
  }
  $('empty').hidden = known > 0;
}

function showPairing(state) {
  const status = state.qr.status;
  $('scan').classList.toggle('wanted', status === 'wait');
  const digits = status === 'need_verifycode';
  const tap = status === 'scaned' || status === 'scaned_but_redirect';
  $('sheet').hidden = !(digits || tap);
  $('digits').hidden = !digits;
  $('digits').value = state.qr.digits || '';
  const asksNow = tap && $('confirm').disabled;
  $('confirm').disabled = !tap;
  if (asksNow) {
    $('confirm').focus();
  }
  $('sheet-text').textContent = digits
    ? say('请在登录页输入这些数字：', 'Type these digits on the sign-in page:')
    : say('它将能在这里给你发消息。', 'It will be able to send you messages here.');
}

function showNotice(state) {
  let notice = '';
  if (state.qr.status === 'verify_code_blocked') {
    notice = say('数字输错太多，登录页已换新的二维码。',
      'Too many wrong digits. The sign-in page shows a new QR code.');
  } else if (state.bound && !state.window.closes_at) {
    notice = say('已连接。先给机器人随便写一句，它才能写给你。',
      'Connected. Write anything to the bot: only then can it write to you.');
  }
  $('notice').textContent = notice;
  $('notice').hidden = !notice;
  $('empty-text').textContent = state.bound
    ? say('还没有消息。', 'No messages yet.')
    : state.qr.status === 'wait'
      ? say('程序正显示二维码，请点上面的“扫一扫”。', 'The agent shows a QR code. Press “Scan” above.')
      : say('还没有机器人。请打开程序的登录页，再来这里扫码。',
        'No bot yet. Open the agent’s sign-in page, then scan its QR code here.');
}

export function show(state) {
  $('clock').textContent = time(state.now);
  showChat(state.chat);
  showPairing(state);
  showNotice(state);
  nothingYet = false;
  document.querySelector('.titlebar small').textContent = state.typing
    ? say('对方正在输入…', 'typing…')
    : say('微信机器人', 'a WeChat bot');
  document.dispatchEvent(new CustomEvent('state', {detail: state}));
}

export function tell(text, bad) {
  $('told').textContent = text;
  $('told').classList.toggle('bad', Boolean(bad));
}

function tap(id, action) {
  $(id).addEventListener('click', () => act(action).then(() => tell('')).catch(problem => tell(problem.message, true)));
}

tap('scan', 'scan');
tap('confirm', 'confirm');
$('composer').addEventListener('submit', event => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (text) {
    $('text').value = '';
    act('write', {text}).catch(problem => tell(problem.message, true));
  }
});

const live = new EventSource(`/phone/api/live${query}`);
live.addEventListener('open', () => {
  $('link').textContent = '●●●';
  $('link').classList.add('on');
});
live.addEventListener('error', () => {
  $('link').textContent = say('断线', 'no line');
  $('link').classList.remove('on');
});
live.addEventListener('message', event => show(JSON.parse(event.data)));
