// Preloaded into each child of `npm run dev`: when the parent is killed and cannot stop its children, the IPC channel
// closes and the child exits by itself.
process.once('disconnect', () => process.exit(1))
// The channel alone does not keep the process alive.
process.channel?.unref()
