import type { Transport } from "./protocol/choice.ts";

/** What an address is made of. */
export interface AddressParts {
  /** As it was given: http, https, ws, wss, or relative to the page. */
  readonly url: string;
  /** The page's own address; undefined: there is no page. */
  readonly page: string | undefined;
  readonly transport: Transport;
  /** None: the path gives them. */
  readonly channels: readonly string[];
  readonly since: string | undefined;
  readonly ticket: string | undefined;
  /** How many seconds a poll may wait. */
  readonly wait: number | undefined;
}

/**
 * The address of a connection. On an https page nothing is opened in the clear, which a browser would refuse.
 *
 * @throws TypeError: the URL is none.
 */
export function addressOf({ url, page, transport, channels, since, ticket, wait }: AddressParts): string {
  const address = new URL(url, page);
  const isSecure = [address.protocol, page].some(each => /^(https|wss):/.test(each ?? ""));
  address.protocol = (transport === "ws" ? "ws" : "http") + (isSecure ? "s" : "");
  address.hash = "";
  const query = address.searchParams;
  if (channels.length > 0) {
    address.pathname = `/.wayleave/${transport === "poll" ? "poll" : "events"}`;
    for (const channel of channels) query.append("ch", channel);
  } else {
    // Envelopes: so events need no member for their id, and come as they were published. It is no subprotocol, since an endpoint that does not
    // know it would not agree, and a browser gives up such a socket.
    query.set("v", "1");
    if (transport === "poll") query.set("poll", "1");
  }

  for (const [name, value] of Object.entries({ wait, since, ticket })) if (value !== undefined) query.set(name, String(value));
  return address.href;
}
