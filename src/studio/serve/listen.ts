import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fail } from '../../errors.ts'

/** Ports that are tried one after the other. */
const most = 100

/** Listens on a port, or where it is taken on the next one that is free; gives the port. Fails where there is none, and where the
 *  address is not of this machine. @param port 0: any that is free */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let at = port; at < Math.min(port + most, 65_536); at++) {
    server.listen({ host, port: at, exclusive: true })
    const error = await once(server, 'listening').then(
      () => null,
      (cause: NodeJS.ErrnoException) => cause,
    )
    if (error === null) return (server.address() as AddressInfo).port
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
      fail({
        who: '--host',
        rule: 'must be an address of this machine',
        value: host,
        remedy: 'leave it out',
        cause: error,
      })
    if (error.code === 'EACCES')
      fail({
        who: '--port',
        rule: 'must be one that this user may listen on',
        value: at,
        remedy: 'give one above 1023',
        cause: error,
      })
    if (error.code !== 'EADDRINUSE') throw error
  }
  return fail({ who: '--port', rule: `one of ${most} ports from it must be free`, value: port, remedy: 'give another' })
}
