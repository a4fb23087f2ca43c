// Svelte 5 strips types by itself; no preprocessor is needed.
export default { compilerOptions: { runes: true } };
