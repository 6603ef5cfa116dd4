// Draws src/ui/styles/icons.scss from the paths below: one mask a sign, coloured by the text around it.
// Our own drawings, on a grid of 24, strokes of 2.
import { writeFileSync } from 'node:fs'

const stroke = (d) =>
  `<path d='${d}' fill='none' stroke='%23000' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'/>`
const dot = (x, y, r) => `<circle cx='${x}' cy='${y}' r='${r}'/>`
const ring = (x, y, r) => `<circle cx='${x}' cy='${y}' r='${r}' fill='none' stroke='%23000' stroke-width='2'/>`

const signs = {
  // kinds
  workers: stroke('M4 16h16M6 16v-3a6 6 0 0 1 12 0v3M10 7.5V4.5h4v3M3 20h18'),
  mothers:
    ring(9, 6, 3) + ring(16.5, 11.5, 2) + stroke('M3.5 20v-3.5a5.5 5.5 0 0 1 9-4.2M12 20v-1a4.5 4.5 0 0 1 9 0v1'),
  elders: ring(10, 5.5, 2.8) + stroke('M6 20v-5a4.5 4.5 0 0 1 8-2.8l2.5 1.8M18.500 20v-6.500a2 2 0 0 1 3 0'),
  veterans: stroke('M12 3l2.6 5.4 5.9.8-4.300 4.100 1 5.900L12 16.400l-5.200 2.800 1-5.900L3.500 9.200l5.900-.8z'),
  children: ring(12, 12, 8.5) + dot(9, 10.5, 1.3) + dot(15, 10.5, 1.3) + stroke('M8.500 14.500a4 4 0 0 0 7 0'),
  history: stroke(
    'M12 6.500C10 5 7 4.500 4 5v13c3-.500 6 0 8 1.500M12 6.500C14 5 17 4.500 20 5v13c-3-.500-6 0-8 1.500M12 6.500v13',
  ),
  practice: stroke('M12 20s-8-4.600-8-10a4.300 4.300 0 0 1 8-2.300A4.300 4.300 0 0 1 20 10c0 5.400-8 10-8 10z'),
  enterprise: stroke('M5 20V6l8-2.500V20M13 9h6v11M3 20h18M8 9h2M8 13h2M16 13h.010M16 16.500h.010'),
  complex: stroke(
    'M12 3.500l7.500 4.200v8.600L12 20.500l-7.500-4.200V7.700zM12 12l7.500-4.300M12 12v8.500M12 12L4.500 7.700',
  ),
  park: stroke(
    'M12 21v-6M12 15c-4 0-6.500-2.300-6.500-5.500S8.500 3 12 3s6.500 3.300 6.500 6.500S16 15 12 15zM12 15v-4.500',
  ),
  museum: stroke('M3.500 9.500L12 4l8.500 5.500zM6 10v7M10 10v7M14 10v7M18 10v7M3.500 20h17'),
  discipline: stroke(
    'M12 12m-1.500 0a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M12 10.500c-2.500-2-2.500-6 0-7 2.500 1 2.500 5 0 7M13.500 12c2-2.500 6-2.500 7 0-1 2.500-5 2.500-7 0M12 13.500c2.500 2 2.500 6 0 7-2.500-1-2.500-5 0-7M10.500 12c-2 2.500-6 2.500-7 0 1-2.500 5-2.500 7 0',
  ),
  command: stroke('M5 10v4h3l7 4.500v-13L8 10zM18.500 9a4 4 0 0 1 0 6'),
  // things to do
  search: ring(10.5, 10.5, 6.5) + stroke('M15.500 15.500L20.500 20.500'),
  place: stroke('M12 21s-7-6.200-7-11.500a7 7 0 0 1 14 0C19 14.800 12 21 12 21z') + ring(12, 9.5, 2.5),
  phone: stroke(
    'M6 3.500h3l1.500 4.500-2 1.500a12 12 0 0 0 6 6l1.500-2 4.500 1.500v3a2 2 0 0 1-2.200 2A17 17 0 0 1 4 5.700 2 2 0 0 1 6 3.500z',
  ),
  walk:
    dot(13, 4, 2) +
    stroke('M13 8l-2 6 3.500 3 1 4M11 14l-1.500 3.500L6 21M12.500 9.500L8.500 11 7 14M13.500 9.500l2 3 3 1'),
  next: stroke('M9 5l7 7-7 7'),
  check: stroke('M4.500 12.500l5 5 10-11'),
  close: stroke('M6 6l12 12M18 6L6 18'),
  add: stroke('M12 5v14M5 12h14'),
  less: stroke('M5 12h14'),
  scan: stroke(
    'M4 9V5.500A1.500 1.500 0 0 1 5.500 4H9M15 4h3.500A1.500 1.500 0 0 1 20 5.500V9M20 15v3.500a1.500 1.500 0 0 1-1.500 1.500H15M9 20H5.500A1.500 1.500 0 0 1 4 18.500V15M4 12h16',
  ),
  nearby: stroke('M5 19V5a14 14 0 0 1 14 14z') + dot(9, 15, 1.5),
  agenda: stroke('M5 6h14v14H5zM5 10.500h14M9 3.500v4M15 3.500v4'),
  mine: ring(12, 8, 4) + stroke('M4.500 20.500a7.500 7.500 0 0 1 15 0'),
  bell: stroke('M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15zM10 21.500h4'),
  hourglass: stroke('M7 3.500h10M7 20.500h10M8 3.500v4l4 4.500 4-4.500v-4M8 20.500v-4l4-4.500 4 4.500v4'),
  letters: stroke('M4 18l5-13 5 13M5.800 14h6.400M15.500 18l2.750-7 2.750 7M16.300 16h3.900'),
  cloudless: stroke('M4 4l16 16M7.500 9.500A4.500 4.500 0 0 0 8 18.500h9M19.500 17a4 4 0 0 0-2.500-7 6 6 0 0 0-6-4'),
}

const masked = Object.entries(signs).map(([name, body]) => {
  const drawn = body
    .replaceAll(/(\.\d*?)0+(?=\D)/g, '$1')
    .replaceAll(/\.(?=\D)/g, '')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
  const url = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E${drawn}%3C/svg%3E`
  return `.icon-${name} {\n  --drawn: url("${url}");\n}\n`
})
writeFileSync('src/ui/styles/icons.scss', `// Made by scripts/assets/icons.mjs.\n${masked.join('')}`)
