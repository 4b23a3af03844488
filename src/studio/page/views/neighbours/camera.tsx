import { useEffect, useRef, useState } from 'preact/hooks'
import { Modal } from '../../parts/modal.tsx'
import { cameraComplaint } from './cameraComplaint.ts'

/** The camera in a dialog, from when it opens until it closes; then its stream is stopped.
 *  @param onPicture is given a JPEG */
export function Camera({
  onPicture,
  onClose,
}: {
  readonly onPicture: (picture: Blob) => void
  readonly onClose: () => void
}) {
  const video = useRef<HTMLVideoElement>(null)
  const [complaint, setComplaint] = useState<string | null>(null)
  const [on, setOn] = useState(false)
  useEffect(() => {
    let closed = false
    let stream: MediaStream | null = null
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    openCamera().then(
      (opened) => {
        stream = opened
        if (closed || !video.current) return stop()
        video.current.srcObject = opened
        // Unplugged, say; it is not told of what `stop` ends.
        for (const track of opened.getTracks()) track.onended = () => setComplaint(stopped)
      },
      (error: unknown) => setComplaint(cameraComplaint(error)),
    )
    return () => {
      closed = true
      stop()
    }
  }, [])
  const take = () => {
    const { videoWidth: width, videoHeight: height } = video.current!
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    canvas.getContext('2d')!.drawImage(video.current!, 0, 0)
    canvas.toBlob((picture) => picture && onPicture(picture), 'image/jpeg', 0.92)
  }
  return (
    <Modal class="camera card" label="Camera" onClose={onClose}>
      {complaint === null ? (
        <video ref={video} autoplay playsInline muted onPlaying={() => setOn(true)} />
      ) : (
        <p role="alert">{complaint}</p>
      )}
      <div class="controls">
        {complaint === null && (
          <button type="button" class="button primary" disabled={!on} onClick={take}>
            {on ? 'Search with this' : 'Waiting for the camera'}
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Modal>
  )
}

const stopped = cameraComplaint(new DOMException('', 'AbortError'))

function openCamera(): Promise<MediaStream> {
  // Absent where the page is neither of this machine nor by https.
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }
  if (!mediaDevices) return Promise.reject(new DOMException('', 'SecurityError'))
  return mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
}
