// esbuild plugin: leaves out what SimpleWebAuthn needs to verify attestations, half of the functions' bundle. Passkeys are
// asked for without one, and any other is refused before (cloud/account/passkey/verify.ts).
import { readFileSync } from 'node:fs'

const LEFT_OUT =
  /@simplewebauthn[\\/]server[\\/]esm[\\/](registration[\\/]verifications[\\/].*|helpers[\\/](convertX509PublicKeyToCOSE|getCertificateInfo|isCertRevoked|mapX509SignatureAlgToCOSEAlg|validateCertificatePath|validateExtFIDOGenCEAAGUID)|metadata[\\/].*|services[\\/]metadataService)\.js$/
const EXPORTED = /^export (?:async )?(?:function|const|class) (\w+)/gm

export const noAttestation = {
  name: 'no-attestation',
  setup: ({ onLoad }) =>
    onLoad({ filter: LEFT_OUT }, ({ path }) => {
      const names = [...readFileSync(path, 'utf8').matchAll(EXPORTED)].map(([, name]) => name)
      const contents = names.map(
        (name) => `export function ${name}() { throw new Error('attestations are not verified: ${name}') }`,
      )
      return { contents: contents.join('\n'), loader: 'js' }
    }),
}
