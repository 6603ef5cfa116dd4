// The seed of a property that failed, so that it fails again: `FC_SEED=123 npm test unit core/base/time`.
if (process.env.FC_SEED) require('fast-check').configureGlobal({ seed: Number(process.env.FC_SEED) })
