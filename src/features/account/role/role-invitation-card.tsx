import { sayTitle } from '@core/account/role-words'
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
import { type NewInvitation, useRoles } from './store'
import '@/ui/code/code.scss'

/** A new role invitation, as a QR code and a link. It names no invitee: the first to accept gets the role. */
export function RoleInvitationCard({ invited, place, now }: { invited: NewInvitation; place: string; now: number }) {
  const words = useManagerWords()
  const { t, language } = words
  const { code, role, until } = invited
  const codeImage = useRoles((state) => state.codeImages[code])
  const src = useImagePath(codeImage?.picture)
  const path = targetPath('role', code)
  useEffect(() => {
    if (!codeImage) useRoles.getState().loadCodeImage(code)
  }, [code])
  return (
    <>
      <Text className="heading">{[place, sayTitle(language, role.role)].filter(Boolean).join(' · ')}</Text>
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
