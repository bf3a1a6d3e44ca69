// SPDX-License-Identifier: Apache-2.0
import { prewarm } from 'maplibre-gl';
import { render } from 'preact';
import { readData } from './blocks';
import { buildModel } from './model';
import './style/base.css';
import './style/opening.css';
import './style/parts.css';
import './style/suppliers.css';
import './style/drawer.css';
import './style/map.css';
import './style/print.css';
import { App } from './views/App';

const root = document.getElementById('app');
if (root) {
  try {
    // The map's worker starts while the page is made.
    prewarm();
    const model = buildModel(readData());
    document.title = `${model.data.run.title}, as of ${model.data.run.as_of} (sourcelight)`;
    render(<App model={model} />, root);
  } catch (error) {
    render(
      <p class="noscript" role="alert">
        {error instanceof Error ? error.message : 'The report could not be read.'}
      </p>,
      root,
    );
  }
}
