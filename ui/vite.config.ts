import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// Development and `vite preview` show this build over the acts and reads of a real server.
// The server holds `Origin` against `Host`, so neither is changed on the way.
const target = process.env['ANSWERABLE_URL'] ?? 'http://127.0.0.1:7110';
const proxy = Object.fromEntries(['/v1', '/log'].map((path) => [path, { target, changeOrigin: false }]));

// The catalogues live beside the server's, one folder up, so the dev server may read there.
export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: ['index.html', 'sign-in.html', 'accounts.html', 'oversight.html', 'rules.html'] },
  },
  server: { fs: { allow: ['..'] }, proxy },
  preview: { proxy },
});
