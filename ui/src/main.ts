import { mount } from 'svelte';
import './styles/base.css';
import './styles/tokens.css';
import './styles/controls.css';
import 'maplibre-gl/dist/maplibre-gl.css';
import './kit/theme.svelte';
import Desk from './desk/Desk.svelte';

const target = document.getElementById('app');
if (target) mount(Desk, { target });
