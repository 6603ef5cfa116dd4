import { startStandIn } from './stand-in'

/** Beside the cloud of `npm start` (scripts/lib/stand-in.mjs): tells who started it how the cloud finds WeChat here, and ends with it. */
async function main(): Promise<void> {
  const { settings } = await startStandIn({
    words: { risky: ['违规'], review: ['可疑'] },
    phones: true,
    // A template and a page: nothing of anybody's.
    shown: ({ template, page }) => console.log(`· WeChat’s stand-in shows “${template.split('_')[0]}” → ${page}`),
  })
  const { appid, secret, api, official, templates, pushToken } = settings
  process.send?.({
    WECHAT_APPID: appid,
    WECHAT_SECRET: secret,
    WECHAT_OFFICIAL_APPID: official.appid,
    WECHAT_OFFICIAL_SECRET: official.secret,
    WECHAT_API: api,
    // Whoever holds the phone is chosen there.
    WECHAT_OPEN: `${api}/phone`,
    WECHAT_TEMPLATE_MOVED: templates.moved,
    WECHAT_TEMPLATE_PROMOTED: templates.promoted,
    WECHAT_TEMPLATE_TOMORROW: templates.tomorrow,
    WECHAT_PUSH_TOKEN: pushToken,
  })
}

// However who started it came to an end, even killed: the line between the two is cut.
process.once('disconnect', () => process.exit(0))
// A terminal tells both; the cloud may have something to finish.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
main()
