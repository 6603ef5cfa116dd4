const lanes = (name, match, more = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/${match}`],
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/config/fast-check-seed.js'],
  // Within jest's realm a look-up of Math costs more than what is done with it: tweetnacl takes 8 times as long.
  sandboxInjectedGlobals: ['Math'],
  // The phone's libraries are published as ES modules.
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
  // A whole PostgreSQL starts before a cloud test, on machines of every speed; no test is about time.
  testTimeout: 60_000,
  projects: [
    lanes('unit', '{core,src}/**/*.test.ts'),
    lanes('cloud', 'cloud/**/*.test.ts', { testPathIgnorePatterns: ['\\.race\\.test\\.ts$'] }),
    lanes('races', 'cloud/**/*.race.test.ts', {
      globalSetup: '<rootDir>/cloud/testing/database/start-postgres.mjs',
      globalTeardown: '<rootDir>/cloud/testing/database/stop-postgres.mjs',
    }),
  ],
}
