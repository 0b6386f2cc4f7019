import {act, tell} from '/phone/phone.js';

/** The controls beside the phone: each button names its action, the facts follow the pushed state. */
const $ = id => document.getElementById(id);

function press(action, body, words) {
  act(action, body).then(() => tell(words)).catch(problem => tell(problem.message, true));
}

document.querySelectorAll('[data-action]').forEach(button => button.addEventListener('click', () =>
  press(button.dataset.action, JSON.parse(button.dataset.body || '{}'), `完成 Done: ${button.textContent}`)));

document.querySelectorAll('[data-next]').forEach(button => button.addEventListener('click', () =>
  press('next', {call: button.dataset.call || 'send', fault: button.dataset.next},
    `${button.parentElement.querySelector('legend').textContent.replace('…', ':')} ${button.textContent}`)));

document.querySelectorAll('[data-rule]').forEach(box => box.addEventListener('change', () =>
  press('rules', {[box.dataset.rule]: box.checked}, '已更改 Changed.')));

function fact(id, text, kind = '') {
  $(id).textContent = text;
  $(id).className = kind;
}

function span(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours ? `${hours} h ${minutes} min` : `${minutes} min`;
}

function windowWords(state) {
  if (state.window.rate_limited_until) {
    return ['被限流 rate limited', 'bad'];
  }
  if (!state.window.closes_at) {
    return ['从未打开 never opened', ''];
  }
  const left = (new Date(state.window.closes_at) - new Date(state.now)) / 1000;
  return state.window.open ? [`打开 open, ${span(left)}`, 'good'] : ['关闭 shut', 'bad'];
}

document.addEventListener('state', event => {
  const state = event.detail;
  fact('fact-account', state.bound ? '已登录 signed in' : '无 none', state.bound ? 'good' : '');
  fact('fact-window', ...windowWords(state));
  fact('fact-used', `${state.window.used ?? 0} of ${state.window.quota}`);
  fact('fact-time', state.ahead_seconds ? `快 ${span(state.ahead_seconds)} ahead` : '同本机 as here');
  fact('fact-polls', state.polls ? '等待中 waiting' : '无 none', state.polls ? 'good' : '');
  fact('fact-violations', String(state.violations), state.violations ? 'bad' : 'good');
  document.querySelectorAll('[data-rule]').forEach(box => {
    box.checked = state.rules[box.dataset.rule];
  });
});
