import { Button, Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { create } from 'zustand'

type Decide = (what: Taro.onNeedPrivacyAuthorization.ResolveOption) => void

/** WeChat looks whether it was this button that was touched. */
const AGREE_BUTTON_ID = 'guide-agree'

/** Each interface that waits for a yes to WeChat's privacy guide (《用户隐私保护指引》). */
const useWaiting = create<{ waiting: Decide[] }>(() => ({ waiting: [] }))

/** From now on WeChat asks through us. A phone that is older than this knows no guide, and asks nothing. */
export function listenForPrivacyGuide(): void {
  Taro.onNeedPrivacyAuthorization?.((decide) => {
    decide({ event: 'exposureAuthorization' })
    useWaiting.setState(({ waiting }) => ({ waiting: [...waiting, decide] }))
  })
}

export const usePrivacyGuideAsked = (): boolean => useWaiting(({ waiting }) => waiting.length > 0)

function answer(what: Taro.onNeedPrivacyAuthorization.ResolveOption): void {
  const { waiting } = useWaiting.getState()
  for (const decide of waiting) decide(what)
  useWaiting.setState({ waiting: [] })
}

/** What waits fails, as where the person says no to it alone. */
export const refusePrivacyGuide = (): void => answer({ event: 'disagree' })
export const openPrivacyGuide = (): void => Taro.openPrivacyContract({ fail: () => undefined })

export const AgreeButton = ({ children }: { children: string }) => (
  <Button
    id={AGREE_BUTTON_ID}
    className="button"
    openType="agreePrivacyAuthorization"
    onAgreePrivacyAuthorization={() => answer({ event: 'agree', buttonId: AGREE_BUTTON_ID })}
  >
    <Text>{children}</Text>
  </Button>
)

/** Asked before the first of a kind that cannot say itself that it waits. False where they would rather not. */
export const askPrivacyConsent = (): Promise<boolean> =>
  new Promise((resolve) => {
    if (!Taro.requirePrivacyAuthorize) return resolve(true)
    Taro.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) })
  })
