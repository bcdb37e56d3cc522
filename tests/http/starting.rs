//! A server whose repository is not open yet: it lives, and whoever asks is asked to come again.

use crate::fixture::Fixture;
use crate::wire::{FORM, Response, get, post};

fn asks_to_come_again(response: &Response) -> bool {
    response.status == 503
        && response.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok())
        && response.text().starts_with("The repository is starting: ")
}

#[test]
fn a_server_that_starts_lives_and_answers_503_until_its_repository_is_open() {
    let fixture = Fixture::with(|plan| {
        plan.is_starting = true;
        plan.base_url = Some("https://example.org/journal/pmh".to_owned());
    });
    let address = fixture.address();
    assert_eq!(get(address, "/health/live").status, 200);
    for path in ["/oai?verb=Identify", "/oai?verb=Nonsense", "/journal/pmh?verb=ListSets", "/", "/elsewhere"]
    {
        assert!(asks_to_come_again(&get(address, path)), "{path}");
    }
    assert!(asks_to_come_again(&post(address, "/oai", FORM, "verb=Identify")));
    let ready = get(address, "/health/ready");
    let value: serde_json::Value = serde_json::from_str(ready.text()).unwrap();
    assert_eq!((ready.status, &value["status"]), (503, &"starting".into()));
    let metrics = get(address, "/metrics");
    assert!(metrics.status == 200 && metrics.text().contains("result=\"starting\""), "{}", metrics.text());

    fixture.open();
    for path in ["/oai?verb=Identify", "/journal/pmh?verb=ListSets", "/", "/health/ready", "/health/live"] {
        assert_eq!(get(address, path).status, 200, "{path}");
    }
    assert_eq!(get(address, "/elsewhere").status, 404);
}
