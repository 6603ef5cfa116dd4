// What the phone needs of a row of the contract is where it is asked, how, and whether twice: two thirds of the table are
// schemas and sentences that the cloud checks and tells by (core/contract/endpoints). They stay out of the app.
const { sep } = require('node:path')

const NOT_ON_THE_PHONE = new Set(['summary', 'answer', 'refusals', 'params', 'query', 'who', 'type'])
const ENDPOINTS = ['core', 'contract', 'endpoints', ''].join(sep)

const lean = ({ types: t }) => ({
  visitor: {
    // Before the imports that are then unused are looked at.
    Program(program) {
      program.traverse({
        CallExpression({ node: { callee, arguments: given } }) {
          const [endpoint] = given
          if (!t.isIdentifier(callee, { name: 'row' }) || !t.isObjectExpression(endpoint)) return
          endpoint.properties = endpoint.properties.filter(({ key }) => !NOT_ON_THE_PHONE.has(key?.name))
          for (const property of endpoint.properties) {
            // Only whether there is one is asked.
            if (property.key?.name === 'body') property.value = t.booleanLiteral(true)
          }
        },
      })
      // What only those were made of is imported no longer.
      program.scope.crawl()
    },
  },
})

module.exports = { test: (file) => file?.includes(ENDPOINTS), plugins: [lean] }
