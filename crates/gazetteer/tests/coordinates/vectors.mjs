// Prints the vectors that tests/coordinates compares with, made by the npm package gcoord:
//
//   npm install gcoord@1.0.7 && node vectors.mjs > gcoord-1.0.7.csv
//
// Points are in WGS-84; gcj and bd are what gcoord makes of them; back is gcoord's way back from gcj.
// On the edge of its box gcoord 1.0.7 never comes back (its loop has no end), so that there is none.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const gcoord = require('gcoord')
const manifest = require.resolve('gcoord').replace(/gcoord\/.*$/, 'gcoord/package.json')
const { version } = JSON.parse(readFileSync(manifest, 'utf8'))

// Cities, the corners and edges of the box, and places that are never shifted.
const named = [
  [116.3913, 39.9075], [121.4737, 31.2304], [114.0579, 22.5431], [117.1205, 36.6512],
  [87.6168, 43.8256], [91.1322, 29.6604], [126.6424, 45.757], [109.5119, 18.2528],
  [103.9862, 30.6799], [75.9938, 39.4677], [134.7714, 48.3553], [114.1694, 22.3193],
  [105, 35], [105.0000001, 35.0000001],
  [72.004, 30], [72.0039999, 30], [137.8347, 30], [137.8347001, 30],
  [100, 0.8293], [100, 0.8292999], [100, 55.8271], [100, 55.8271001],
  [-122.4194, 37.7749], [9.5209, 47.141], [-8.6291, 41.1579], [-3.1883, 55.9533],
  [139.6917, 35.6895], [151.2093, -33.8688], [-58.3816, -34.6037], [0, 0], [179.9, 60], [-179.9, -60]
]

// A fixed sequence, so that the table comes out the same every time (Park and Miller, 1988).
let state = 20260101
const next = () => (state = (state * 48271) % 2147483647) / 2147483647
const between = (low, high) => Math.round((low + next() * (high - low)) * 1e7) / 1e7
const inside = Array.from({ length: 200 }, () => [between(73, 137), between(1.5, 55)])
const china = Array.from({ length: 100 }, () => [between(98, 122), between(22, 41)])
const anywhere = Array.from({ length: 80 }, () => [between(-179, 179), between(-80, 80)])

const { WGS84, GCJ02, BD09 } = gcoord
// The shift is never more than 0.02 degrees.
const onEdge = ([lon, lat]) =>
  [72.004, 137.8347].some((edge) => Math.abs(lon - edge) < 0.02) ||
  [0.8293, 55.8271].some((edge) => Math.abs(lat - edge) < 0.02)
const digits = (pair) => pair.map((value) => value.toFixed(10)).join(',')
console.log(`# Made by vectors.mjs with gcoord ${version} (MIT, github.com/hujiulong/gcoord).`)
console.log('lon,lat,gcj_lon,gcj_lat,bd_lon,bd_lat,back_lon,back_lat')
for (const point of [...named, ...inside, ...china, ...anywhere]) {
  const gcj = gcoord.transform([...point], WGS84, GCJ02)
  const bd = gcoord.transform([...point], WGS84, BD09)
  const back = onEdge(point) ? ',' : digits(gcoord.transform([...gcj], GCJ02, WGS84))
  console.log([...[point, gcj, bd].map(digits), back].join(','))
}
