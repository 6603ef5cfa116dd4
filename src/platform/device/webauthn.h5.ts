import type { Assertion, CreationOptions, Registration, RequestOptions } from '@core/account/passkey'
import { browserSupportsWebAuthn, startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser'

/** Whether this browser can use passkeys. */
export const hasPasskeys = browserSupportsWebAuthn

/** `given-up`: the person cancelled, or took too long. `there-already`: this device has a passkey of theirs. */
export type NoPasskey = 'given-up' | 'there-already'

const whyNot = (fault: unknown): NoPasskey =>
  fault instanceof WebAuthnError && fault.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
    ? 'there-already'
    : 'given-up'

/** Asks the person to create a passkey; must follow a tap. */
export const createPasskey = (optionsJSON: CreationOptions): Promise<Registration | NoPasskey> =>
  startRegistration({ optionsJSON }).then((made) => made as Registration, whyNot)

/** Asks the person to choose a passkey and prove that it is them; must follow a tap. */
export const choosePasskey = (optionsJSON: RequestOptions): Promise<Assertion | NoPasskey> =>
  startAuthentication({ optionsJSON }).then((made) => made as Assertion, whyNot)
