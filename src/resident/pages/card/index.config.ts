export default definePageConfig({ navigationBarTitleText: '打印纸卡', enablePullDownRefresh: false })
