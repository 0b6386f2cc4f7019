import {act, say, tell} from '/phone/phone.js';

/** The controls beside the phone: each button names its action, the facts follow the pushed state. */
const $ = id => document.getElementById(id);

function press(action, body, words) {
  act(action, body).then(() => tell(words)).catch(problem => tell(problem.message, true));
}

document.querySelectorAll('[data-action]').forEach(button => button.addEventListener('click', () =>
  press(button.dataset.action, JSON.parse(button.dataset.body || '{}'), `${say('完成：', 'Done: ')}${button.textContent}`)));

document.querySelectorAll('[data-next]').forEach(button => button.addEventListener('click', () =>
  press('next', {call: button.dataset.call || 'send', fault: button.dataset.next},
    `${button.parentElement.querySelector('legend').textContent.replace('…', say('：', ':'))} ${button.textContent}`)));

document.querySelectorAll('[data-rule]').forEach(box => box.addEventListener('change', () =>
  press('rules', {[box.dataset.rule]: box.checked}, say('已更改。', 'Changed.'))));

function fact(id, text, kind = '') {
  $(id).textContent = text;
  $(id).className = kind;
}

function span(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours ? say(`${hours} 小时 ${minutes} 分`, `${hours} h ${minutes} min`)
    : say(`${minutes} 分`, `${minutes} min`);
}

function windowWords(state) {
  if (state.window.rate_limited_until) {
    return [say('被限流', 'rate limited'), 'bad'];
  }
  if (!state.window.closes_at) {
    return [say('从未打开', 'never opened'), ''];
  }
  const left = (new Date(state.window.closes_at) - new Date(state.now)) / 1000;
  return state.window.open ? [say(`打开，还有 ${span(left)}`, `open, ${span(left)}`), 'good']
    : [say('关闭', 'shut'), 'bad'];
}

document.addEventListener('state', event => {
  const state = event.detail;
  fact('fact-account', state.bound ? say('已登录', 'signed in') : say('无', 'none'), state.bound ? 'good' : '');
  fact('fact-window', ...windowWords(state));
  fact('fact-used', `${state.window.used ?? 0} / ${state.window.quota}`);
  fact('fact-time', state.ahead_seconds ? say(`快 ${span(state.ahead_seconds)}`, `${span(state.ahead_seconds)} ahead`)
    : say('同本机', 'as here'));
  fact('fact-polls', state.polls ? say('等待中', 'waiting') : say('无', 'none'), state.polls ? 'good' : '');
  fact('fact-violations', String(state.violations), state.violations ? 'bad' : 'good');
  document.querySelectorAll('[data-rule]').forEach(box => {
    box.checked = state.rules[box.dataset.rule];
  });
});
