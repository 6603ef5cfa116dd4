/** The contexts, lowest first: each imports only those before it (docs/decisions/022-contexts.md). */
const CONTEXTS = ['base', 'place', 'account', 'notify', 'catalogue', 'booking', 'attendance', 'sync']
const names = (contexts) => `(${contexts.join('|')})`

/** The arrows between the rooms: pages → features → ui, platform, words → core ← cloud. */
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

module.exports = {
  forbidden: [
    rule(
      'no-circle',
      { pathNot: '^e2e/weapp/harness/' },
      { circular: true },
      'Two files that need one another are one file, or lack a third.',
    ),
    rule(
      'no-circle-at-run-time',
      { path: '^e2e/weapp/harness/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'The fakes of wx know one another by type alone.',
    ),
    rule(
      'core-stands-alone',
      { path: '^core/' },
      { path: '^(src|cloud|e2e|stand-in|bench|scripts|data)/' },
      'The rules are pure.',
    ),
    rule(
      'no-io-in-core',
      { path: '^core/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'No node: module in a rule.',
    ),
    rule(
      'dates-in-time',
      { path: '^(core|src|cloud)/', pathNot: '^core/base/time\\.ts$' },
      { path: 'node_modules/dayjs' },
      'core/base/time is the only home of dates.',
    ),
    rule(
      'coordinates-in-geo',
      { path: '^(core|src|cloud)/', pathNot: '^core/base/geo(\\.test)?\\.ts$' },
      { path: 'node_modules/(kdbush|geokdbush|gcoord)/' },
      'core/base/geo is the only home of coordinates.',
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
      { path: `^cloud/(db|util|wechat|${CONTEXTS.join('|')})/`, pathNot: '\\.test\\.ts$' },
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
      { path: '^cloud/(db|util|wechat)/', pathNot: '\\.test\\.ts$' },
      { path: `^cloud/${names(CONTEXTS)}/` },
      'The database, utilities and WeChat’s API serve every context.',
    ),
    rule('phone-not-cloud', { path: '^src/' }, { path: '^cloud/' }, 'They meet in core/contract.'),
    rule('cloud-not-phone', { path: '^cloud/' }, { path: '^src/' }, 'They meet in core/contract.'),
    rule(
      'features-apart',
      { path: '^src/features/([^/]+/[^/]+)/' },
      { path: '^src/features/', pathNot: '^src/features/$1/' },
      'A page joins features; what they share is a rule and lives in core.',
    ),
    rule(
      'up-from-features',
      { path: '^src/features/' },
      { path: '^src/(pages|manager|resident|app)' },
      'Arrows run down.',
    ),
    rule(
      'up-from-ui',
      { path: '^src/(ui|platform|words)/' },
      { path: '^src/(features|pages|manager|more|app)' },
      'These know no noun.',
    ),
    ...[
      ['manager', 'manager', 'resident'],
      ['resident', 'resident', 'manager'],
    ].map(([table, home, other]) =>
      rule(
        `${table}-words-at-home`,
        { path: `^src/(app\\.tsx|custom-tab-bar/|pages/|${other}/)` },
        { path: `^src/words/${table}/`, reachable: true },
        `Reached from outside ${home}/, the whole table moves back into the main package.`,
      ),
    ),
    rule(
      'platform-below-ui',
      { path: '^src/platform/' },
      { path: '^src/ui/' },
      'How it looks is not the platform’s business.',
    ),
    rule(
      'services-not-routes',
      { path: '^cloud/.+/(service|queries)\\.ts$' },
      { path: '^cloud/.+/routes\\.ts$' },
      'Nothing goes back up.',
    ),
    rule(
      'no-orphans',
      { orphan: true, pathNot: ['\\.d\\.ts$', '\\.(config|test)\\.tsx?$', '\\.h5\\.tsx?$', '^src/custom-tab-bar/'] },
      {},
      'Nobody needs it.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.h5.ts', '.h5.tsx', '.js', '.mjs', '.json'] },
  },
}
