export default definePageConfig({ navigationBarTitleText: '暂停开放', enablePullDownRefresh: false })
