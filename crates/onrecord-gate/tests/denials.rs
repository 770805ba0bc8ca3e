//! Holds the judged sentences about earlier speech against `eval/floors.toml`.

use onrecord_gate::denials;
use onrecord_gate::floors::hold;
use onrecord_gate::polnear::corpus;

#[test]
fn denials_are_found_as_often_as_the_floors_say() {
    let mut paths = corpus::paths("train").unwrap();
    paths.extend(corpus::paths("dev").unwrap());
    hold("denials", &paths, &denials::measure().unwrap()).unwrap();
}
