/** Not available: a mini-program has no passkeys. */
export const PasskeyList = (_props: { now: number }) => null
