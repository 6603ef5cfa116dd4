// Parses `npm test` arguments: lane names, then file patterns, then flags for the lane's tool.
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root } from '../lib/setup.mjs'
import { LANES } from './lanes.mjs'

/** Unknown lane or file; only the message is shown. */
export class Unknown extends Error {}

const IGNORED = new Set(['node_modules', 'dist', '.git', '.data'])

function allFiles(folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : allFiles(path)
    return [relative(root, path).split(sep).join('/')]
  })
}

/** The chosen lanes in the order of the table, each with its chosen files (none: all). Throws Unknown. */
export function choose(args, files = allFiles(), lanes = LANES) {
  const firstFlag = args.findIndex((arg) => arg.startsWith('-'))
  const [words, flags] = firstFlag < 0 ? [args, []] : [args.slice(0, firstFlag), args.slice(firstFlag)]
  const isLane = (word) => Object.hasOwn(lanes, word)
  const firstPattern = words.findIndex((word) => !isLane(word))
  const named = firstPattern < 0 ? words : words.slice(0, firstPattern)
  const patterns = words.slice(named.length).map((word) => word.replace(/^\.\//, ''))
  const all = Object.keys(lanes)
  if (!named.length && patterns.length)
    throw new Unknown(`Unknown lane: ${patterns[0]}. Usage: npm test [lane…] [pattern…]; lanes: ${all.join(' ')}`)
  if (flags.length && named.length !== 1)
    throw new Unknown(`${flags[0]} is passed to a lane's tool: name exactly one lane.`)

  const chosen = all
    .filter((lane) => !named.length || named.includes(lane))
    .map((lane) => {
      const its = files.filter((path) => lanes[lane].files?.test(path))
      return { lane, flags, all: its, files: its.filter((path) => patterns.some((pattern) => path.includes(pattern))) }
    })
  if (!patterns.length) return chosen
  const without = chosen.find(({ lane }) => !lanes[lane].files)
  if (without) throw new Unknown(`The lane ${without.lane} takes no file patterns.`)
  for (const pattern of patterns)
    if (!chosen.some(({ all: its }) => its.some((path) => path.includes(pattern))))
      throw new Unknown(`No file of ${named.join(' or ')} matches “${pattern}”.`)
  return chosen.filter((one) => one.files.length)
}
