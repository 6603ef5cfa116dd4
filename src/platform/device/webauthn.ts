import type { Assertion, CreationOptions, Registration, RequestOptions } from '@core/account/passkey'

/** Not available: a mini-program has no WebAuthn, and logs in by WeChat. */
export const hasPasskeys = (): boolean => false

export type NoPasskey = 'given-up' | 'there-already'

export const createPasskey = async (_options: CreationOptions): Promise<Registration | NoPasskey> => 'given-up'
export const choosePasskey = async (_options: RequestOptions): Promise<Assertion | NoPasskey> => 'given-up'
