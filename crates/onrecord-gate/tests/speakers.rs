//! Holds the judged speakers of PolNeAR dev against `eval/floors.toml`.

use onrecord_gate::floors::hold;
use onrecord_gate::polnear::{corpus, speakers};

#[test]
fn judged_speakers_are_given_as_often_as_the_floors_say() {
    let texts = corpus::read("dev").unwrap();
    let drawn = speakers::draw(&texts, usize::MAX, 0);
    let judged = speakers::judge(&drawn, &speakers::judged_names().unwrap());
    hold("speakers", &corpus::paths("dev").unwrap(), &judged.scores()).unwrap();
}
