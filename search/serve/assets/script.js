/* SPDX-License-Identifier: GPL-2.0-or-later */
/* script.js - what makes the pages quicker.  They are whole without it: everything shown is made by the server,
   and a part of a page is replaced by the same part of another.  No string becomes markup here: pages are
   parsed as documents of their own, in which nothing runs. */
'use strict';
(() => {
	const field = document.getElementById('q');
	const form = field && field.form;
	const said = document.getElementById('said');
	const all = (where, what) => Array.from(where.querySelectorAll(what));
	let turn = 0; /* of the last page asked for */

	/* ---- pages in place ---- */

	const live = ['main', 'facets', 'state', 'menu'];

	const part = (doc, id) => id === 'menu' ? doc.querySelector('.menu') : doc.getElementById(id);

	const replace = (doc, url, typed) => {
		const layout = document.querySelector('.layout'), next = doc.querySelector('.layout');
		document.title = doc.title;
		if (layout && next) {
			layout.replaceWith(document.adoptNode(next));
		} else {
			for (const e of all(document, 'body > main, body > .layout'))
				e.replaceWith(...all(doc, 'body > main, body > .layout').map((n) => document.adoptNode(n)));
		}
		for (const id of ['state', 'menu']) {
			const from = part(doc, id), to = part(document, id);
			if (from && to)
				to.replaceWith(document.adoptNode(from));
		}
		if (!typed) {
			const q = doc.getElementById('q');
			field.value = q ? q.value : '';
		}
		const totals = document.getElementById('totals');
		said.textContent = totals ? totals.textContent : '';
		enhance();
	};

	/* typed: while somebody writes; the address then takes the place of the one before. */
	const show = async (url, { typed = false, back = false, write = typed } = {}) => {
		const mine = ++turn;
		let doc;
		try {
			const answer = await fetch(url, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
			if (typed && !answer.ok)
				return;
			doc = new DOMParser().parseFromString(await answer.text(), 'text/html');
		} catch (e) {
			if (!typed)
				location.href = url;
			return;
		}
		if (mine !== turn)
			return;
		if (!back)
			history[write ? 'replaceState' : 'pushState']({ here: true }, '', url);
		replace(doc, url, typed);
		if (!typed && !back)
			window.scrollTo(0, 0);
		const mark = new URL(url, location.href).hash.slice(1);
		const there = mark && document.getElementById(mark);
		if (there)
			there.scrollIntoView({ block: 'center' });
	};

	const here = (a) => a && a.href && !a.target && !a.hasAttribute('download') &&
		new URL(a.href.baseVal ?? a.href, location.href).origin === location.origin;
	const address = (a) => new URL(a.href.baseVal ?? a.href, location.href);
	const inPlace = (url) => ['/', '/document', '/facet', '/help'].includes(url.pathname);

	document.addEventListener('click', (e) => {
		const a = e.target.closest('a');
		if (e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey || !here(a))
			return;
		const url = address(a);
		if (!inPlace(url) || a.closest('.skip') || (url.pathname === location.pathname &&
		    url.search === location.search && url.hash))
			return;
		if (url.searchParams.get('lang') !== new URL(location.href).searchParams.get('lang'))
			return; /* another language is another page */
		e.preventDefault();
		close();
		show(url.href);
	});
	history.replaceState({ here: true }, '', location.href);
	window.addEventListener('popstate', (e) => {
		if (e.state && e.state.here)
			show(location.href, { back: true });
	});

	/* ---- results as one types ---- */

	const wanted = () => {
		const pairs = new URLSearchParams();
		for (const [name, value] of new FormData(form))
			if (value)
				pairs.append(name, value);
		const query = pairs.toString();
		return '/' + (query ? '?' + query : '');
	};
	let timer = 0, shownFor = field ? field.value : '', fresh = true;

	const typed = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			const now = field.value.trim();
			if (now === shownFor.trim() || composing)
				return;
			shownFor = now;
			show(wanted(), { typed: true, write: !fresh });
			fresh = false;
		}, 140);
	};
	let composing = false;

	/* ---- suggestions ---- */

	let list = null, at = -1, asked = 0;
	const close = () => {
		asked++;
		at = -1;
		if (list)
			list.hidden = true;
		if (field) {
			field.setAttribute('aria-expanded', 'false');
			field.removeAttribute('aria-activedescendant');
		}
	};
	const choose = (text) => {
		field.value = text;
		shownFor = text;
		clearTimeout(timer);
		close();
		show(wanted());
	};
	const point = (to) => {
		const items = all(list, 'li');
		if (!items.length || list.hidden)
			return false;
		at = (to + items.length + 1) % (items.length + 1); /* the last place is the field itself */
		items.forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
		if (at < items.length)
			field.setAttribute('aria-activedescendant', items[at].id);
		else
			field.removeAttribute('aria-activedescendant');
		return true;
	};
	const suggest = async () => {
		const mine = ++asked, text = field.value;
		if (!text.trim())
			return close();
		let answer;
		try {
			answer = await (await fetch('/api/1/suggest?q=' + encodeURIComponent(text))).json();
		} catch (e) {
			return;
		}
		if (mine !== asked || document.activeElement !== field || !answer.completions)
			return;
		list.replaceChildren(...answer.completions.slice(0, 8).map((c, i) => {
			const item = document.createElement('li'), name = document.createElement('bdi'),
				count = document.createElement('span');
			item.id = 'suggestion-' + i;
			item.setAttribute('role', 'option');
			item.setAttribute('aria-selected', 'false');
			name.textContent = c.text;
			name.className = c.name ? 'name' : '';
			count.className = 'count';
			count.textContent = c.count.toLocaleString('en');
			item.append(name, count);
			item.addEventListener('pointerdown', (e) => {
				e.preventDefault();
				choose(c.text);
			});
			return item;
		}));
		at = -1;
		list.hidden = !answer.completions.length;
		field.setAttribute('aria-expanded', String(!list.hidden));
	};

	if (field) {
		list = document.createElement('ul');
		list.id = 'suggestions';
		list.className = 'suggestions';
		list.hidden = true;
		list.setAttribute('role', 'listbox');
		list.setAttribute('aria-label', field.dataset.count || '');
		form.append(list);
		for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'],
			['aria-expanded', 'false'], ['aria-controls', 'suggestions']])
			field.setAttribute(name, value);
		field.addEventListener('compositionstart', () => { composing = true; });
		field.addEventListener('compositionend', () => { composing = false; typed(); suggest(); });
		field.addEventListener('input', () => {
			if (composing)
				return;
			typed();
			suggest();
		});
		field.addEventListener('blur', close);
		field.addEventListener('keydown', (e) => {
			if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
				const down = e.key === 'ArrowDown';
				if (point(at < 0 ? (down ? 0 : -2) : at + (down ? 1 : -1)))
					e.preventDefault();
				else if (down)
					step(1, e);
			} else if (e.key === 'Escape') {
				if (list.hidden)
					field.blur();
				close();
				e.preventDefault();
			} else if (e.key === 'Enter' && at >= 0) {
				const item = all(list, 'li')[at];
				if (item) {
					e.preventDefault();
					choose(item.querySelector('bdi').textContent);
				}
			}
		});
		form.addEventListener('submit', (e) => {
			e.preventDefault();
			clearTimeout(timer);
			close();
			shownFor = field.value;
			fresh = true;
			show(wanted());
		});
	}

	/* ---- keys ---- */

	const step = (by, e) => {
		const links = all(document, '.hit h2 a');
		const now = links.indexOf(document.activeElement);
		const to = links[now < 0 ? (by > 0 ? 0 : -1) : now + by];
		if (to) {
			e.preventDefault();
			to.focus();
			to.scrollIntoView({ block: 'nearest' });
		} else if (now === 0 && by < 0 && field) {
			e.preventDefault();
			field.focus();
		}
	};
	document.addEventListener('keydown', (e) => {
		const busy = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
		if (e.ctrlKey || e.metaKey || e.altKey || busy)
			return;
		if (e.key === '/' && field) {
			e.preventDefault();
			field.focus();
			field.select();
		} else if (e.key === 'ArrowDown' && document.activeElement.closest('.hit')) {
			step(1, e);
		} else if (e.key === 'ArrowUp' && document.activeElement.closest('.hit')) {
			step(-1, e);
		} else if (e.key === 'n' || e.key === 'p') {
			jump(e.key === 'n' ? 1 : -1);
		}
	});

	/* ---- from mark to mark ---- */

	let mark = 0;
	const jump = (by) => {
		const marks = all(document, '.text mark');
		if (!marks.length)
			return;
		marks.forEach((m) => m.classList.remove('here'));
		mark = (mark + by + marks.length) % marks.length;
		marks[mark].classList.add('here');
		marks[mark].scrollIntoView({ block: 'center' });
		const told = document.querySelector('#steps .at');
		if (told)
			told.textContent = `${mark + 1} / ${marks.length}`;
	};
	const addSteps = () => {
		const steps = document.getElementById('steps');
		if (!steps || steps.querySelector('button'))
			return;
		const told = document.createElement('span');
		told.className = 'at count';
		told.dir = 'ltr';
		for (const [by, name] of [[-1, steps.dataset.previous], [1, steps.dataset.next]]) {
			const button = document.createElement('button');
			button.type = 'button';
			button.textContent = name;
			button.addEventListener('click', () => jump(by));
			steps.append(button);
		}
		steps.append(told);
		mark = 0;
		jump(0);
	};

	/* ---- the histogram ---- */

	const addDrag = () => {
		const svg = document.querySelector('#histogram svg');
		if (!svg || svg.dataset.ready)
			return;
		svg.dataset.ready = '1';
		const bars = all(svg, 'a');
		bars.forEach((a, i) => a.setAttribute('tabindex', i ? '-1' : '0'));
		svg.addEventListener('keydown', (e) => {
			const rtl = document.documentElement.dir === 'rtl';
			const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
			const to = by && bars[bars.indexOf(e.target.closest('a')) + (rtl ? -by : by)];
			if (to) {
				e.preventDefault();
				to.focus();
			}
		});
		const indexAt = (x) => {
			const box = svg.getBoundingClientRect();
			let i = Math.floor((x - box.left) / box.width * bars.length);
			i = Math.max(0, Math.min(bars.length - 1, i));
			return document.documentElement.dir === 'rtl' ? bars.length - 1 - i : i;
		};
		let from = -1, to = -1;
		svg.addEventListener('pointerdown', (e) => {
			if (e.button)
				return;
			from = to = indexAt(e.clientX);
		});
		svg.addEventListener('pointermove', (e) => {
			if (from < 0)
				return;
			to = indexAt(e.clientX);
			if (to !== from)
				svg.setPointerCapture(e.pointerId);
			bars.forEach((a, i) => a.classList.toggle('chosen',
				from !== to && i >= Math.min(from, to) && i <= Math.max(from, to)));
		});
		svg.addEventListener('dragstart', (e) => e.preventDefault());
		const end = () => {
			if (from >= 0 && from !== to) {
				const value = (i) => bars[i].querySelector('[data-v]').dataset.v;
				const url = new URL(location.href);
				url.pathname = '/';
				url.hash = '';
				url.searchParams.delete('offset');
				url.searchParams.set('date', value(Math.min(from, to)) + '..' + value(Math.max(from, to))); /* of A..B both count */
				moved = true;
				show(url.href);
			}
			from = -1;
		};
		let moved = false;
		svg.addEventListener('pointerup', end);
		svg.addEventListener('pointercancel', () => { from = -1; });
		svg.addEventListener('click', (e) => {
			if (moved)
				e.preventDefault();
			moved = false;
		}, true);
	};

	/* ---- small things ---- */

	const fold = (text) => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
		.replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه');
	const addFind = () => {
		for (const section of all(document, '.facet.whole')) {
			if (section.querySelector('.find'))
				continue;
			const find = document.createElement('input'), items = all(section, 'li');
			const texts = items.map((item) => fold(item.firstElementChild.textContent));
			find.type = 'search';
			find.className = 'find';
			find.dir = 'auto';
			find.placeholder = section.dataset.find;
			find.setAttribute('aria-label', section.dataset.find);
			find.addEventListener('input', () => {
				const sought = fold(find.value.trim());
				items.forEach((item, i) => { item.hidden = !texts[i].includes(sought); });
			});
			section.prepend(find);
		}
	};
	const addCopy = () => {
		const text = document.getElementById('citation');
		if (!text || text.querySelector('button') || !navigator.clipboard)
			return;
		const button = document.createElement('button');
		button.type = 'button';
		button.textContent = text.dataset.copy;
		button.addEventListener('click', async () => {
			const marked = document.querySelector('.text mark.here');
			const url = new URL(location.href);
			url.hash = marked ? marked.id : '';
			await navigator.clipboard.writeText(text.querySelector('bdi').textContent + '\n' + url.href);
			button.textContent = text.dataset.copied;
		});
		text.append(button);
	};

	const enhance = () => {
		addSteps();
		addDrag();
		addFind();
		addCopy();
	};
	enhance();
})();
