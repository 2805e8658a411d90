/** What a page tells the other ones of its origin: who it is, its rank (the least comes first), and whether the others are to say theirs. */
export type Notice = readonly [key: number, rank: number, asks: boolean];

/** Where pages of an origin hear each other. */
export interface Channel {
  readonly say: (notice: Notice) => void;
  readonly close: () => void;
}
