// Preloaded into each child of `npm run dev`: when its parent is killed and could end nobody, the channel between
// them closes, and the child ends by itself.
process.once('disconnect', () => process.exit(1))
// The channel alone does not keep the process alive.
process.channel?.unref()
