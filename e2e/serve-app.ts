import { startCloud } from './cloud'

/** For Playwright, which starts it and waits for it: the app and its cloud on the port given, with WeChat beside it. */
async function main(): Promise<void> {
  const cloud = await startCloud({ port: Number(process.env.PORT), h5: true, wechat: true })
  console.log(cloud.at)
  process.once('SIGTERM', () => cloud.stop().then(() => process.exit(0)))
}

main()
