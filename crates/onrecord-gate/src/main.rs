//! `onrecord-gate NAME [ARGUMENTS]`: measures one gate and prints its table.

use anyhow::{Result, bail};
use onrecord_gate::GATES;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<&str> = GATES.iter().map(|gate| gate.name).collect();
    let Some((name, rest)) = arguments.split_first() else {
        bail!("name a gate: {}", names.join(", "));
    };
    let Some(gate) = GATES.iter().find(|gate| gate.name == name) else {
        bail!("no gate is called {name}; there are {}", names.join(", "));
    };
    (gate.run)(rest)
}
