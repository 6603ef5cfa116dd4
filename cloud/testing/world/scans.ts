import { type Pass, showPass } from '@core/attendance/pass'
import type { Scan } from '@core/attendance/scan'
import { type Instant, moment } from '@core/base/time'
import { crypto } from '../../util/crypto'

/** The text of the pass as a phone shows it at that moment. */
export const passShownAt = (pass: Pass, at: Instant): string => showPass(pass, at, crypto.mac)

export type ScanInput = Partial<Scan> & { pass: string }

/** The request body of a manager's phone whose clock is at `at`. */
export const scansSentAt = (at: Instant, scans: ScanInput[]) => ({
  sentAt: moment(at),
  scans: scans.map((scan, nth) => ({ kind: 'in', at: moment(at), device: 'gate-1', seq: nth + 1, ...scan })),
})
