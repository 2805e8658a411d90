// RFC 9110 §5.6.2.
const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const mostReason = 123;

/** What a page says as it closes: its code, undefined where it says none, and its reason. */
export function closeOf(code: unknown, reason: unknown): [number | undefined, string] {
  const given = code === undefined ? undefined : clamped(code);
  const words = reason === undefined ? "" : String(reason);
  if (given !== undefined && given !== 1000 && (given < 3000 || given > 4999))
    throw new DOMException(`The close code must be either 1000, or between 3000 and 4999. ${given} is neither.`, "InvalidAccessError");
  if (new TextEncoder().encode(words).length > mostReason) throw new DOMException(`The close reason must not be greater than ${mostReason} UTF-8 bytes.`, "SyntaxError");
  // A reason without a code is given the code of a close that has one (WHATWG WebSockets, "close a WebSocket").
  return [given ?? (words === "" ? undefined : 1000), words];
}

function syntaxError(words: string): DOMException {
  return new DOMException(`Failed to construct 'WebSocket': ${words}`, "SyntaxError");
}

/** The address of a socket that a page asks for by that URL. */
export function addressOf(url: string, base: string): URL {
  let address: URL;
  try {
    address = new URL(url, base);
  } catch {
    throw syntaxError(`The URL '${url}' is invalid.`);
  }
  if (address.protocol === "http:") address.protocol = "ws:";
  if (address.protocol === "https:") address.protocol = "wss:";
  if (address.protocol !== "ws:" && address.protocol !== "wss:")
    throw syntaxError(`The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '${address.protocol.slice(0, -1)}' is not allowed.`);
  if (address.hash !== "" || address.href.endsWith("#"))
    throw syntaxError(`The URL contains a fragment identifier ('${address.hash.slice(1)}'). Fragment identifiers are not allowed in WebSocket URLs.`);
  return address;
}

/** The subprotocols that a page asks for. */
export function protocolsOf(given: unknown): string[] {
  const protocols = given === undefined ? [] : typeof given === "object" && given !== null && Symbol.iterator in given ? Array.from(given as Iterable<unknown>, String) : [String(given)];
  const wrong = protocols.find(protocol => !token.test(protocol));
  if (wrong !== undefined) throw syntaxError(`The subprotocol '${wrong}' is invalid.`);
  if (new Set(protocols).size < protocols.length) throw syntaxError("The subprotocols are not all different.");
  return protocols;
}

// WebIDL "unsigned short" with [Clamp].
function clamped(value: unknown): number {
  const number = Number(value);
  if (Number.isNaN(number)) return 0;
  const least = Math.min(65_535, Math.max(0, number)), floor = Math.floor(least);
  // Halves go to the even one.
  return least - floor > 0.5 || (least - floor === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
