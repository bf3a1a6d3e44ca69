#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Opens results in QGIS as a user does and draws each layer with the style it comes with.

    QT_QPA_PLATFORM=offscreen tools/check_qgis.py FILE.gpkg|FILE.tif... --out FOLDER

Every layer must open, carry a style of its own that QGIS takes without a click, and draw; the
pictures with their legends go into FOLDER, to be looked at. Without QGIS nothing is checked and
the exit code is 0: it is no dependency of this project (Debian: qgis, python3-qgis).
"""

import argparse
import os
import pathlib
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import (QgsApplication, QgsLayerTree, QgsLayerTreeModel, QgsLegendRenderer,
                           QgsLegendSettings, QgsMapRendererParallelJob, QgsMapSettings,
                           QgsRasterLayer, QgsRenderContext, QgsVectorLayer)
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor, QImage, QPainter
except ImportError:
    print("QGIS is not installed: nothing was checked")
    sys.exit(0)

# What QGIS takes where a layer brings no style.
DEFAULTS = {"singleSymbol", "singlebandgray", "multibandcolor"}
SIZE = QSize(1600, 900)


def layers_of(path):
    """All layers of a file, as QGIS's own dialogue would add them."""
    if path.suffix == ".tif":
        return [QgsRasterLayer(str(path), path.stem)]
    first = QgsVectorLayer(str(path), path.stem, "ogr")
    if not first.isValid():
        return [first]
    names = [entry.split("!!::!!")[1] for entry in first.dataProvider().subLayers()]
    return [QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names]


def is_styled(layer):
    return layer.renderer() is not None and layer.renderer().type() not in DEFAULTS


def legend_texts(layer):
    return [entry.label() for entry in layer.renderer().legendSymbolItems()] if isinstance(
        layer, QgsVectorLayer) else [text for text, _ in layer.renderer().legendSymbologyItems()]


def draw_map(layer):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(QColor("#ffffff"))
    settings.setOutputSize(SIZE)
    settings.setOutputDpi(120)
    extent = layer.extent()
    extent.scale(1.08)
    settings.setExtent(extent)
    settings.setDestinationCrs(layer.crs())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), [error.message for error in job.errors()]


def draw_legend(layer):
    tree = QgsLayerTree()
    tree.addLayer(layer)
    model = QgsLayerTreeModel(tree)
    renderer = QgsLegendRenderer(model, QgsLegendSettings())
    dots = 5.0  # a millimetre
    size = renderer.minimumSize()
    image = QImage(int(size.width() * dots), int(size.height() * dots), QImage.Format_ARGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    context = QgsRenderContext.fromQPainter(painter)
    context.setScaleFactor(dots)
    painter.scale(dots, dots)
    renderer.drawLegend(context)
    painter.end()
    return image


def variety(image):
    """How many colours a picture has."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 2)
                for y in range(0, image.height(), 2)})


def check(path, folder):
    """Complaints about a file's layers; writes a map and a legend of each."""
    complaints = []
    for layer in layers_of(path):
        name = f"{path.stem}.{layer.name()}"
        if not layer.isValid():
            complaints.append(f"{name}: does not open")
            continue
        if not is_styled(layer):
            complaints.append(f"{name}: opens without a style of its own")
        image, errors = draw_map(layer)
        complaints += [f"{name}: {error}" for error in errors]
        if variety(image) < 3:
            complaints.append(f"{name}: draws nothing")
        image.save(str(folder / f"{name}.map.png"))
        draw_legend(layer).save(str(folder / f"{name}.legend.png"))
        print(f"{name}: {layer.renderer().type()}; {'; '.join(legend_texts(layer))}")
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    application = QgsApplication([], False)
    application.initQgis()
    complaints = [text for path in arguments.files for text in check(path, arguments.out)]
    print("\n".join(complaints) or "all layers open with their own style")
    application.exitQgis()
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
