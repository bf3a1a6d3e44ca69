// SPDX-License-Identifier: Apache-2.0
import { render } from 'preact';
import { buildAtlas, readAtlas } from './model';
import '../style/base.css';
import '../style/opening.css';
import '../style/parts.css';
import '../style/map.css';
import '../style/atlas.css';
import '../style/atlas_page.css';
import '../style/atlas_narrow.css';
import { App } from './views/App';

const root = document.getElementById('app');
if (root) {
  try {
    const model = buildAtlas(readAtlas());
    document.title = `Forced-labour risk atlas, as of ${model.data.run.as_of} (sourcelight)`;
    render(<App model={model} />, root);
  } catch (error) {
    render(
      <p class="noscript" role="alert">
        {error instanceof Error ? error.message : 'The atlas could not be read.'}
      </p>,
      root,
    );
  }
}
