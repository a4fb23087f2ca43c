// The colours of the map. It is the ground under incidents and units, so nothing on it is as strong
// as they are: tones lie close together, and roads stand out by their width.

export type Look = 'light' | 'dark' | 'print';

export interface Palette {
  /** Open country, and land that is built up. */
  country: string;
  town: string;
  industry: string;
  campus: string;
  park: string;
  wood: string;
  field: string;
  bare: string;
  wetland: string;
  water: string;
  building: string;
  buildingEdge: string;
  runway: string;
  border: string;
  rail: string;
  path: string;
  minor: string;
  minorEdge: string;
  major: string;
  majorEdge: string;
  primary: string;
  primaryEdge: string;
  fast: string;
  fastEdge: string;
  text: string;
  quiet: string;
  waterText: string;
  greenText: string;
  halo: string;
  /** What the desk lays over the roads: the way of a unit, changes of roads, the cover. */
  way: string;
  closed: string;
  slow: string;
  opened: string;
  chosen: string;
  cover: string;
}

export const PALETTES: Readonly<Record<Look, Palette>> = {
  light: {
    country: '#f2f3ec', town: '#e8ebed', industry: '#e2e0e6', campus: '#efe8dc', park: '#cfe3c6', wood: '#c6dcbb', field: '#eeedda', bare: '#ebe3d5', wetland: '#cde2dc',
    water: '#b4d2e9', building: '#d6d8db', buildingEdge: '#c2c6cb', runway: '#d3d7dc',
    border: '#8b7ba0', rail: '#9aa4ae', path: '#b3a48c',
    minor: '#ffffff', minorEdge: '#c9d0d7', major: '#fdf6e0', majorEdge: '#d5c9a4', primary: '#fae9bd', primaryEdge: '#ccb677', fast: '#f5d699', fastEdge: '#bf9c58',
    text: '#26333f', quiet: '#45535f', waterText: '#22557c', greenText: '#35602f', halo: '#fbfcfc',
    way: '#8a1767', closed: '#b3261e', slow: '#8a4300', opened: '#0a684c', chosen: '#0b5c8f', cover: '#5a4bb5',
  },
  dark: {
    country: '#10171c', town: '#161e26', industry: '#1a1f2a', campus: '#1f2126', park: '#16291f', wood: '#15261c', field: '#141c1a', bare: '#1e1f1e', wetland: '#13272a',
    water: '#123149', building: '#202a34', buildingEdge: '#2b3743', runway: '#26313b',
    border: '#7a6f94', rail: '#4a5763', path: '#4b473e',
    minor: '#2b3742', minorEdge: '#10161b', major: '#3a4651', majorEdge: '#10161b', primary: '#4d503f', primaryEdge: '#161710', fast: '#675b3b', fastEdge: '#1b180f',
    text: '#d3dde6', quiet: '#a5b3c0', waterText: '#86b7dd', greenText: '#8ebf95', halo: '#0c1217',
    way: '#ff9ede', closed: '#ff8a7d', slow: '#f5b565', opened: '#63d2a8', chosen: '#8fcdf7', cover: '#a99cff',
  },
  // For paper: little ink on the ground, and everything apart in shades of grey.
  print: {
    country: '#ffffff', town: '#ffffff', industry: '#f4f4f4', campus: '#f6f6f6', park: '#eeeeee', wood: '#e8e8e8', field: '#ffffff', bare: '#ffffff', wetland: '#f0f0f0',
    water: '#d9d9d9', building: '#ececec', buildingEdge: '#bdbdbd', runway: '#e0e0e0',
    border: '#6e6e6e', rail: '#8c8c8c', path: '#a8a8a8',
    minor: '#ffffff', minorEdge: '#a6a6a6', major: '#ffffff', majorEdge: '#7d7d7d', primary: '#f2f2f2', primaryEdge: '#5e5e5e', fast: '#dcdcdc', fastEdge: '#3d3d3d',
    text: '#000000', quiet: '#1f1f1f', waterText: '#2b2b2b', greenText: '#2b2b2b', halo: '#ffffff',
    way: '#000000', closed: '#000000', slow: '#4a4a4a', opened: '#2b2b2b', chosen: '#000000', cover: '#8c8c8c',
  },
};
