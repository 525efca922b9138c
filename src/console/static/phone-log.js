// What a call leaves on the page: what was said, and which webhook was asked with what and answered with what.
const byId = (id) => document.getElementById(id);

function element(name, more, ...children) {
  const made = Object.assign(document.createElement(name), more);
  made.append(...children);
  return made;
}

export function clear() {
  byId('nothing-said').hidden = true;
  byId('transcript').replaceChildren();
  byId('webhooks').replaceChildren();
}

/** by: "us", "them", or "note" for what is no speech. */
export function said(by, speaker, ...words) {
  const who = by === 'note' ? [] : [element('span', { className: 'speaker' }, speaker)];
  const line = element('li', { className: by }, ...who, element('p', {}, ...words));
  const transcript = byId('transcript');
  transcript.append(line);
  transcript.scrollTop = transcript.scrollHeight;
}

export function link(href, words) {
  return element('a', { href }, words);
}

export function asked(address, fields, { path = address, status, signed, body, took }) {
  const good = status >= 200 && status < 300;
  const fold = element(
    'details',
    { className: 'webhook' },
    element(
      'summary',
      {},
      element('code', {}, `POST ${path}`),
      element('span', { className: `badge ${good ? 'good' : 'bad'}` }, String(status)),
      element('small', {}, `${signed ? 'signed, ' : ''}${took} ms`),
    ),
    element('h3', {}, 'Sent'),
    element(
      'pre',
      {},
      Object.entries(fields)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    ),
    element('h3', {}, 'Answered'),
    element('pre', {}, body ? indented(body) : 'nothing, as is right for a status'),
  );
  byId('webhooks').append(fold);
}

/** A document with an element a line; what is no XML as it came. */
function indented(text) {
  const { documentElement } = new DOMParser().parseFromString(text, 'text/xml');
  if (documentElement.querySelector('parsererror')) return text;
  return lines(documentElement, '').join('\n');
}

function lines(node, indent) {
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).join('');
  const children = [...node.children];
  const open = `${indent}<${node.tagName}${attributes}`;
  if (children.length)
    return [
      `${open}>`,
      ...children.flatMap((child) => lines(child, `${indent}  `)),
      `${indent}</${node.tagName}>`,
    ];
  return [node.textContent ? `${open}>${node.textContent}</${node.tagName}>` : `${open}/>`];
}
