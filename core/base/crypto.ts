/** Ed25519 signature with one of the district's keys: 64 bytes. */
export type Sign = (message: Uint8Array) => Uint8Array
/** Ed25519 verification with a public key of 32 bytes; never throws. */
export type Verify = (open: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
/** HMAC-SHA256, 32 bytes. */
export type Mac = (key: Uint8Array, message: Uint8Array) => Uint8Array
