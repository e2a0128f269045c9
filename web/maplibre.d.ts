// The build of MapLibre GL that the content security policy lets run has the types of the other one.
declare module "maplibre-gl/dist/maplibre-gl-csp.js" {
  export * from "maplibre-gl";
}
