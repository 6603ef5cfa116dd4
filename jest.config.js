const lanes = (name, match, more = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/${match}`],
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/config/fast-check-seed.js'],
  // Looking up the global Math through jest's sandbox is slow: tweetnacl takes 8 times as long without this.
  sandboxInjectedGlobals: ['Math'],
  // These libraries are published as ES modules.
  transformIgnorePatterns: [
    '/node_modules/(?!(@noble|kdbush|geokdbush|tinyqueue|qr|hono|@hono|valibot|@valibot|chinese-days|zustand)/)',
  ],
  transform: { '\\.[jt]sx?$': ['babel-jest', { configFile: './babel.test.config.js' }] },
  moduleNameMapper: {
    '^@core/(.*)$': '<rootDir>/core/$1',
    '^@cloud/(.*)$': '<rootDir>/cloud/$1',
    '^@/(.*)$': '<rootDir>/src/$1',
  },
  ...more,
})

module.exports = {
  // For a test that hangs, and nothing else: a busy machine takes many times as long (cloud/testing/time-limit.ts).
  testTimeout: 900_000,
  projects: [
    lanes('unit', '{core,src}/**/*.test.ts'),
    lanes('cloud', 'cloud/**/*.test.ts', { testPathIgnorePatterns: ['\\.(race|fuzz)\\.test\\.ts$'] }),
    lanes('fuzz', 'cloud/**/*.fuzz.test.ts'),
    lanes('races', 'cloud/**/*.race.test.ts', {
      globalSetup: '<rootDir>/cloud/testing/database/start-postgres.mjs',
      globalTeardown: '<rootDir>/cloud/testing/database/stop-postgres.mjs',
    }),
  ],
}
