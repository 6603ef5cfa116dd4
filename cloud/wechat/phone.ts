/** How a phone number is shown: 138****8000. A short one shows its last two digits. */
export function maskPhone(number: string): string {
  const [head, tail] = number.length >= 10 ? [3, 4] : [0, 2]
  return `${number.slice(0, head)}****${number.slice(-tail)}`
}
