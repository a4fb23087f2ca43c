// The desk with the styles that it alone needs.

import 'maplibre-gl/dist/maplibre-gl.css';
import '../styles/print.css';

export { default } from './Desk.svelte';
