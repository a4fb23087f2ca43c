//! Units by road in the invented city: who is first, by which way, what a closed road changes, what
//! the record keeps of it, and where places are.

mod support;

use serde_json::{Value, json};
use support::{Client, Server};
use uuid::Uuid;

fn city() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::demo(folder.path());
    (folder, server)
}

/// Waits until the answer holds what is waited for.
#[track_caller]
fn until(client: &Client, path: &str, holds: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..600 {
        let answer = client.get(path);
        if answer.status == 200 && holds(&answer.body) {
            return answer.body;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("{path} never came to hold it");
}

/// A burning shop in the middle of the city, once the units are on shift and somewhere.
fn fire(client: &Client) -> Uuid {
    let units = |board: &Value| {
        board["units"]
            .as_array()
            .is_some_and(|units| units.len() > 50)
    };
    until(client, "/v1/board", units);
    let here = |all: &Value| {
        all["positions"]
            .as_array()
            .is_some_and(|all| all.len() > 50)
    };
    until(client, "/v1/positions", here);
    let pack = client.get("/v1/pack").ok();
    let (lat, lon) = (&pack["center"]["lat_e7"], &pack["center"]["lon_e7"]);
    let key = Uuid::now_v7();
    let report = json!({
        "channel": pack["channels"][0]["code"], "words": "the shop at the drum tower burns",
        "received_at_ms": 1_700_000_000_000_i64,
        "point": {"lat_e7": lat, "lon_e7": lon, "uncertainty_m": 10, "source": "map"},
        "then": {"open": {"type": "structure-fire"}},
    });
    client.act("/v1/reports", key, &report).accepted();
    key
}

fn ranking(client: &Client, incident: Uuid) -> Value {
    let entries = client.get("/v1/status").ok()["entries"]
        .as_u64()
        .expect("a number");
    let path = format!("/v1/incidents/{incident}/ranking?min_entry={}", entries - 1);
    client.get(&path).ok()
}

#[test]
fn units_are_ranked_by_road_and_the_plan_says_who_should_go() {
    let (_folder, server) = city();
    let client = server.client();
    let incident = fire(&client);
    let ranked = ranking(&client, incident);
    assert_eq!(ranked["by_road"], true);
    assert_eq!(ranked["plan"], "structure-fire");
    let times: Vec<_> = ranked["units"]
        .as_array()
        .expect("units")
        .iter()
        .map(|one| one["travel_ms"].as_u64())
        .collect();
    let known: Vec<u64> = times.iter().copied().flatten().collect();
    assert!(known.len() > 50 && known.is_sorted(), "{known:?}");
    let advised = ranked["advised"].as_array().expect("a list");
    let engines = advised
        .iter()
        .filter(|one| one["capability"] == "fire-suppression");
    assert_eq!(engines.count(), 3, "{advised:?}");
    assert_eq!(ranked["short"], json!([]));
}

#[test]
fn what_was_advised_stands_in_the_entry_that_sends() {
    let (_folder, server) = city();
    let client = server.client();
    let incident = fire(&client);
    let first = ranking(&client, incident)["advised"][0]["unit"].clone();
    let send = format!("/v1/incidents/{incident}/send");
    let sent = client
        .act(&send, Uuid::now_v7(), &json!({"units": [first]}))
        .accepted();
    let kinds: Vec<_> = sent["events"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| event["type"].clone())
        .collect();
    assert_eq!(kinds, ["dispatch.send_advised", "dispatch.unit_sent"]);
    let advice = &sent["events"][0]["data"]["advice"];
    assert_eq!(advice["advised"][0]["unit"], first);
    assert!(advice["basis"]["roads"].is_string(), "{advice}");
}

#[test]
fn a_closed_road_counts_at_once_and_is_as_it_was_once_it_is_lifted() {
    let (_folder, server) = city();
    let client = server.client();
    let incident = fire(&client);
    let before = ranking(&client, incident);
    let units = before["units"].as_array().expect("units");
    // Somebody who drives: the way has many pieces.
    let far = units
        .iter()
        .filter(|one| one["travel_ms"].as_u64() > Some(240_000));
    let unit = far
        .map(|one| one["unit"].as_str().expect("a name"))
        .next()
        .expect("somebody is far");
    let way_path = format!("/v1/incidents/{incident}/ways/{unit}");
    let way = client.get(&way_path).ok();
    let line = way["line"].as_array().expect("a course");
    assert_eq!(way["avoided"], json!([]));
    let middle = &line[line.len() / 2];
    let road = client
        .get(&format!(
            "/v1/roads/at?lat_e7={}&lon_e7={}",
            middle[0], middle[1]
        ))
        .ok();
    let closure = json!({
        "effect": "closed", "reason": "a burst main",
        "stretches": [{"road": road["road"], "line": road["line"], "along": true, "against": true}],
    });
    let change = Uuid::now_v7();
    client.act("/v1/road-changes", change, &closure).accepted();
    until(&client, "/v1/board", |board| {
        board["road_changes"]
            .as_array()
            .is_some_and(|all| all.len() == 1)
    });
    // Crews on patrol move meanwhile, so that it is the way that is looked at and not its time.
    let around = client.get(&way_path).ok();
    assert_eq!(around["avoided"], json!([change.to_string()]));
    let leg = |line: &[Value]| [line[0].clone(), line[1].clone()];
    let closed = leg(road["line"].as_array().expect("a course"));
    let leads_over = |way: &Value| {
        let line = way["line"].as_array().expect("a course").clone();
        let mut legs = line.windows(2).map(leg);
        legs.any(|[from, to]| closed == [from.clone(), to.clone()] || closed == [to, from])
    };
    assert!(leads_over(&way) && !leads_over(&around), "{around}");
    let lift = format!("/v1/road-changes/{change}/lift");
    client
        .act(&lift, Uuid::now_v7(), &json!({"reason": "mended"}))
        .accepted();
    until(&client, "/v1/board", |board| {
        board["road_changes"] == json!([])
    });
    let again = client.get(&way_path).ok();
    assert!(
        again["avoided"] == json!([]) && leads_over(&again),
        "{again}"
    );
    let again = client.act(&lift, Uuid::now_v7(), &json!({"reason": "mended"}));
    assert_eq!(
        (again.status, &again.body["code"]),
        (404, &json!("no-such-road-change"))
    );
}

#[test]
fn a_place_is_found_by_half_its_name_and_a_point_says_what_is_there() {
    let (_folder, server) = city();
    let client = server.client();
    let found = |answer: &Value| answer.as_array().is_some_and(|hits| !hits.is_empty());
    // 人民路 or whatever begins so: the letters of a keyboard are enough.
    let hits = until(&client, "/v1/places?words=renmin", found);
    let hit = &hits[0];
    assert!(
        hit["title"]
            .as_str()
            .is_some_and(|title| title.contains("Renmin")),
        "{hit}"
    );
    let chinese = client
        .clone()
        .with_language("zh-CN")
        .get("/v1/places?words=%E4%BA%BA%E6%B0%91")
        .ok();
    assert!(
        chinese[0]["title"]
            .as_str()
            .is_some_and(|title| title.contains("人民")),
        "{chinese}"
    );
    let at = client
        .get(&format!(
            "/v1/places/at?lat_e7={}&lon_e7={}",
            hit["lat_e7"], hit["lon_e7"]
        ))
        .ok();
    assert!(
        at["street"]["street"].is_string() && at["crossing"]["streets"].is_array(),
        "{at}"
    );
}

#[test]
fn the_cover_of_the_moment_grows_with_the_minutes() {
    let (_folder, server) = city();
    let client = server.client();
    fire(&client);
    let cover = |minutes: u32| {
        let cover = client
            .get(&format!(
                "/v1/cover?minutes={minutes}&capability=fire-suppression"
            ))
            .ok();
        assert!(
            cover["rings"]
                .as_array()
                .is_some_and(|rings| !rings.is_empty())
        );
        (
            cover["streets_permille"].as_u64(),
            cover["addresses_permille"].as_u64(),
        )
    };
    let (short, long) = (cover(3), cover(10));
    assert!(
        short.0 > Some(0) && short < long && long.0 <= Some(1_000),
        "{short:?} {long:?}"
    );
    let nonsense = client.get("/v1/cover?minutes=0");
    assert_eq!(
        (nonsense.status, &nonsense.body["code"]),
        (400, &json!("bad-request"))
    );
}

#[test]
fn without_a_map_straight_lines_are_said_to_be_straight_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path());
    let client = server.client();
    let incident = Uuid::now_v7();
    client
        .act("/v1/reports", incident, &support::opening("an alarm rings"))
        .accepted();
    assert_eq!(ranking(&client, incident)["by_road"], false);
    let refused = [
        ("/v1/cover?minutes=8", 404, "no-map"),
        ("/v1/roads/at?lat_e7=0&lon_e7=0", 404, "no-road-here"),
        ("/v1/places?words=market", 503, "places-not-ready"),
    ];
    for (path, status, code) in refused {
        let answer = client.get(path);
        assert_eq!(
            (answer.status, &answer.body["code"]),
            (status, &json!(code)),
            "{path}"
        );
    }
}

#[test]
fn a_damaged_map_is_refused_with_the_place_of_the_damage() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("streets.csv");
    let rows = "cnn,f_node_cnn,t_node_cnn,wkt,street,st_type,zip,class_code,speed_limit_mph,left_from,left_to,right_from,right_to\n\
        1,1,2,\"LINESTRING (-122.4 37.7, -122.41 37.7)\",MARKET,ST,94103,5,,1,99,2,98\n";
    std::fs::write(&table, rows).expect("written");
    let map = folder.path().join("city.map");
    let (map, table) = (support::text(&map), support::text(&table));
    let made = support::good(&["import-map", map, table, "--pack", "packs/san-francisco"]);
    assert!(made.contains("1 roads, 2 nodes"), "{made}");
    let mut bytes = std::fs::read(map).expect("a map");
    let last = bytes.len() - 200;
    bytes[last] ^= 1;
    std::fs::write(map, bytes).expect("written");
    let data = folder.path().join("data");
    let ended = support::run(&[
        "serve",
        "--pack",
        "packs/san-francisco",
        "--map",
        map,
        "--data",
        support::text(&data),
    ]);
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(
        !ended.status.success() && said.contains("have changed since they were written"),
        "{said}"
    );
}
