import { PRIVATE } from '../package/private-interfaces'
import { descendants, text } from '../view/tree'
import { asksAll, type Host, type Members, type Options } from './api'
import { WxFailure } from './wx-failure'

type Said = { event: 'exposureAuthorization' | 'agree' | 'disagree'; buttonId?: string }
type Listener = (resolve: (said: Said) => void, about: { referrer: string }) => void
type Work = (options: Options) => Promise<unknown>

/**
 * WeChat's privacy guide: while nobody has agreed to it, what is private waits for whoever listens. Without a listener
 * WeChat would show a dialogue of its own, which no page of ours has any say in.
 */
export function guide(host: Host, members: Members): Members {
  const { device, faults, realm, stack } = host
  let listener: Listener | undefined

  const hasAgreed = (): boolean => device.guide === 'agreed'
  const isButton = (id: string | undefined) =>
    descendants(stack.top.root.getComponent()).some(
      (element) => element.id === id && text(element, 'open-type') === 'agreePrivacyAuthorization',
    )
  const leave = async (name: string): Promise<void> => {
    if (hasAgreed()) return
    if (!listener) {
      faults.report(`wx.${name}`, 'nobody listens to wx.onNeedPrivacyAuthorization')
      throw new WxFailure('privacy permission is not authorized')
    }
    const tell = listener
    await new Promise<void>((resolve) => {
      const answered = ({ event, buttonId }: Said) => {
        if (event === 'exposureAuthorization') return device.act('guideShown', { referrer: name })
        if (event === 'agree' && isButton(buttonId)) device.guide = 'agreed'
        else if (event === 'agree') faults.report('resolve', `「${buttonId}」 is no button to agree by`)
        resolve()
      }
      realm.guard('wx.onNeedPrivacyAuthorization', () => tell(answered, realm.clone({ referrer: name })))
    })
    if (!hasAgreed()) throw new WxFailure('privacy permission is not authorized')
  }
  /** What fails says so under its own name, which is said once. */
  const whyOf = (cause: unknown): string => String((cause as { errMsg?: string }).errMsg).replace(/^\w+:fail /, '')

  const gated = Object.values(PRIVATE)
    .flat()
    .filter((name) => name in members)
    .map((name): [string, Work] => {
      const real = members[name] as (options: Options) => Promise<unknown>
      const work: Work = async ({ success: _, fail: __, complete: ___, ...plain }) => {
        await leave(name)
        return real(plain).catch((cause: unknown) => {
          throw new WxFailure(whyOf(cause))
        })
      }
      return [name, work]
    })
  return {
    onNeedPrivacyAuthorization: (heard: Listener) => {
      listener = heard
    },
    ...asksAll(host, {
      ...Object.fromEntries(gated),
      requirePrivacyAuthorize: () => leave('requirePrivacyAuthorize'),
      getPrivacySetting: () => ({
        needAuthorization: !hasAgreed(),
        privacyContractName: '《用户隐私保护指引》',
      }),
      openPrivacyContract: () => device.act('openPrivacyContract'),
    }),
  }
}
