import { Button, Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { create } from 'zustand'

type Decide = (what: Taro.onNeedPrivacyAuthorization.ResolveOption) => void

/** WeChat verifies that the button with this id was tapped. */
const AGREE_BUTTON_ID = 'guide-agree'

/** Pending API calls that wait for consent to WeChat's privacy guide (《用户隐私保护指引》). */
const useWaiting = create<{ waiting: Decide[] }>(() => ({ waiting: [] }))

/** Takes over WeChat's consent prompt. */
export function listenForPrivacyGuide(): void {
  Taro.onNeedPrivacyAuthorization((decide) => {
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

/** Declines: the pending calls fail, as if that permission alone had been refused. */
export const refusePrivacyGuide = (): void => answer({ event: 'disagree' })
export const openPrivacyGuide = (): void => Taro.openPrivacyContract({ fail: () => undefined })

export const AgreeButton = ({ children }: { children: string }) => (
  <Button
    id={AGREE_BUTTON_ID}
    className="button"
    hoverClass="pressed"
    openType="agreePrivacyAuthorization"
    onAgreePrivacyAuthorization={() => answer({ event: 'agree', buttonId: AGREE_BUTTON_ID })}
  >
    <Text>{children}</Text>
  </Button>
)

/** Asks for consent before APIs that do not trigger the prompt themselves. False if declined. */
export const askPrivacyConsent = (): Promise<boolean> =>
  new Promise((resolve) => {
    Taro.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) })
  })
