import theme from './theme.json'

/** A colour of theme.json: by reference, so that WeChat follows the phone's theme; the h5 app draws its own bar. */
const themed = (name: keyof typeof theme.light): string =>
  process.env.TARO_ENV === 'weapp' ? `@${name}` : theme.light[name]

export default defineAppConfig({
  pages: [
    'pages/nearby/index',
    'pages/agenda/index',
    'pages/mine/index',
    'pages/station/index',
    'pages/session/index',
    'pages/booking/index',
    'pages/login/index',
  ],
  subPackages: [
    {
      root: 'resident',
      pages: [
        'pages/inbox/index',
        'pages/household/index',
        'pages/ward/index',
        'pages/strikes/index',
        'pages/draw/index',
        'pages/check-in/index',
        'pages/card/index',
        'pages/settings/index',
        'pages/privacy/index',
        'pages/login-code/index',
        'pages/computer-login/index',
        'pages/my-roles/index',
        'pages/standing/index',
        'pages/first-day/index',
      ],
    },
    {
      root: 'manager',
      pages: [
        'pages/today/index',
        'pages/roster/index',
        'pages/proxy-booking/index',
        'pages/scan/index',
        'pages/check-in-code/index',
        'pages/poster/index',
        'pages/waitlist/index',
        'pages/offerings/index',
        'pages/offering/index',
        'pages/closing-day/index',
        'pages/appeals/index',
        'pages/undelivered-messages/index',
        'pages/name-review/index',
        'pages/day-report/index',
        'pages/roles/index',
        'pages/checklist/index',
        'pages/station/index',
        'pages/station-requests/index',
        'pages/standings/index',
        'pages/standing-requests/index',
        'pages/manager-cards/index',
        'pages/import/index',
        'pages/holidays/index',
      ],
    },
  ],
  // Downloaded while the person reads the page that leads there. 'all': a worker at a door rarely has Wi-Fi, and both
  // packages together are a few hundred kilobytes.
  preloadRule: {
    'pages/nearby/index': { network: 'all', packages: ['resident'] },
    'pages/mine/index': { network: 'all', packages: ['resident', 'manager'] },
  },
  darkmode: true,
  themeLocation: 'theme.json',
  window: {
    navigationBarTitleText: '一刻',
    navigationStyle: 'default',
    navigationBarBackgroundColor: themed('paper'),
    navigationBarTextStyle: themed('barText'),
    backgroundTextStyle: themed('pullText'),
    backgroundColor: themed('paper'),
  },
  // On tablets and computers the window can be turned and resized.
  resizable: true,
  sitemapLocation: 'sitemap.json',
  tabBar: {
    custom: true,
    color: themed('soft'),
    selectedColor: themed('red'),
    backgroundColor: themed('card'),
    list: [
      { pagePath: 'pages/nearby/index', text: '附近' },
      { pagePath: 'pages/agenda/index', text: '预约' },
      { pagePath: 'pages/mine/index', text: '我的' },
    ],
  },
  // Private APIs need consent to WeChat's privacy guide (src/platform/wechat/privacy-guide.tsx); base libraries of 2023,
  // among them the oldest that we support, need this flag.
  __usePrivacyCheck__: true,
  // The fuzzy location API is off by kilometres, and a mini-program may declare only one of the two
  // (docs/decisions/009-check-in-code.md).
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '用于查找附近站点和签到时核对距离，不会保存位置' } },
  lazyCodeLoading: 'requiredComponents',
  // In a browser Taro animates page changes with timers; going back twice during one animation leaves no page visible.
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
})
