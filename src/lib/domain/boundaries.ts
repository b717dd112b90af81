/** Size of the map on which the boundaries of an edition are drawn, in units of about 270 metres. */
export const mapSize = { width: 1000, height: 1180 } as const;

/** A region on the map: its outline as an SVG path, and the roomiest place within it for its name. */
export interface RegionShape {
  code: string;
  path: string;
  x: number;
  y: number;
  /** Free height around that place on both sides, for a text about twice as wide as high. */
  room: number;
}

/** The map of an edition, and where its boundaries come from. */
export interface LandMap {
  shapes: RegionShape[];
  /** Whether the boundaries are approximate. */
  schematic: boolean;
  publisher: string;
  licence: string;
}
