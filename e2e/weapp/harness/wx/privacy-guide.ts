import { PRIVATE } from '../package/private-interfaces'
import { descendants, text } from '../view/tree'
import { asyncMembers, type Host, type Members, type Options } from './api'
import { WxFailure } from './wx-failure'

type Answer = { event: 'exposureAuthorization' | 'agree' | 'disagree'; buttonId?: string }
type Listener = (resolve: (answer: Answer) => void, about: { referrer: string }) => void
type Work = (options: Options) => Promise<unknown>

/**
 * WeChat's privacy guide: until the owner has agreed to it, private interfaces wait for the answer of the app's listener.
 * Without a listener WeChat would show a dialogue of its own, which the app cannot change.
 */
export function guide(host: Host, members: Members): Members {
  const { device, faults, realm, stack } = host
  let listener: Listener | undefined

  const hasAgreed = (): boolean => device.guide === 'agreed'
  const isButton = (id: string | undefined) =>
    descendants(stack.top.root.getComponent()).some(
      (element) => element.id === id && text(element, 'open-type') === 'agreePrivacyAuthorization',
    )
  const requireConsent = async (name: string): Promise<void> => {
    if (hasAgreed()) return
    if (!listener) {
      faults.report(`wx.${name}`, 'nobody listens to wx.onNeedPrivacyAuthorization')
      throw new WxFailure('privacy permission is not authorized')
    }
    const notify = listener
    await new Promise<void>((resolve) => {
      const answered = ({ event, buttonId }: Answer) => {
        if (event === 'exposureAuthorization') return device.act('guideShown', { referrer: name })
        if (event === 'agree' && isButton(buttonId)) device.guide = 'agreed'
        else if (event === 'agree') faults.report('resolve', `「${buttonId}」 is no button to agree by`)
        resolve()
      }
      realm.guard('wx.onNeedPrivacyAuthorization', () => notify(answered, realm.clone({ referrer: name })))
    })
    if (!hasAgreed()) throw new WxFailure('privacy permission is not authorized')
  }
  /** Reason of a failure without its prefix `name:fail `, which `asyncMembers` adds again. */
  const whyOf = (cause: unknown): string => String((cause as { errMsg?: string }).errMsg).replace(/^\w+:fail /, '')

  const gated = Object.values(PRIVATE)
    .flat()
    .filter((name) => name in members)
    .map((name): [string, Work] => {
      const real = members[name] as (options: Options) => Promise<unknown>
      const work: Work = async ({ success: _, fail: __, complete: ___, ...plain }) => {
        await requireConsent(name)
        return real(plain).catch((cause: unknown) => {
          throw new WxFailure(whyOf(cause))
        })
      }
      return [name, work]
    })
  return {
    onNeedPrivacyAuthorization: (added: Listener) => {
      listener = added
    },
    ...asyncMembers(host, {
      ...Object.fromEntries(gated),
      requirePrivacyAuthorize: () => requireConsent('requirePrivacyAuthorize'),
      getPrivacySetting: () => ({
        needAuthorization: !hasAgreed(),
        privacyContractName: '《用户隐私保护指引》',
      }),
      openPrivacyContract: () => device.act('openPrivacyContract'),
    }),
  }
}
