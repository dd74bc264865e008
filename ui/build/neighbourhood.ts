/**
 * The map of the neighbourhood, drawn once when the window is built: the window carries finished outlines, no geography.
 *
 * Outlines are Natural Earth's (world-atlas, 1:50 million). They imply no view on the status of any territory.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { geoConicConformal, geoGraticule, geoPath } from "d3-geo";
import type { Feature, MultiPolygon, Polygon } from "geojson";
import { feature, merge } from "topojson-client";
import type {
  GeometryCollection,
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
  Topology,
} from "topojson-specification";
import type { Plugin } from "vite";

/** ISO 3166-1 numeric codes, as world-atlas has them. */
const PARTNERS: Record<string, string> = {
  "788": "TN",
  "818": "EG",
  "478": "MR",
  "422": "LB",
  "792": "TR",
  "434": "LY",
  "688": "RS",
};
const UNION = new Set(
  "040 056 100 191 196 203 208 233 246 250 276 300 348 372 380 428 440 442 470 528 616 620 642 703 705 724 752".split(
    " ",
  ),
);

const WIDTH = 1000;
const HEIGHT = 640;

type Land = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;

/** Points of an outline that are closer than this are one: no eye tells them apart. */
const OUTLINE = 1.6;
/** Of the shallows around the land, which are drawn with broad strokes. */
const SHALLOWS = 5;

/** Drops points that lie closer to the one before than `least`: what is drawn first is waited for. */
function thin(path: string, least: number): string {
  return path
    .split("Z")
    .map((ring) => {
      const points = ring.slice(1).split("L");
      let [x, y] = [Infinity, Infinity];
      const kept = points.filter((point, index) => {
        const [px = 0, py = 0] = point.split(",").map(Number);
        const far = Math.hypot(px - x, py - y) >= least || index === 0;
        if (far) [x, y] = [px, py];
        return far;
      });
      return kept.length < 3 ? "" : `M${kept.join("L")}Z`;
    })
    .join("");
}

function draw(): string {
  const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  const world = JSON.parse(readFileSync(atlas, "utf8")) as Land;
  const frame = {
    type: "MultiPoint" as const,
    coordinates: [
      [-16.5, 14.8],
      [44, 21],
      [-9, 47.5],
      [43, 47],
    ],
  };
  const projection = geoConicConformal()
    .parallels([24, 42])
    .rotate([-14, 0])
    .fitExtent(
      [
        [8, 8],
        [WIDTH - 8, HEIGHT - 8],
      ],
      frame,
    )
    .clipExtent([
      [-40, -40],
      [WIDTH + 40, HEIGHT + 40],
    ])
    .precision(0.3);
  const path = geoPath(projection).digits(1);

  const countries = world.objects.countries.geometries as (
    TopoPolygon<{ name: string }> | TopoMultiPolygon<{ name: string }>
  )[];
  // The Union sees one Cyprus; so does the map.
  const cyprus = countries.filter((one) => one.properties?.name === "Cyprus" || one.properties?.name === "N. Cyprus");
  const drawn = countries
    .filter((one) => !cyprus.includes(one))
    .map((one) => ({ code: String(one.id ?? ""), shape: feature(world, one) as Feature<Polygon | MultiPolygon> }));
  drawn.push({
    code: "196",
    shape: { type: "Feature", properties: {}, geometry: merge(world, cyprus as TopoPolygon[]) },
  });

  const shapes = drawn
    .map(({ code, shape }) => ({ code, path: thin(path(shape) ?? "", OUTLINE), shape }))
    .filter((one) => one.path !== "");
  const land = path(feature(world, world.objects.land)) ?? "";
  return JSON.stringify({
    width: WIDTH,
    height: HEIGHT,
    coast: thin(land, OUTLINE),
    shallows: thin(land, SHALLOWS),
    others: shapes.filter((one) => !UNION.has(one.code) && !(one.code in PARTNERS)).map((one) => one.path),
    members: shapes.filter((one) => UNION.has(one.code)).map((one) => one.path),
    partners: shapes
      .filter((one) => one.code in PARTNERS)
      .map((one) => {
        const [x, y] = path.centroid(one.shape);
        return { iso: PARTNERS[one.code], path: one.path, x: Math.round(x), y: Math.round(y) };
      }),
    graticule: path(geoGraticule().step([10, 10])()) ?? "",
  });
}

/** Answers `virtual:neighbourhood`. */
export function neighbourhood(): Plugin {
  const name = "virtual:neighbourhood";
  let drawn: string | null = null;
  return {
    name: "neighbourhood",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export default ${(drawn ??= draw())};` : null),
  };
}
