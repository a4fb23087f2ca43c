// One page for every address: people with a receipt code go to `/r`, everybody else to the desk. Each
// brings only its own parts along.

import { mount } from 'svelte';
import './styles/base.css';
import './styles/tokens.css';
import './styles/controls.css';
import './kit/theme.svelte';
import { isStateAddress } from './state/address';

const target = document.getElementById('app');
if (target) {
  const { default: Page } = await (isStateAddress(location.pathname) ? import('./state/Page.svelte') : import('./desk/start'));
  mount(Page, { target });
}
