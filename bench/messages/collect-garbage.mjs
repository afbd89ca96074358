// Preloaded into a measured server: on SIGUSR2 it lets go of what is garbage, so that its memory shows what it holds.
process.on("SIGUSR2", () => globalThis.gc());
