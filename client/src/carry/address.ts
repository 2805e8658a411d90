/** The address of a carrier's request: the socket's own, with the reserved member behind its query. */
export function carrierUrl(socketUrl: string, verb: string): string {
  return `${socketUrl}${socketUrl.includes("?") ? "&" : "?"}wayleave=${verb}`;
}

/** The same over HTTP. */
export function httpUrl(socketUrl: string, verb: string): string {
  return carrierUrl(socketUrl, verb).replace(/^ws/, "http");
}

/** A verb, for the gateway of that name; empty: for any. */
export function atNode(verb: string, node: string): string { return node === "" ? verb : `${verb}.${node}`; }
