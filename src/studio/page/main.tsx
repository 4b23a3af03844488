import './style/tokens.css'
import './style/base.css'
import { render } from 'preact'
import { Studio } from './studio.tsx'

render(<Studio />, document.getElementById('studio')!)
