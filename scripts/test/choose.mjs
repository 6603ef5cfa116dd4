// Reads `npm test` arguments: names of lanes, then patterns of files, then flags for the lane's own tool.
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root } from '../lib/setup.mjs'
import { LANES } from './lanes.mjs'

/** Something asked for that is not there; the message is all that is shown. */
export class Unknown extends Error {}

const IGNORED = new Set(['node_modules', 'dist', '.git', '.data'])

function allFiles(folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : allFiles(path)
    return [relative(root, path).split(sep).join('/')]
  })
}

/** Each lane with the files asked for (none: all), in the order of the table. Throws Unknown. */
export function choose(args, files = allFiles(), lanes = LANES) {
  const firstFlag = args.findIndex((arg) => arg.startsWith('-'))
  const [words, flags] = firstFlag < 0 ? [args, []] : [args.slice(0, firstFlag), args.slice(firstFlag)]
  const isLane = (word) => Object.hasOwn(lanes, word)
  const firstPattern = words.findIndex((word) => !isLane(word))
  const named = firstPattern < 0 ? words : words.slice(0, firstPattern)
  const patterns = words.slice(named.length).map((word) => word.replace(/^\.\//, ''))
  const all = Object.keys(lanes)
  if (!named.length && patterns.length)
    throw new Unknown(`No lane is called ${patterns[0]}. npm test [lane…] [pattern…]; the lanes: ${all.join(' ')}`)
  if (flags.length && named.length !== 1) throw new Unknown(`${flags[0]} is for one lane's tool: name one lane.`)

  const chosen = all
    .filter((lane) => !named.length || named.includes(lane))
    .map((lane) => {
      const its = files.filter((path) => lanes[lane].files?.test(path))
      return { lane, flags, all: its, files: its.filter((path) => patterns.some((pattern) => path.includes(pattern))) }
    })
  if (!patterns.length) return chosen
  const without = chosen.find(({ lane }) => !lanes[lane].files)
  if (without) throw new Unknown(`The lane ${without.lane} has no files to choose from.`)
  for (const pattern of patterns)
    if (!chosen.some(({ all: its }) => its.some((path) => path.includes(pattern))))
      throw new Unknown(`No file of ${named.join(' or ')} has “${pattern}” in its path.`)
  return chosen.filter((one) => one.files.length)
}
