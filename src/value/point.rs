//! Points in coordinate systems.
//!
//! In: maps of coordinates. Out: points, their coordinates by name, distances. Definition: Neo4j 5's spatial values.

use std::fmt;

use super::literal::float;
use super::{Map, Point, Value, ValueError};

/// WGS-84 longitude and latitude.
pub const WGS_84: u32 = 4_326;
/// WGS-84 longitude, latitude and height.
pub const WGS_84_3D: u32 = 4_979;
/// A plane.
pub const CARTESIAN: u32 = 7_203;
/// Space.
pub const CARTESIAN_3D: u32 = 9_157;

/// The Earth's radius in metres.
const EARTH_RADIUS: f64 = 6_378_140.0;

const SYSTEMS: [(u32, &str); 4] = [
    (WGS_84, "wgs-84"),
    (WGS_84_3D, "wgs-84-3d"),
    (CARTESIAN, "cartesian"),
    (CARTESIAN_3D, "cartesian-3d"),
];

impl Point {
    /// A point from `x`, `y`, `z` or `longitude`, `latitude`, `height`, with `crs` or `srid` to name the system.
    /// `Ok(None)` where a coordinate is `null`.
    ///
    /// # Errors
    /// `TypeError` for coordinates that are no numbers, `ArgumentError` for missing, unknown or contradictory ones.
    pub fn from_components(map: &Map) -> Result<Option<Point>, ValueError> {
        if map.values().any(Value::is_null) {
            return Ok(None);
        }
        if let Some(key) = map.keys().find(|key| !KEYS.contains(&key.as_ref())) {
            return Err(wrong(format!("a point has no '{key}'")));
        }
        let geographic = map.contains_key("longitude") || map.contains_key("latitude");
        let names = if geographic {
            ["longitude", "latitude", "height"]
        } else {
            ["x", "y", "z"]
        };
        let x = required(map, names[0])?;
        let y = required(map, names[1])?;
        let z = match coordinate(map, names[2])? {
            // Points on the Earth may name their height like the third coordinate.
            None => coordinate(map, if geographic { "z" } else { "height" })?,
            z => z,
        };
        let point = Point {
            srid: system(map, geographic, z.is_some())?,
            x,
            y,
            z,
        };
        point.checked().map(Some)
    }

    /// Whether it lies on the Earth.
    pub fn is_geographic(&self) -> bool {
        matches!(self.srid, WGS_84 | WGS_84_3D)
    }

    /// The name of the coordinate system.
    pub fn crs(&self) -> &'static str {
        SYSTEMS
            .iter()
            .find(|(srid, _)| *srid == self.srid)
            .map_or("unknown", |(_, name)| name)
    }

    fn checked(self) -> Result<Point, ValueError> {
        if !(self.x.is_finite() && self.y.is_finite() && self.z.is_none_or(f64::is_finite)) {
            return Err(wrong("coordinates must be finite numbers".to_owned()));
        }
        if self.is_geographic() && !(-90.0..=90.0).contains(&self.y) {
            return Err(wrong("a latitude must be between -90 and 90".to_owned()));
        }
        // Longitudes go round the Earth.
        let wrapped = self.is_geographic() && !(-180.0..=180.0).contains(&self.x);
        let x = if wrapped {
            (self.x + 180.0).rem_euclid(360.0) - 180.0
        } else {
            self.x
        };
        Ok(Point { x, ..self })
    }

    /// A coordinate or the system by name; `None` where the point has none of that name.
    pub fn component(&self, name: &str) -> Option<Value> {
        match name {
            "x" => Some(Value::Float(self.x)),
            "y" => Some(Value::Float(self.y)),
            "z" => self.z.map(Value::Float),
            "longitude" if self.is_geographic() => Some(Value::Float(self.x)),
            "latitude" if self.is_geographic() => Some(Value::Float(self.y)),
            "height" if self.is_geographic() => self.z.map(Value::Float),
            "crs" => Some(Value::from(self.crs())),
            "srid" => Some(Value::Integer(i64::from(self.srid))),
            _ => None,
        }
    }

    /// The distance in metres on the Earth, else in the units of the coordinates; `None` between different systems.
    pub fn distance(&self, other: &Point) -> Option<f64> {
        if self.srid != other.srid {
            return None;
        }
        let height = self.z.unwrap_or(0.0) - other.z.unwrap_or(0.0);
        let ground = if self.is_geographic() {
            let middle = f64::midpoint(self.z.unwrap_or(0.0), other.z.unwrap_or(0.0));
            self.central_angle(other) * (EARTH_RADIUS + middle)
        } else {
            (self.x - other.x).hypot(self.y - other.y)
        };
        Some(ground.hypot(height))
    }

    /// The angle between two places seen from the centre of the Earth (haversine formula), in radians.
    fn central_angle(&self, other: &Point) -> f64 {
        let (from, to) = (self.y.to_radians(), other.y.to_radians());
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let across = half((other.x - self.x).to_radians());
        let haversine = half(to - from) + from.cos() * to.cos() * across;
        2.0 * haversine.sqrt().min(1.0).asin()
    }

    /// Whether it lies in the box between two corners, borders included; `None` where the systems differ. On the
    /// Earth a box whose western border lies east of its eastern one crosses the date line.
    pub fn within(&self, low: &Point, high: &Point) -> Option<bool> {
        if self.srid != low.srid || self.srid != high.srid {
            return None;
        }
        let across = if self.is_geographic() && low.x > high.x {
            self.x >= low.x || self.x <= high.x
        } else {
            (low.x..=high.x).contains(&self.x)
        };
        let floor = low.z.unwrap_or(f64::NEG_INFINITY);
        let ceiling = high.z.unwrap_or(f64::INFINITY);
        let up = self.z.is_none_or(|z| (floor..=ceiling).contains(&z));
        Some(across && (low.y..=high.y).contains(&self.y) && up)
    }
}

const KEYS: [&str; 8] = [
    "x",
    "y",
    "z",
    "longitude",
    "latitude",
    "height",
    "crs",
    "srid",
];

fn coordinate(map: &Map, name: &str) -> Result<Option<f64>, ValueError> {
    match map.get(name) {
        None => Ok(None),
        #[allow(clippy::cast_precision_loss)] // coordinates are floats
        Some(Value::Integer(number)) => Ok(Some(*number as f64)),
        Some(Value::Float(number)) => Ok(Some(*number)),
        Some(other) => Err(ValueError::type_error(
            "InvalidArgumentType",
            format!("'{name}' must be a number, found {}", other.type_name()),
        )),
    }
}

fn required(map: &Map, name: &str) -> Result<f64, ValueError> {
    coordinate(map, name)?.ok_or_else(|| wrong(format!("a point needs '{name}'")))
}

/// The system that is named, which must fit the coordinates, or else the one they suggest.
fn system(map: &Map, geographic: bool, three: bool) -> Result<u32, ValueError> {
    let named = match (map.get("crs"), map.get("srid")) {
        (Some(name), None) => {
            let known = |(_, known): &&(u32, &str)| {
                name.as_str()
                    .is_some_and(|name| name.eq_ignore_ascii_case(known))
            };
            SYSTEMS.iter().find(known)
        }
        (None, Some(srid)) => SYSTEMS
            .iter()
            .find(|(known, _)| srid.as_integer() == Some(i64::from(*known))),
        (Some(_), Some(_)) => {
            return Err(wrong("a point has 'crs' or 'srid', not both".to_owned()));
        }
        (None, None) => return Ok(suggested(geographic, three)),
    };
    let srid = named
        .ok_or_else(|| wrong("there is no such coordinate system".to_owned()))?
        .0;
    let is_three = matches!(srid, WGS_84_3D | CARTESIAN_3D);
    let fits = is_three == three && (!geographic || matches!(srid, WGS_84 | WGS_84_3D));
    if fits {
        Ok(srid)
    } else {
        Err(wrong("the coordinates do not fit their system".to_owned()))
    }
}

fn suggested(geographic: bool, three: bool) -> u32 {
    match (geographic, three) {
        (true, true) => WGS_84_3D,
        (true, false) => WGS_84,
        (false, true) => CARTESIAN_3D,
        (false, false) => CARTESIAN,
    }
}

fn wrong(message: String) -> ValueError {
    ValueError::argument("InvalidArgumentValue", message)
}

impl fmt::Display for Point {
    /// `point({srid: 7203, x: 3.0, y: 0.0})`: an expression that gives the point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (x, y) = (float(self.x), float(self.y));
        write!(f, "point({{srid: {}, x: {x}, y: {y}", self.srid)?;
        if let Some(z) = self.z {
            write!(f, ", z: {}", float(z))?;
        }
        f.write_str("})")
    }
}
