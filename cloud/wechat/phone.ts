import type { Sealer } from './sealed'

/** Masked phone number: 138****8000. Of a number under 10 digits only the last two are shown. */
export function maskPhone(number: string): string {
  const [head, tail] = number.length >= 10 ? [3, 4] : [0, 2]
  return `${number.slice(0, head)}****${number.slice(-tail)}`
}

/** By which a number is found without being readable. */
export const hashPhone = (sealer: Sealer, number: string): string => sealer.hash(number, 'phone.number')
