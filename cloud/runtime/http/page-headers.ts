import { secureHeaders } from 'hono/secure-headers'

/**
 * Content Security Policy of the h5 app: everything comes from its own origin, and nothing is evaluated. Components set
 * styles of their own elements, pictures of codes are `data:` or `blob:` addresses.
 */
const CONTENT = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  mediaSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'self'"],
}

/** What a page may ask the browser for: the camera scans codes, the location finds stations; the rest is off. */
const PERMISSIONS = {
  camera: ['self'],
  geolocation: ['self'],
  clipboardWrite: ['self'],
  microphone: [],
  payment: [],
  usb: [],
  serial: [],
  midi: [],
  displayCapture: [],
  accelerometer: [],
  gyroscope: [],
  magnetometer: [],
}

/** Security headers of a page and its files. */
export const forPages = secureHeaders({
  crossOriginResourcePolicy: false,
  xFrameOptions: 'SAMEORIGIN',
  contentSecurityPolicy: CONTENT,
  permissionsPolicy: PERMISSIONS,
})

/** Fewer security headers for API calls: they render nothing, and the headers would be longer than many a response. */
export const forCalls = secureHeaders({
  crossOriginResourcePolicy: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
})
