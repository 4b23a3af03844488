/** The runtime's own operators on images in blocks of channels, which its optimizer puts in where weights are constants. No promise
 *  of its documentation: `runtime/blockSize.ts` asks whether they are there and right. */
export const domain = 'com.microsoft.nchwc'
