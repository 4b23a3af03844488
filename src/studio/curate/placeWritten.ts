/** Where an image that lies in no file of its own is written, from the folder of the labels.
 *  @param image its index in the dataset */
export const placeWritten = (image: number): string => `images/${String(image).padStart(6, '0')}.png`
