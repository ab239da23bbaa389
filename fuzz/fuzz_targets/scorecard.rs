//! Definitions of scorecards and of pushed facts, as descriptors of Sextant's own format; scorecards are tried on their cases.

#![no_main]

use catalog_schema::companions::{Companions, DescriptorFile};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode_examined};
use catalog_schema::limits::Limits;
use libfuzzer_sys::fuzz_target;
use scorecards::{DeclaredFacts, Engine, Facts, Trial, examine, read};

fuzz_target!(|bytes: &[u8]| {
    let companions = Companions::new();
    let file = DescriptorFile { path: "sextant.yaml", repository: "", companions: &companions };
    let options = DecodeOptions { limits: Limits::remote(), ..DecodeOptions::default() };
    let decoded = decode_examined(&file, bytes, &options, &examine);
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() as u32 + 1;
    for diagnostic in &decoded.diagnostics {
        assert!(diagnostic.line.is_some_and(|line| 1 <= line && line <= lines + 1), "{diagnostic:?}");
    }
    for document in &decoded.documents {
        let DocumentOutcome::Entity(entity) = &document.outcome else { continue };
        let reading = read(&entity.descriptor);
        let Some(definition) = reading.definition else { continue };
        let trial = Trial::new(&definition, &DeclaredFacts::default());
        for case in &reading.tests {
            let _ = trial.run(case);
        }
        let (engine, _) = Engine::new(vec![definition]);
        let _ = engine.evaluate(&Facts::of(entity));
    }
});
