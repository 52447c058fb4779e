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
