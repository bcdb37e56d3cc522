//! The front page, health, metrics, and where the endpoint is.

use windrow::repository::HealthReport;

use crate::fixture::Fixture;
use crate::wire::{FORM, get, post};

#[test]
fn the_front_page_and_a_wrong_path_tell_the_base_url() {
    let fixture = Fixture::start();
    let base_url = format!("http://{}/oai", fixture.address());
    let front = get(fixture.address(), "/");
    assert_eq!((front.status, front.header("content-type")), (200, Some("text/plain; charset=utf-8")));
    assert!(front.text().contains(&format!("Base URL: {base_url}\n")));
    for path in ["/favicon.ico", "/oaix", "/oai/x", "/health", "/oai%2F", "/?verb=Identify%00"] {
        let response = get(fixture.address(), path);
        assert_eq!(response.status, if path.starts_with("/?") { 200 } else { 404 }, "{path}");
        assert!(response.text().contains(&base_url), "{path}");
    }
}

#[test]
fn the_path_of_the_base_url_is_the_endpoint_too() {
    for (base_url, path) in [
        ("https://example.org/journal/pmh", "/journal/pmh"),
        ("https://example.org/journal/pmh/", "/journal/pmh"),
        ("https://oai.example.org", "/"),
    ] {
        let fixture = Fixture::with(|plan| plan.base_url = Some(base_url.to_owned()));
        for path in [path, &format!("{}/", path.trim_end_matches('/')), "/oai"] {
            let response = get(fixture.address(), &format!("{path}?verb=Identify"));
            assert!(response.text().contains(&format!("<baseURL>{base_url}</baseURL>")), "{base_url} {path}");
            let posted = post(fixture.address(), path, FORM, "verb=Identify");
            assert!(posted.text().contains("<Identify>"));
        }
        assert_eq!(get(fixture.address(), "/nothing/here").status, 404);
    }
}

#[test]
fn ready_tells_what_waits_for_the_operator_and_still_is_ready() {
    let problem = "2 record files were not taken; see the log";
    let fixture = Fixture::with(|plan| {
        plan.health =
            HealthReport { rejected_files: 2, problems: vec![problem.into()], ..HealthReport::default() };
    });
    let response = get(fixture.address(), "/health/ready");
    assert_eq!((response.status, response.header("content-type")), (200, Some("application/json")));
    let value: serde_json::Value = serde_json::from_str(response.text()).unwrap();
    assert_eq!(
        (&value["status"], &value["items"], &value["problems"][0]),
        (&"degraded".into(), &30.into(), &problem.into())
    );
    let well = get(Fixture::start().address(), "/health/ready");
    assert!(well.text().contains("\"status\": \"ok\""));
}

#[test]
fn metrics_count_what_was_served() {
    let fixture = Fixture::start();
    let list = get(fixture.address(), "/oai?verb=ListRecords&metadataPrefix=oai_dc");
    let error = get(fixture.address(), "/oai?verb=ListRecords");
    get(fixture.address(), "/oai?verb=x");
    post(fixture.address(), "/oai", "text/plain", "x");
    let metrics = get(fixture.address(), "/metrics");
    assert!(
        metrics.header("content-type").unwrap().starts_with("application/openmetrics-text; version=1.0.0")
    );
    let bad_verb = get(fixture.address(), "/oai?verb=x").body.len();
    for line in [
        r#"windrow_requests_total{verb="ListRecords",result="ok"} 1"#.to_owned(),
        r#"windrow_requests_total{verb="ListRecords",result="badArgument"} 1"#.to_owned(),
        r#"windrow_requests_total{verb="none",result="badVerb"} 1"#.to_owned(),
        r#"windrow_requests_total{verb="none",result="refused"} 1"#.to_owned(),
        r#"windrow_records_served_total{verb="ListRecords"} 30"#.to_owned(),
        format!("windrow_sent_bytes_total {}", list.body.len() + error.body.len() + bad_verb),
        "windrow_items 30".to_owned(),
    ] {
        assert!(metrics.text().lines().any(|found| found == line), "{line} not in\n{}", metrics.text());
    }
}

#[test]
fn a_path_written_another_way_is_the_same_path() {
    let fixture = Fixture::with(|plan| plan.base_url = Some("https://example.org/journal/pmh".to_owned()));
    for path in ["/oai", "//oai", "/oai//", "/%6fai", "/%6F%61%69/", "//journal///pmh", "/%6aournal/pmh"] {
        let response = get(fixture.address(), &format!("{path}?verb=Identify"));
        assert!(response.status == 200 && response.text().contains("<Identify>"), "{path}");
    }
    assert_eq!(get(fixture.address(), "//health/live").status, 200);
}

#[test]
fn ready_lists_a_hundred_problems_and_the_number_of_the_others() {
    let fixture = Fixture::with(|plan| {
        let problems = (0..40_000).map(|number| format!("a{number}.toml:1:1: {}", "x".repeat(100)));
        plan.health = HealthReport { problems: problems.collect(), ..HealthReport::default() };
    });
    let ready = get(fixture.address(), "/health/ready");
    let value: serde_json::Value = serde_json::from_str(ready.text()).unwrap();
    assert_eq!(value["problems"].as_array().unwrap().len(), 100);
    assert_eq!(value["further_problems"], 39_900);
}
