/* app.js -- comfort only: every page works without it. Moves the focus to the summary of what is wrong with a form, and
 * keeps a form from being sent twice by a double click. */
(function () {
	'use strict';
	var summary = document.querySelector('[data-focus]');
	if (summary) {
		summary.focus();
	}
	document.addEventListener('submit', function (e) {
		var form = e.target;
		if (form.method !== 'post') {
			return;
		}
		if (form.getAttribute('aria-busy') === 'true') {
			e.preventDefault();
			return;
		}
		form.setAttribute('aria-busy', 'true');
	});
	window.addEventListener('pageshow', function () {
		document.querySelectorAll('form[aria-busy]').forEach(function (form) {
			form.removeAttribute('aria-busy');
		});
	});
})();
