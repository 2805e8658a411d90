/** The address of a carrier's request: the socket's own, with the reserved member behind its query. */
export function carrierUrl(socketUrl: string, verb: string): string {
  return `${socketUrl}${socketUrl.includes("?") ? "&" : "?"}wayleave=${verb}`;
}

/** The same over HTTP. */
export function httpUrl(socketUrl: string, verb: string): string {
  return carrierUrl(socketUrl, verb).replace(/^ws/, "http");
}
