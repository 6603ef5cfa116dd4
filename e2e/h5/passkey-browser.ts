import type { Browser, CDPSession } from '@playwright/test'
import { MORNING } from '../cloud'
import { type H5Phone, openPhone } from './h5-phone'

type Settings = { baseURL: string; viewport?: { width: number; height: number }; time?: number }

/** A browser with a virtual authenticator, whose owner's finger is always recognised. `time`: start of its clock. */
export async function openPasskeyBrowser(
  browser: Browser,
  { time = MORNING, ...settings }: Settings,
): Promise<{ phone: H5Phone; cdp: CDPSession }> {
  const permissions = ['clipboard-read', 'clipboard-write']
  const context = await browser.newContext({ ...settings, locale: 'zh-CN', permissions })
  const phone = await openPhone(context, time)
  const cdp = await context.newCDPSession(phone.page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { phone, cdp }
}
