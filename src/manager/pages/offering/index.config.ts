export default definePageConfig({ navigationBarTitleText: '场次安排', enablePullDownRefresh: false })
