import { startCloud } from './cloud'

/** Web server for Playwright: the h5 app and its cloud on PORT, with the stand-in for WeChat. */
async function main(): Promise<void> {
  const cloud = await startCloud({ port: Number(process.env.PORT), h5: true, wechat: true })
  console.log(cloud.at)
  process.once('SIGTERM', () => cloud.stop().then(() => process.exit(0)))
}

main()
