/** Signs as one of our keys: Ed25519, 64 bytes. */
export type Sign = (message: Uint8Array) => Uint8Array
/** True only for a signature by the holder of that public key of 32 bytes; never throws. */
export type Verify = (open: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
/** HMAC-SHA256, 32 bytes. */
export type Mac = (key: Uint8Array, message: Uint8Array) => Uint8Array
