// Search, filters and links. Everything is readable without it: the page only hides what does not match.
(() => {
  'use strict';
  const one = (selector) => document.querySelector(selector);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const query = one('#query'), only = one('#only'), hits = one('#hits'), nothing = one('.nothing');
  const kinds = all('.kind');

  const tables = all('.table').map((element) => ({
    element, label: element.querySelector('.hits'), name: element.querySelector('h3').textContent.toLowerCase(), shown: 0, total: 0,
  }));
  const changes = tables.flatMap((table) => all('.change', table.element).map((element) => {
    table.total += 1;
    return { element, table, kind: element.dataset.kind, isHidden: false, text: null };
  }));

  // What is searched: the row as it reads, and each side of a text by itself, so that words are found across a difference.
  const side = (element, left) => Array.from(element.querySelectorAll('.flow'), (flow) => {
    const text = flow.querySelector('bdi');
    return Array.from(text.childNodes, (node) => node.nodeName === left ? '' : node.textContent).join('');
  });
  const textOf = (change) => {
    if (change.text === null) {
      const parts = [change.element.textContent, ...side(change.element, 'DEL'), ...side(change.element, 'INS')];
      change.text = parts.join('\n').toLowerCase();
    }
    return change.text;
  };
  // Made while nobody waits for it.
  const later = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 50));
  let prepared = 0;
  const prepare = (idle) => {
    while (prepared < changes.length && idle.timeRemaining() > 1) textOf(changes[prepared++]);
    if (prepared < changes.length) later(prepare);
  };
  later(prepare);

  const highlight = (words) => {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    if (words.length) {
      for (const change of changes.filter((change) => !change.isHidden).slice(0, 400)) {
        const walker = document.createTreeWalker(change.element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node && ranges.length < 2000; node = walker.nextNode()) {
          const text = node.data.toLowerCase();
          for (const word of words) {
            for (let at = text.indexOf(word); at >= 0 && ranges.length < 2000; at = text.indexOf(word, at + word.length)) {
              const range = new Range();
              range.setStart(node, Math.min(at, node.length));
              range.setEnd(node, Math.min(at + word.length, node.length));
              ranges.push(range);
            }
          }
        }
      }
    }
    CSS.highlights.set('hit', new Highlight(...ranges));
  };

  const apply = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(kinds.filter((kind) => kind.getAttribute('aria-pressed') === 'true').map((kind) => kind.dataset.kind));
    const isFiltered = words.length > 0 || only.value !== '' || kinds.some((kind) => !kind.hidden && !wanted.has(kind.dataset.kind));
    let shown = 0;
    for (const table of tables) table.shown = 0;
    for (const change of changes) {
      const { table } = change;
      const isHidden = !wanted.has(change.kind) || (only.value !== '' && only.value !== table.element.id)
        || !words.every((word) => textOf(change).includes(word) || table.name.includes(word));
      if (isHidden !== change.isHidden) {
        change.isHidden = isHidden;
        change.element.hidden = isHidden;
      }
      if (!isHidden) {
        shown += 1;
        table.shown += 1;
      }
    }
    for (const table of tables) {
      table.element.hidden = isFiltered && table.shown === 0;
      table.label.textContent = isFiltered ? `${table.shown.toLocaleString('en')} of ${table.total.toLocaleString('en')}` : '';
    }
    hits.textContent = isFiltered ? `${shown.toLocaleString('en')} of ${changes.length.toLocaleString('en')} shown` : '';
    nothing.hidden = !isFiltered || shown > 0;
    highlight(words);
  };

  const reset = () => {
    query.value = '';
    only.value = '';
    for (const kind of kinds) kind.setAttribute('aria-pressed', 'true');
    apply();
  };

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest('[hidden]')) reset();
    for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    target.scrollIntoView();
    // What was not drawn before has another height now.
    requestAnimationFrame(() => target.scrollIntoView());
  };

  const toggleTheme = () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
  };

  const actions = {
    reset,
    theme: toggleTheme,
    collapse: () => tables.forEach((table) => { table.element.open = false; }),
    expand: () => tables.forEach((table) => { table.element.open = true; }),
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.do) actions[button.dataset.do]();
    if (button.dataset.kind) {
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
      apply();
    }
  });
  let pause = 0;
  query.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(apply, 120);
  });
  only.addEventListener('change', apply);
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest('input, select, textarea');
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === 'Escape' && (isTyping || query.value)) {
      reset();
    }
  });
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', actions.expand);

  const numbers = {};
  for (const change of changes) numbers[change.kind] = (numbers[change.kind] || 0) + 1;
  for (const kind of kinds) {
    kind.hidden = !numbers[kind.dataset.kind];
    kind.querySelector('b').textContent = (numbers[kind.dataset.kind] || 0).toLocaleString('en');
  }
  for (const tools of all('.tools')) tools.hidden = false;
  reveal();
})();
