// The page that checks a receipt: one file that needs nothing beside it, so that it can be saved,
// copied and opened from a disk with the network off.

import { createHash } from 'node:crypto';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** Of the desk's catalogue only the names of events. */
const eventNamesOnly: Plugin = {
  name: 'event-names-only',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith('/desk.ftl?raw')) return null;
    const text = await this.fs.readFile(id.replace('?raw', ''), { encoding: 'utf8' });
    return `export default ${JSON.stringify(text.split('\n').filter((line) => line.startsWith('event-')).join('\n'))}`;
  },
};

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Puts script and style into the page, and a policy that lets it run these and ask for nothing. */
const inOneFile: Plugin = {
  name: 'in-one-file',
  enforce: 'post',
  generateBundle(_, bundle) {
    let [script, style] = ['', ''];
    for (const [name, item] of Object.entries(bundle)) {
      if (item.type === 'chunk') script += item.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
      else if (name.endsWith('.css')) style += item.source;
      else continue;
      delete bundle[name];
    }
    const page = bundle['verify.html'];
    if (page?.type !== 'asset' || script === '' || style === '') this.error('a page, a script and a style are expected');
    const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'`;
    page.source = String(page.source)
      .replace(/\s*<script type="module"[^>]*><\/script>/, '')
      .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
      .replace('<meta charset="utf-8" />', (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
      .replace('</head>', (end) => `  <style>${style}</style>\n  ${end}`)
      .replace('</body>', (end) => `  <script>${script}</script>\n  ${end}`);
  },
};

export default defineConfig({
  plugins: [eventNamesOnly, svelte(), inOneFile],
  publicDir: false,
  server: { fs: { allow: ['..'] } },
  build: {
    target: 'es2023',
    emptyOutDir: false,
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    rollupOptions: { input: 'verify.html', output: { format: 'iife' } },
  },
});
