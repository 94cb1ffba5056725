import { defineConfig } from 'vite';

// One document and one script; what lies in assets/ has a hash in its name and may be kept by the browser for ever.
export default defineConfig({
  base: '/',
  build: { target: 'es2022', sourcemap: false, reportCompressedSize: false, assetsInlineLimit: 0, rolldownOptions: { checks: { pluginTimings: false, bundlerTimings: false } } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
