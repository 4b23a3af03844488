import sharp from 'sharp'

/** Of what decoding makes of a file: changes where the library does, and is to be raised where `decode` or `shrink` come to
 *  give other bytes, so that what was kept of images is made anew. */
export const decodeVersion: string = `1, sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`
