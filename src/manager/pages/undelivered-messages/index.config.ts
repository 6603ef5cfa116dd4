export default definePageConfig({ navigationBarTitleText: '没送出的消息', enablePullDownRefresh: true })
