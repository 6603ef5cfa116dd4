import type { IPluginContext } from '@tarojs/service'

const NAME = ['label', 'role', 'hidden']
const STATE = ['checked', 'disabled', 'expanded', 'selected']

/** What each tag can say. An attribute costs its length on some fifty templates, so no tag says more than it needs. */
const SAID: Record<string, string[]> = {
  view: [...NAME, 'live'],
  'view that is tapped': [...NAME, ...STATE],
  text: NAME,
  image: NAME,
  button: [...NAME, ...STATE],
  input: ['label', 'disabled'],
  textarea: ['label', 'disabled'],
  picker: NAME,
  switch: ['label'],
  checkbox: ['label'],
  radio: ['label'],
  slider: ['label'],
}

/**
 * Taro's templates emit no aria attributes: what `<View ariaLabel ariaRole>` says reaches setData and no screen
 * reader. This writes the attributes into the finished base.wxml, under the names Taro already sends.
 * (Taro's own way, `mergeComponents`, renumbers all props and needs the same list again at run time. The templates
 * of `compileMode` carry aria attributes by themselves, as long as the prop is written `ariaLabel`.)
 */
export default (ctx: IPluginContext): void => {
  ctx.modifyBuildAssets(({ assets }: { assets: Record<string, Asset> }) => {
    const base = assets['base.wxml']
    if (process.env.TARO_ENV !== 'weapp' || !base) return
    const said = sayAria(String(base.source()))
    assets['base.wxml'] = { source: () => said, size: () => Buffer.byteLength(said) }
  })
}

interface Asset {
  source(): string | Buffer
  size(): number
}

const TAGS = new RegExp(`<(${Object.keys(SAID).join('|')}) ([^>]*data-sid="{{i.sid}}")`, 'g')

function sayAria(wxml: string): string {
  return wxml.replace(TAGS, (tag, name: string, attributes: string) => {
    // Views without hover-class are Taro's for nodes with class, style and tap alone: they never carry a name.
    if (name === 'view' && !attributes.includes('hover-class')) return tag
    const tapped = name === 'view' && attributes.includes('bindtap') ? 'view that is tapped' : name
    const said = (SAID[tapped] ?? []).map(
      (word) => `aria-${word}="{{i.aria${word[0]?.toUpperCase()}${word.slice(1)}}}"`,
    )
    return `<${name} ${said.join(' ')} ${attributes}`
  })
}
