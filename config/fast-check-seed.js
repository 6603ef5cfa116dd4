// Seed of a failed fast-check property, to reproduce it: `FC_SEED=123 npm test unit core/base/time`.
if (process.env.FC_SEED) require('fast-check').configureGlobal({ seed: Number(process.env.FC_SEED) })
