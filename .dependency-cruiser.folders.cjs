/**
 * Circles between folders, found without the tests: a test may look at what comes above it.
 */
const { options } = require('./.dependency-cruiser.cjs')

module.exports = {
  forbidden: [
    {
      name: 'no-folder-circle',
      severity: 'error',
      comment:
        'Two folders that need one another are one folder, or lack a third. Of the runtime, nouns know types alone.',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: { path: ['\\.test\\.ts$', '^cloud/(runtime|testing|demo)/'] } },
}
