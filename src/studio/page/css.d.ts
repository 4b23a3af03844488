/** Style sheets are bundled by Vite; a file names those that it needs. */
declare module '*.css'
