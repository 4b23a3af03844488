import { isIP } from 'node:net'
import { hostname } from 'node:os'

/** Whether an address is of this machine alone: then no token is needed. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/** Whether a server listens on all addresses of the machine. */
const isEvery = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** As it stands in an address. */
export const inAddress = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host)

/** Whether a request's Host header is a name that the server goes by. A page from elsewhere whose name has been made to point here
 *  (DNS rebinding) still says its own name. Where the server listens on every address, any address in numbers is right: it cannot have
 *  been rebound. */
export function hostCheck(host: string, port: number): (header: string | undefined) => boolean {
  const names = new Set([host, 'localhost', '127.0.0.1', '::1'].map((name) => inAddress(name).toLowerCase()))
  if (isEvery(host)) names.add(hostname().toLowerCase())
  return (header) => {
    const [, name = '', given = '80'] = /^(\[[0-9a-f:.]+\]|[^:[\]/@?#\s]+)(?::(\d{1,5}))?$/i.exec(header ?? '') ?? []
    if (isEvery(host) && isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0) return true
    return names.has(name.toLowerCase()) && Number(given) === port
  }
}
