// SPDX-License-Identifier: Apache-2.0
// The house's map over the world in Equal Earth, with the legend below.
import { useMemo } from 'preact/hooks';
import { AreaWorld } from '../../charts/AreaWorld';
import { mainBounds } from '../../geometry';
import { useAfterMap } from '../../later';
import { AreaMap, type Bounds } from '../../map/AreaMap';
import { placed } from '../../map/areaFeatures';
import { ClassLegend } from '../../map/ClassLegend';
import { withWorld, worldGround } from '../../map/ground';
import { coastColour, toPlane } from '../../map/plane';
import { forcedSince, goodOf, placeName, type AtlasModel } from '../model';
import { useAtlas, type State } from '../state';
import { madeAt, madeNote } from '../made';
import { formerOf, valueWords, type Listed, type View } from '../view';

const overlay = withWorld();

/** From Cape Horn to the north of Greenland. */
const world = (): Bounds => {
  const west = toPlane(-180, 0)[0];
  return [west + 12, toPlane(0, -57)[1], -west - 2, toPlane(0, 82)[1]];
};

/** "listed for child labour, since 2014-12-01" */
function listingWords(listed: Listed): string {
  const { forced, child } = listed;
  const first = (days: string[]) => days.sort()[0] ?? '';
  const former = formerOf(listed);
  if (forced.length > 0) return `listed for forced labour, since ${first(forced.map(forcedSince))}`;
  if (child.length > 0) return `listed for child labour, since ${first(child.map((l) => l.since))}`;
  return former ? `listed for ${former.what} until ${former.until}` : 'not on the official list';
}

/** Lines of the tip: what, value with interval, listing, whether made here, grade. Lists name countries, so a
 *  region tells its country's. */
function tipOf(
  model: AtlasModel,
  view: View,
  state: State,
  title: string,
  place: number | undefined,
  country: number | undefined,
): string[] {
  const row = view.rows[place ?? -1];
  if (!row) return [title, 'no data'];
  const of = view.rows[country ?? -1] ?? row;
  const good = goodOf(model, state.layer);
  const { measure } = state;
  const who = place === country ? '' : 'country: ';
  const value =
    measure === 'listings'
      ? ''
      : measure === 'hazard' && row.value.median === null && row.listedSince !== null
        ? 'nothing left to predict'
        : `${view.facts.label}: ${valueWords(measure, row)}`;
  const unit = measure === 'prevalence' && row.value.median !== null ? ' of 1,000 workers' : '';
  return [
    title,
    value && `${value}${unit}`,
    `${who}${listingWords(of.listed)}`,
    good && !model.indexAt.has(measure)
      ? `made ${who ? 'in the country' : 'here'}: ${madeAt(model, good, of.place, of.listed).words}`
      : '',
    row.grade && `grade ${row.grade}`,
  ].filter(Boolean);
}

export function WorldView({ view }: { view: View }) {
  const { model, state, change, day } = useAtlas();
  const paper = useAfterMap();
  const chosen = useMemo(() => {
    const place = model.data.places[model.placeAt.get(state.place) ?? -1];
    if (!place) return { country: '', region: '' };
    return { country: place.country, region: place.code === place.country ? '' : place.code };
  }, [model, state.place]);
  const onArea = (country: string, region: string) => {
    if (region && region !== state.place && chosen.country === country && model.placeAt.has(region))
      change({ place: region });
    else change({ place: country === state.place ? '' : country });
  };
  const areaTip = (country: string, region: string | undefined): string[] => {
    const own = region && view.paint.fill.has(region) ? region : country;
    const place = model.placeAt.get(own);
    const title = place === undefined ? own : placeName(model, place);
    return tipOf(model, view, state, title, place, model.placeAt.get(country));
  };
  const focus = (): Bounds | null => {
    const shape = [...model.data.map.regions, ...model.data.map.countries].find(
      (s) => s.code === state.place,
    );
    if (!shape) return null;
    const [w, s, e, n] = mainBounds(placed(shape, toPlane));
    // Neighbours stay in view, so that the place is read in its part of the world.
    const [x, y] = [Math.max(16, (e - w) / 2), Math.max(11, (n - s) / 2)];
    return [Math.max(-180, w - x), Math.max(-70, s - y), Math.min(180, e + x), Math.min(70, n + y)];
  };
  const layer = model.layerAt.get(state.layer)?.label ?? '';
  const title = model.indexAt.has(state.measure)
    ? view.facts.label
    : `${layer}: ${view.facts.label.toLowerCase()}`;
  const picture = (id: string) => (
    <AreaWorld
      shapes={model.data.map}
      paint={view.paint}
      id={id}
      chosen={state.place}
      line={coastColour}
      label={`World map: ${title}, ${day}; the same figures stand in the table below`}
      onArea={onArea}
    />
  );
  return (
    <figure class="atlas-map">
      <div class="screen-only">
        <AreaMap
          shapes={model.data.map}
          paint={view.paint}
          chosen={chosen}
          home={world}
          homeOptions={{ padding: 4, maxZoom: 6 }}
          focus={focus}
          label="World map. Arrow keys move it, plus and minus zoom. Every place can also be chosen by the search and in the table below."
          onArea={onArea}
          onNothing={() => state.place && change({ place: '' })}
          areaTip={areaTip}
          project={toPlane}
          overlay={overlay}
          ground={worldGround}
          scaleBar={false}
          fallback={picture('screen')}
        />
      </div>
      <div class="print-only">{paper && picture('print')}</div>
      <figcaption>
        <ClassLegend
          title={title}
          unit={view.facts.unit}
          limits={view.facts.limits}
          colours={view.facts.colours}
          tally={view.tally}
          listedFull={state.measure === 'hazard'}
          plain={state.measure === 'listings'}
        />
        {goodOf(model, state.layer) && !model.indexAt.has(state.measure) && state.measure !== 'listings' && (
          <label class="made-switch screen-only">
            <input
              type="checkbox"
              data-control="made"
              checked={state.made}
              onChange={(e) => change({ made: e.currentTarget.checked })}
            />{' '}
            Colour only places known to make it; of the others, hatched, it is not known
          </label>
        )}
        {view.out.size > 0 && (
          <p class="print-only">
            Coloured: places known to make it. Of the others, hatched, it is not known.
          </p>
        )}
        <p class="quiet">
          {view.facts.explain} {!model.indexAt.has(state.measure) && madeNote(model, state.layer)}
        </p>
      </figcaption>
    </figure>
  );
}
