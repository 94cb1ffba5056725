import { render } from 'preact';
import './theme.css';
import { Studio } from './shell/Studio';

render(<Studio />, document.body);
