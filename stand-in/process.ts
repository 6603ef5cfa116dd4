import { startStandIn } from './stand-in'

/**
 * Process of the stand-in for `npm start` (scripts/lib/stand-in.mjs): sends its parent the environment by which the cloud
 * finds it, and ends with the parent.
 */
async function main(): Promise<void> {
  const { settings } = await startStandIn({
    words: { risky: ['违规'], review: ['可疑'] },
    phones: true,
    // Only template and page, no personal data.
    shown: ({ template, page }) => console.log(`· WeChat’s stand-in shows “${template.split('_')[0]}” → ${page}`),
  })
  const { appid, secret, api, official, templates, pushToken } = settings
  process.send?.({
    WECHAT_APPID: appid,
    WECHAT_SECRET: secret,
    WECHAT_OFFICIAL_APPID: official.appid,
    WECHAT_OFFICIAL_SECRET: official.secret,
    WECHAT_API: api,
    // The pages to choose a user.
    WECHAT_OPEN: `${api}/phone`,
    WECHAT_TEMPLATE_MOVED: templates.moved,
    WECHAT_TEMPLATE_PROMOTED: templates.promoted,
    WECHAT_TEMPLATE_TOMORROW: templates.tomorrow,
    WECHAT_PUSH_TOKEN: pushToken,
  })
}

// The IPC channel closes however the parent ends, even when killed.
process.once('disconnect', () => process.exit(0))
// A terminal signals both processes; this one stays until the cloud has finished.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
main()
