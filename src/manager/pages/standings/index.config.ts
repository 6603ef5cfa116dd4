export default definePageConfig({ navigationBarTitleText: '身份', enableShareAppMessage: true })
