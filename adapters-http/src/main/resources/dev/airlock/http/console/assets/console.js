// Small comforts; every page works without them.
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.firstChild;
  const words = label.data;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    label.data = 'Copied';
    setTimeout(() => { label.data = words; }, 2000);
  });
}

document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, select, textarea');
  const search = document.querySelector('[data-search]');
  if (event.key === '/' && search && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

// What waits for a decision, while the page is looked at.
const badge = document.querySelector('[data-waiting]');
const plainTitle = document.title.replace(/^\(\d+\) /, '');

async function renew(list) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
  const fresh = page.getElementById(list.id);
  if (fresh) list.replaceWith(fresh);
}

function show(waiting) {
  const more = Number(waiting) > Number(badge.textContent);
  badge.textContent = waiting || '';
  badge.hidden = !waiting;
  document.title = (waiting ? '(' + waiting + ') ' : '') + plainTitle;
  if (more) {
    document.querySelector('[data-news]').textContent = waiting === 1 ? 'A request waits for you.' : waiting + ' requests wait for you.';
  }
}

function outdated(request) {
  const typed = [...request.querySelectorAll('input:not([type=hidden]), select, textarea')].some(field => field.value !== (field.defaultValue ?? field.options[0].value));
  if (typed) {
    request.querySelector('[data-changed]').hidden = false;
  } else {
    location.replace(location.pathname);
  }
}

async function look() {
  if (document.hidden) return;
  const request = document.querySelector('[data-live-request]');
  const list = document.querySelector('[data-live-list]');
  const answer = await fetch('/approvals/live' + (request ? '?request=' + request.dataset.liveRequest : ''), { redirect: 'error' });
  if (!answer.ok) return;
  const news = await answer.json();
  if (news.waiting !== Number(badge.textContent)) show(news.waiting);
  if (list && list.dataset.liveList !== news.stamp) await renew(list);
  if (request && request.dataset.liveState !== news.state) outdated(request);
}

if (badge) {
  const again = () => look().catch(() => {}).finally(() => setTimeout(again, 4000));
  setTimeout(again, 4000);
}
