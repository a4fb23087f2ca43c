import { mount } from 'svelte';
import '../styles/base.css';
import '../styles/tokens.css';
import '../styles/controls.css';
import '../styles/page.css';
import '../styles/print.css';
import './accounts.css';
import '../kit/theme.svelte';
import Page from './Page.svelte';

const target = document.getElementById('app');
if (target) mount(Page, { target });
