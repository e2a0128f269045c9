// A map of territories that moves, drawn by MapLibre GL from the tiles of this site alone; loaded by
// the pages that hold one, and by no other. What it shows is in the attributes of
// <div data-map> (src/territory/views/map_frame.html). Choosing a territory, by a click or by Enter
// on the one at the centre, fires "territory" on it, then opens its sheet unless that was prevented.
import {
  Map as GlMap,
  NavigationControl,
  Popup,
  setWorkerUrl,
  type DataDrivenPropertyValueSpecification,
  type ExpressionSpecification,
  type LayerSpecification,
  type MapGeoJSONFeature,
  type StyleSpecification,
} from "maplibre-gl/dist/maplibre-gl-csp.js";

const AREAS = "areas";
const TOTALS = "totals";
const BACKGROUND = "background";
const PLAIN = "#eccbb4"; // of a map without a figure, in both themes

interface Frame {
  readonly holder: HTMLElement;
  readonly status: HTMLElement | null;
  readonly section: HTMLElement | null; // hidden until the map works
  readonly drawn: HTMLElement[]; // what the map stands for
}

function given(holder: HTMLElement, name: string): string {
  return holder.dataset[name] ?? "";
}

function numbers(text: string): number[] {
  return text === "" ? [] : text.split(",").map(Number);
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function fillColour({ holder, section }: Frame): DataDrivenPropertyValueSpecification<string> {
  const tones = [...(section?.querySelectorAll("[data-map-tone]") ?? [])].map((one) => getComputedStyle(one).fill);
  const bounds = numbers(given(holder, "bounds"));
  const [first, ...others] = tones;
  if (!first) return PLAIN;
  // MapLibre wants one step at least.
  if (others.length === 0) return first;
  return ["step", ["get", given(holder, "figure")], first, ...others.flatMap((tone, i) => [bounds[i + 1] ?? 0, tone])] as never;
}

// Circles whose area is proportional to a total, the greatest under the others.
function totals({ holder }: Frame, level: string): LayerSpecification[] {
  const greatest = Number(given(holder, "greatest"));
  if (greatest === 0) return [];
  const value: ExpressionSpecification = ["get", given(holder, "figure")];
  return [{
    id: TOTALS, type: "circle", source: TOTALS, "source-layer": level,
    layout: { "circle-sort-key": ["-", 0, value] },
    paint: {
      "circle-radius": ["*", Number(given(holder, "radius")), ["sqrt", ["/", value, greatest]]],
      "circle-color": colour("--sea"), "circle-opacity": 0.55,
      "circle-stroke-color": colour("--ink"), "circle-stroke-width": 0.8,
    },
  }];
}

function background({ holder }: Frame): Pick<StyleSpecification, "sources" | "layers"> {
  const images = given(holder, "background");
  if (images === "") return { sources: {}, layers: [] };
  return {
    sources: { [BACKGROUND]: { type: "raster", tiles: [images], tileSize: 256, attribution: given(holder, "credit") } },
    layers: [{ id: BACKGROUND, type: "raster", source: BACKGROUND }],
  };
}

// Over images, colours let them through; under circles, areas have none.
function fillOpacity({ holder }: Frame): number {
  if (given(holder, "greatest") !== "") return 0;
  return given(holder, "background") === "" ? 1 : 0.7;
}

function styleOf(frame: Frame): StyleSpecification {
  const level = given(frame.holder, "level");
  const tiles = (path: string) => ({
    type: "vector" as const,
    tiles: [`${location.origin}/tuiles/${path}/{z}/{x}/{y}.mvt`],
    maxzoom: Number(given(frame.holder, "deepest")),
  });
  const line = { "line-join": "round" as const };
  const under = background(frame);
  const marks = totals(frame, level);
  return {
    version: 8,
    sources: {
      ...under.sources,
      [AREAS]: tiles(level),
      departments: tiles("department"),
      ...(marks.length > 0 ? { [TOTALS]: tiles(`${level}/points`) } : {}),
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": colour("--sunk") } },
      ...under.layers,
      {
        id: AREAS, type: "fill", source: AREAS, "source-layer": level,
        paint: { "fill-color": fillColour(frame), "fill-opacity": fillOpacity(frame) },
      },
      {
        id: "borders", type: "line", source: AREAS, "source-layer": level, layout: line,
        paint: { "line-color": "#555", "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.3, 12, 1.5] },
      },
      {
        id: "departments", type: "line", source: "departments", "source-layer": "department", layout: line,
        paint: { "line-color": "#221b16", "line-width": 1.4 },
      },
      ...marks,
      {
        id: "chosen", type: "line", source: AREAS, "source-layer": level, layout: line, filter: ["==", ["get", "code"], ""],
        paint: { "line-color": "#17557a", "line-width": 3.5 },
      },
    ],
  };
}

function make(frame: Frame): GlMap {
  const { holder } = frame;
  const [west = 0, south = 0, east = 0, north = 0] = numbers(given(holder, "extent"));
  setWorkerUrl(given(holder, "worker"));
  const map = new GlMap({
    container: holder,
    style: styleOf(frame),
    bounds: [[west, south], [east, north]],
    fitBoundsOptions: { padding: 12 },
    maxZoom: Number(given(holder, "deepest")) + 2,
    attributionControl: given(holder, "background") === "" ? false : { compact: false },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    doubleClickZoom: false,  // the second touch chooses
    cooperativeGestures: true,
    locale: {
      "Map.Title": given(holder, "label"),
      "NavigationControl.ZoomIn": given(holder, "zoomIn"),
      "NavigationControl.ZoomOut": given(holder, "zoomOut"),
      "CooperativeGesturesHandler.WindowsHelpText": given(holder, "wheel"),
      "CooperativeGesturesHandler.MacHelpText": given(holder, "wheelMac"),
      "CooperativeGesturesHandler.MobileHelpText": given(holder, "touch"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  return map;
}

function said(holder: HTMLElement, feature: MapGeoJSONFeature): string {
  const { name, code } = feature.properties;
  const value: unknown = feature.properties[given(holder, "figure")];
  const figure = typeof value === "number" ? ` : ${value.toLocaleString(document.documentElement.lang)} ${given(holder, "unit")}` : "";
  return `${name} (${code})${figure}`;
}

function choose(holder: HTMLElement, map: GlMap, point: { x: number; y: number }, feature: MapGeoJSONFeature | undefined): void {
  if (!feature) return;
  const { lng, lat } = map.unproject([point.x, point.y]);
  const event = new CustomEvent("territory", { bubbles: true, cancelable: true, detail: { lng, lat } });
  if (holder.dispatchEvent(event)) location.assign(given(holder, "sheets") + encodeURIComponent(feature.properties.code));
}

function listen(frame: Frame, map: GlMap): void {
  const { holder, status } = frame;
  const canvas = map.getCanvas();
  const tip = new Popup({ closeButton: false, closeOnClick: false, offset: 14, maxWidth: "20rem" });
  const at = (point: { x: number; y: number }) => map.queryRenderedFeatures([point.x, point.y], { layers: [AREAS] })[0];
  const centre = () => map.project(map.getCenter());
  let named = "";
  const show = (feature: MapGeoJSONFeature | undefined): void => {
    named = feature?.properties.code ?? "";
    map.setFilter("chosen", ["==", ["get", "code"], named]);
    if (status) status.textContent = feature ? said(holder, feature) : "";
  };
  const hovers = matchMedia("(hover:hover)").matches;
  map.on("mousemove", ({ point, lngLat }) => {
    if (!hovers) return;
    const feature = at(point);
    canvas.style.cursor = feature ? "pointer" : "";
    show(feature);
    if (feature) tip.setLngLat(lngLat).setText(said(holder, feature)).addTo(map);
    else tip.remove();
  });
  map.on("mouseout", () => {
    tip.remove();
    show(undefined);
  });
  map.on("click", ({ point }) => {
    const feature = at(point);
    // A finger hides what it points at: its first touch names the territory, the second one chooses.
    if (hovers || named === feature?.properties.code) choose(holder, map, point, feature);
    else show(feature);
  });
  const showCentre = (): void => {
    if (document.activeElement === canvas && canvas.matches(":focus-visible")) show(at(centre()));
  };
  map.on("moveend", showCentre);
  canvas.addEventListener("focus", showCentre);
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    choose(holder, map, centre(), at(centre()));
  });
}

// The colours of the page change with its theme.
function followTheme(frame: Frame, map: GlMap): void {
  const again = (): void => {
    map.setPaintProperty("ground", "background-color", colour("--sunk"));
    map.setPaintProperty(AREAS, "fill-color", fillColour(frame));
    if (map.getLayer(TOTALS)) {
      map.setPaintProperty(TOTALS, "circle-color", colour("--sea"));
      map.setPaintProperty(TOTALS, "circle-stroke-color", colour("--ink"));
    }
  };
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme:dark)").addEventListener("change", again);
}

function start(holder: HTMLElement): void {
  const frame: Frame = {
    holder,
    status: holder.parentElement?.querySelector<HTMLElement>("[data-map-status]") ?? null,
    section: holder.closest<HTMLElement>("[data-map-section]"),
    drawn: [...document.querySelectorAll<HTMLElement>("[data-map-drawn] section > :not(details), [data-map-fallback]")],
  };
  const shown = (works: boolean): void => {
    if (frame.section) frame.section.hidden = !works;
    for (const one of frame.drawn) one.hidden = works;
  };
  shown(true);
  try {
    const map = make(frame);
    map.once("load", () => {
      listen(frame, map);
      followTheme(frame, map);
      holder.dataset["map"] = "ready";
    });
  } catch {
    // Without WebGL there is the drawn map.
    shown(false);
    holder.hidden = true;
    if (frame.status) frame.status.textContent = given(frame.status, "broken");
  }
}

for (const holder of document.querySelectorAll<HTMLElement>("[data-map]")) start(holder);
