/** Bytes that a picture to search with may have: the page says so before it sends one, the server takes no more in. */
export const mostPictureBytes = 20_000_000
