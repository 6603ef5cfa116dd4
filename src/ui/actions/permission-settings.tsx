import { Text } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { isDenied, openSettings, type Permission } from '@/platform/wechat/permissions'
import { useWords } from '@/words/use-words'
import { Button } from '../buttons/button'

type Props = {
  permission: Permission
  /** The permission was given in the settings: carries on with what it was for. */
  onAllowed?: () => void
}

/** Way to WeChat's settings, shown only where the person refused: WeChat does not ask a second time. */
export function PermissionSettings({ permission, onAllowed }: Props) {
  const { t } = useWords()
  const [denied, setDenied] = useState(false)
  useEffect(() => {
    let unmounted = false
    isDenied(permission).then((now) => !unmounted && setDenied(now))
    return () => {
      unmounted = true
    }
  }, [permission])
  if (!denied) return null
  const open = async () => {
    if (!(await openSettings(permission))) return
    setDenied(false)
    onAllowed?.()
  }
  return (
    <>
      <Text className="soft">{t(`settings.${permission}`)}</Text>
      <Button quiet onTap={open}>
        {t('settings.open')}
      </Button>
    </>
  )
}
