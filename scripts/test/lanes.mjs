// The lanes of `npm test`, in running order. A lane with `files` takes patterns: `npm test cloud notice`.

const JEST = { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' }
const jest = (lane, ...more) => ['jest', '--selectProjects', lane, ...more]
/** A worker for each core: by itself jest leaves one core free, which on a machine of two is half the machine. */
const EVERY_CORE = '--maxWorkers=100%'
const exactly = (files) => (files.length ? ['--runTestsByPath', ...files] : [])
/** The timeout (15 minutes) fails a test that hangs. */
const nodeTest = ['node', '--test', '--test-reporter=spec', '--test-timeout=900000']

/** A path as a Playwright pattern: a regular expression over absolute paths. */
const asPattern = (path) => `/${path.replace(/[.\\+*?^$()[\]{}|]/g, '\\$&')}$`

/**
 * `command` receives the chosen files (empty: all). `needs` lists what is built first (prepare.mjs); dependencies are
 * always installed. `flagsFirst`: the tool takes what follows the first file for files (Node's test runner).
 */
export const LANES = {
  style: { command: () => ['biome', 'check', '.'] },
  types: { command: () => ['tsc', '-p', '.'] },
  arrows: { command: () => ['depcruise', 'src', 'core', 'cloud', 'e2e', 'stand-in', 'bench'] },
  folders: { command: () => ['depcruise', '-c', '.dependency-cruiser.folders.cjs', 'src', 'core', 'cloud'] },
  dead: { command: () => ['knip'] },
  words: { command: () => ['node', '--import', 'tsx', 'scripts/words.mjs', '--check'] },
  unit: { files: /^(core|src)\/.*\.test\.ts$/, command: (files) => [...jest('unit', EVERY_CORE), ...exactly(files)] },
  dev: {
    files: /^scripts\/.*\.test\.mjs$/,
    flagsFirst: true,
    command: (files, all) => [...nodeTest, '--test-concurrency=1', ...(files.length ? files : all)],
  },
  cloud: {
    files: /^cloud\/(?!.*\.(race|fuzz)\.test).*\.test\.ts$/,
    env: JEST,
    command: (files) => [...jest('cloud', EVERY_CORE), ...exactly(files)],
  },
  races: {
    files: /^cloud\/.*\.race\.test\.ts$/,
    needs: ['cloud'],
    env: JEST,
    command: (files) => [...jest('races', '--runInBand'), ...exactly(files)],
  },
  fuzz: {
    files: /^cloud\/.*\.fuzz\.test\.ts$/,
    env: JEST,
    command: (files) => [...jest('fuzz'), ...exactly(files)],
  },
  weapp: {
    files: /^e2e\/weapp\/.*\.test\.ts$/,
    needs: ['cloud', 'weapp', 'transports', 'browser'],
    flagsFirst: true,
    command: (files, all) => [nodeTest[0], '--import', 'tsx', ...nodeTest.slice(1), ...(files.length ? files : all)],
  },
  h5: {
    files: /^e2e\/h5\/.*\.spec\.ts$/,
    needs: ['cloud', 'h5', 'browser'],
    command: (files) => ['playwright', 'test', '-c', 'e2e/h5/playwright.config.ts', ...files.map(asPattern)],
  },
}
