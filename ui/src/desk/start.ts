// The desk with the styles that it alone needs.

import 'maplibre-gl/dist/maplibre-gl.css';
import '../styles/print.css';
import { whenSignedOut } from '../api/http';
import { who } from './people/who.svelte';

whenSignedOut(who.out);

export { default } from './Desk.svelte';
