import { Button, Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { create } from 'zustand'

type Said = (what: Taro.onNeedPrivacyAuthorization.ResolveOption) => void

/** WeChat looks whether it was this button that was touched. */
const BUTTON = 'guide-agree'

/** Each interface that waits for a yes to WeChat's privacy guide (《用户隐私保护指引》). */
const useWaiting = create<{ waiting: Said[] }>(() => ({ waiting: [] }))

/** From now on WeChat asks through us. A phone that is older than this knows no guide, and asks nothing. */
export function listenForGuide(): void {
  Taro.onNeedPrivacyAuthorization?.((said) => {
    said({ event: 'exposureAuthorization' })
    useWaiting.setState(({ waiting }) => ({ waiting: [...waiting, said] }))
  })
}

export const useGuideAsked = (): boolean => useWaiting(({ waiting }) => waiting.length > 0)

function answer(what: Taro.onNeedPrivacyAuthorization.ResolveOption): void {
  const { waiting } = useWaiting.getState()
  for (const said of waiting) said(what)
  useWaiting.setState({ waiting: [] })
}

/** What waits fails, as where the person says no to it alone. */
export const refuseGuide = (): void => answer({ event: 'disagree' })
export const readGuide = (): void => Taro.openPrivacyContract({ fail: () => undefined })

export const AgreeButton = ({ children }: { children: string }) => (
  <Button
    id={BUTTON}
    className="button"
    openType="agreePrivacyAuthorization"
    onAgreePrivacyAuthorization={() => answer({ event: 'agree', buttonId: BUTTON })}
  >
    <Text>{children}</Text>
  </Button>
)

/** Asked before the first of a kind that cannot say itself that it waits. False where they would rather not. */
export const agreed = (): Promise<boolean> =>
  new Promise((resolve) => {
    if (!Taro.requirePrivacyAuthorize) return resolve(true)
    Taro.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) })
  })
