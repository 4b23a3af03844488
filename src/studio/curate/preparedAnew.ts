/** A decision was taken on images of another preparation of the run than the one that there is now: its rows are other images. */
export class PreparedAnew extends Error {
  constructor() {
    super('the run was prepared anew since; look at it again')
  }
}
