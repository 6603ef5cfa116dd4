export default definePageConfig({ navigationBarTitleText: '代约长者', enablePullDownRefresh: false })
