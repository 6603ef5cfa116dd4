/** Import rules: pages → features → ui, platform, words → core ← cloud. */
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

module.exports = {
  forbidden: [
    rule(
      'no-circle',
      { pathNot: '^e2e/weapp/harness/' },
      { circular: true },
      'No import cycles: merge the two files, or extract a third.',
    ),
    rule(
      'no-circle-at-run-time',
      { path: '^e2e/weapp/harness/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'The fakes of wx may import one another as types only.',
    ),
    rule(
      'core-stands-alone',
      { path: '^core/' },
      { path: '^(src|cloud|e2e|stand-in|bench|scripts|data)/' },
      'core has pure rules and imports nothing outside of it.',
    ),
    rule(
      'no-io-in-core',
      { path: '^core/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'No Node.js modules in core.',
    ),
    rule(
      'dates-in-time',
      { path: '^(core|src|cloud)/', pathNot: '^core/base/time\\.ts$' },
      { path: 'node_modules/dayjs' },
      'Only core/base/time uses the date library.',
    ),
    rule(
      'coordinates-in-geo',
      { path: '^(core|src|cloud)/', pathNot: '^core/base/geo(\\.test)?\\.ts$' },
      { path: 'node_modules/(kdbush|geokdbush|gcoord)/' },
      'Only core/base/geo uses the coordinate libraries.',
    ),
    rule('phone-not-cloud', { path: '^src/' }, { path: '^cloud/' }, 'App and cloud share only core/contract.'),
    rule('cloud-not-phone', { path: '^cloud/' }, { path: '^src/' }, 'App and cloud share only core/contract.'),
    rule(
      'features-apart',
      { path: '^src/features/([^/]+/[^/]+)/' },
      { path: '^src/features/', pathNot: '^src/features/$1/' },
      'Features do not import one another: pages combine them, shared rules live in core.',
    ),
    rule(
      'up-from-features',
      { path: '^src/features/' },
      { path: '^src/(pages|manager|resident|app)' },
      'Features do not import pages.',
    ),
    rule(
      'up-from-ui',
      { path: '^src/(ui|platform|words)/' },
      { path: '^src/(features|pages|manager|resident|app)' },
      'ui, platform and words do not import features or pages.',
    ),
    ...[
      ['manager', 'manager', 'resident'],
      ['resident', 'resident', 'manager'],
    ].map(([table, home, other]) =>
      rule(
        `${table}-words-at-home`,
        { path: `^src/(app\\.tsx|custom-tab-bar/|pages/|${other}/)` },
        { path: `^src/words/${table}/`, reachable: true },
        `Imported from outside ${home}/, the whole table would move into the main package.`,
      ),
    ),
    rule('platform-below-ui', { path: '^src/platform/' }, { path: '^src/ui/' }, 'platform does not import ui.'),
    rule(
      'services-not-routes',
      { path: '^cloud/.+/(service|queries)\\.ts$' },
      { path: '^cloud/.+/routes\\.ts$' },
      'Services do not import routes.',
    ),
    rule(
      'no-orphans',
      { orphan: true, pathNot: ['\\.d\\.ts$', '\\.(config|test)\\.tsx?$', '\\.h5\\.tsx?$', '^src/custom-tab-bar/'] },
      {},
      'Unused file.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.h5.ts', '.h5.tsx', '.js', '.mjs', '.json'] },
  },
}
