/** Not available: who logs in by WeChat needs no recovery codes. */
export const RecoveryCodeCard = () => null
