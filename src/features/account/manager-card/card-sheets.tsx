import { instant } from '@core/base/time'
import { targetPath } from '@core/notify/scene'
import { Text, View } from '@tarojs/components'
import { absoluteUrl } from '@/platform/network/address'
import { useImagePath } from '@/platform/pictures/temporary-picture'
import { MiniCodeImage } from '@/ui/code/mini-code-image'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { ANY_DAY, sayMoment } from '@/words/time-text'
import type { ManagerCard } from './store'
import '@/ui/styles/a4.scss'
import './card-sheets.scss'

/** Cards of one A4 page, two beside each other. */
export const CARDS_A_PAGE = 8

function Card({ card, name }: { card: ManagerCard; name: string }) {
  const words = useManagerWords()
  const { t } = words
  const src = useImagePath(card.picture)
  const path = targetPath('role', card.code)
  return (
    <View className="manager-card">
      <Text className="manager-card-name">{name}</Text>
      <Text className="manager-card-head">{t('manager-card.head')}</Text>
      <MiniCodeImage className="manager-card-code" src={src} path={path} label={t('manager-card.image', { name })} />
      <Text className="manager-card-head">{t(src ? 'manager-card.scan' : 'manager-card.scan-any')}</Text>
      <Text className="manager-card-foot">
        {t('manager-card.until', { when: sayMoment(words, instant(card.until), ANY_DAY) })}
      </Text>
      <Text className="manager-card-link">{absoluteUrl(`/#${path}`)}</Text>
    </View>
  )
}

/** All cards on A4 pages, eight a page, to be cut along the lines. */
export function ManagerCardSheets({
  cards,
  nameOf,
}: {
  cards: readonly ManagerCard[]
  nameOf: (station: string) => string
}) {
  const pages = Array.from({ length: Math.ceil(cards.length / CARDS_A_PAGE) }, (_, page) =>
    cards.slice(page * CARDS_A_PAGE, (page + 1) * CARDS_A_PAGE),
  )
  return (
    <>
      {pages.map((page) => (
        <View key={page[0]?.id} className="a4 printed manager-cards">
          {page.map((card) => (
            <Card key={card.id} card={card} name={nameOf(card.station)} />
          ))}
        </View>
      ))}
    </>
  )
}
