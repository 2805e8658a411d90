'use strict';

async function* partsOf(stream) {
  yield* stream;
  // What is lost with its connection ends, over HTTP/2, as if it were whole.
  if (stream.rstCode > 0) throw new Error('cut');
}

/** What the script may ask of a Response, whose body is a stream of Node's. */
function answerOf(status, headers, stream, note) {
  if (status !== 200) note(`answer ${status}`);
  stream.on('error', () => {});
  return {
    ok: status === 200,
    status,
    headers: { get: name => headers[name.toLowerCase()] ?? null },
    body: {
      getReader() {
        const parts = partsOf(stream);
        return { read: () => parts.next() };
      },
    },
    async text() {
      const parts = [];
      for await (const part of partsOf(stream)) parts.push(part);
      const text = Buffer.concat(parts).toString();
      if (text.startsWith('{"wait"')) note('told wait');
      return text;
    },
  };
}

/** What a request is for. */
const verbOf = url => /[?&]wayleave=([a-z]+)/.exec(url)?.[1];

module.exports = { answerOf, verbOf };
