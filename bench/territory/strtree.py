"""Points found in a second by shapely's STRtree: strtree.py CONTOURS.geojson COUNT.

Says nothing on standard output, and why on the other, when shapely is not installed.
"""

import json
import random
import sys
import time

try:
    import shapely
    from shapely.geometry import Point, shape
    from shapely.strtree import STRtree
except ImportError:
    sys.exit("shapely is not installed (python3-shapely): not compared.")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        shapes = [shape(feature["geometry"]) for feature in json.load(file)["features"]]
    count = int(sys.argv[2])
    draw = random.Random(76)
    west = min(one.bounds[0] for one in shapes)
    south = min(one.bounds[1] for one in shapes)
    east = max(one.bounds[2] for one in shapes)
    north = max(one.bounds[3] for one in shapes)
    places = [(draw.uniform(west, east), draw.uniform(south, north)) for _ in range(count)]
    tree = STRtree(shapes)
    if int(shapely.__version__.split(".")[0]) >= 2:
        points = shapely.points(places)
        begin = time.perf_counter()
        tree.query(points, predicate="within")
    else:
        points = [Point(place) for place in places]
        begin = time.perf_counter()
        for point in points:
            for near in tree.query(point):
                if near.contains(point):
                    break
    print(round(count / (time.perf_counter() - begin)))


main()
