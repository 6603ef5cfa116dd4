/** The contexts, lowest first: each imports only those before it (docs/decisions/022-contexts.md). */
const CONTEXTS = ['base', 'place', 'account', 'notify', 'catalogue', 'booking', 'attendance', 'district', 'sync']
const names = (contexts) => `(${contexts.join('|')})`

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
    // cloud/base is what handlers are handed (deps, caller, errors): it names types of core, of whatever context.
    ...CONTEXTS.slice(0, -1).map((context, at) =>
      rule(
        `${context}-below`,
        {
          path: context === 'base' ? '^core/base/' : `^(core|core/contract/endpoints|cloud)/${context}/`,
          pathNot: '\\.test\\.ts$',
        },
        { path: `^(core|cloud)/${names(CONTEXTS.slice(at + 1))}/` },
        'A context imports only contexts listed before it.',
      ),
    ),
    rule(
      'words-below-contexts',
      { path: '^core/words/', pathNot: '\\.test\\.ts$' },
      { path: `^core/${names(CONTEXTS.slice(1))}/` },
      'The word tables know refusals alone; a noun brings its own texts.',
    ),
    rule(
      'contract-above-rules',
      { path: `^core/(words|${CONTEXTS.join('|')})/`, pathNot: '\\.test\\.ts$' },
      { path: '^core/contract/' },
      'The contract is made of the rules, never the other way.',
    ),
    rule(
      'runtime-on-top',
      { path: `^cloud/(db|storage|util|wechat|${CONTEXTS.join('|')})/`, pathNot: '\\.test\\.ts$' },
      { path: '^cloud/(runtime|demo)/', pathNot: '^cloud/runtime/handler\\.ts$' },
      'Nouns are mounted by the runtime; of it they know the types of handlers alone.',
    ),
    rule(
      'cloud-base-below-nouns',
      { path: '^cloud/base/' },
      { path: `^cloud/${names(CONTEXTS.slice(1))}/` },
      'What handlers are handed knows no noun’s code.',
    ),
    rule(
      'adapters-below-base',
      { path: '^cloud/(db|storage|util|wechat)/', pathNot: '\\.test\\.ts$' },
      { path: `^cloud/${names(CONTEXTS)}/` },
      'The database, the storage, utilities and WeChat’s API serve every context.',
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
    ...[['manager', 'resident/'], ['resident', 'manager/'], ['subpackages']].map(([table, ...others]) =>
      rule(
        `${table}-words-at-home`,
        { path: `^src/(${['app\\.tsx', 'custom-tab-bar/', 'pages/', ...others].join('|')})` },
        { path: `^src/words/${table}/`, reachable: true },
        'Imported from elsewhere, the whole table would move into the main package.',
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
