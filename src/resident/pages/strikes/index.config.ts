export default definePageConfig({ navigationBarTitleText: '约了没来的', enablePullDownRefresh: true })
