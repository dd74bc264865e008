/// <reference types="svelte" />
/// <reference types="vite/client" />

declare const __FAKE_BACKEND__: boolean;

declare module "virtual:neighbourhood" {
  /** Outlines in a box of `width` × `height`, as SVG path data. */
  const map: {
    width: number;
    height: number;
    /** Where land meets water. */
    coast: string;
    /** The same with fewer points. */
    shallows: string;
    others: string[];
    members: string[];
    partners: { iso: string; path: string; x: number; y: number }[];
    graticule: string;
  };
  export default map;
}
