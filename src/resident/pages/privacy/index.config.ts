export default definePageConfig({ navigationBarTitleText: '您的资料', enablePullDownRefresh: false })
