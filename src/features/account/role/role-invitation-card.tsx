import { instant } from '@core/base/time'
import { targetPath } from '@core/notify/scene'
import { Text } from '@tarojs/components'
import { useEffect } from 'react'
import { ShareMenuButton } from '@/platform/files/share'
import { absoluteUrl } from '@/platform/network/address'
import { useImagePath } from '@/platform/pictures/temporary-picture'
import { CopyButton } from '@/ui/actions/copy-button'
import { MiniCodeImage } from '@/ui/code/mini-code-image'
import { Skeleton } from '@/ui/feedback/skeleton'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'
import { useRoles } from './store'
import '@/ui/code/code.scss'

type Props = {
  invited: { code: string; until: string }
  /** What it is to: a role and its place, or a standing. */
  title: string
  now: number
}

/** A new invitation, as a QR code and a link. It names no invitee: the first to accept gets what it is to. */
export function RoleInvitationCard({ invited, title, now }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { code, until } = invited
  const codeImage = useRoles((state) => state.codeImages[code])
  const src = useImagePath(codeImage?.picture)
  const path = targetPath('role', code)
  useEffect(() => {
    if (!codeImage) useRoles.getState().loadCodeImage(code)
  }, [code])
  return (
    <>
      <Text className="heading">{title}</Text>
      {codeImage ? (
        <MiniCodeImage className="code-shown" src={src} path={path} label={t('people.code')} />
      ) : (
        <Skeleton count={2} label={t('loading')} />
      )}
      <Text>{t('people.made', { when: sayMoment(words, instant(until), now) })}</Text>
      <ShareMenuButton>{t('people.share')}</ShareMenuButton>
      <CopyButton text={absoluteUrl(`/#${path}`)}>{t('people.copy')}</CopyButton>
    </>
  )
}
