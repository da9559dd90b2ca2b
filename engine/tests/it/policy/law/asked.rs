//! What a check holds a policy to before anything is decided: spending that is not singled out, offers that hold.

use super::{LAW, MANIFEST, SCRIPT, files, load};

#[test]
fn what_is_spent_on_what_the_law_protects_is_not_singled_out() {
    const OWN: &str = r#"
[own.spent]
es = "s"
en = "s"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = CATEGORIES }
reduce = "mean"
[own.part]
es = "p"
en = "p"
unit = "ratio"
window = "3m"
ratio = { of = { direction = "out", categories = CATEGORIES }, to = { direction = "out" } }
[own.of_income]
es = "i"
en = "i"
unit = "ratio"
ratio = { of = "own.spent", to = "income.verified_monthly_3m" }
"#;
    let law = LAW.replace("unless =", "categories = [\"health\"]\nunless =");
    let reads = |condition: &str, categories: &str| {
        let script = SCRIPT.replace("stage(\"s\")", "stage(\"s\", #{ ask: [\"khipu\"] })");
        load(&files(&[
            ("../law/cl.toml", &law),
            ("policy.rhai", &script.replace("x.a > 9", condition)),
            ("features.toml", &OWN.replace("CATEGORIES", categories)),
        ]))
    };
    let alone = "[\"health\"]";
    let among = "[\"health\", \"groceries\"]";
    for (condition, categories, forbidden) in [
        ("own.spent > 9", alone, true),
        ("own.part > 0.1", alone, true),
        ("own.of_income > 0.1", alone, true),
        ("expenses.health_avg_12m > 9", among, true),
        ("own.spent > 9", among, false),
        ("own.part > 0.1", among, false),
        ("own.of_income > 0.1", among, false),
        ("expenses.essential_3m > 9", among, false),
    ] {
        let found = reads(condition, categories).err().unwrap_or_default();
        let name = condition.split_once(' ').unwrap().0;
        let said = format!("no policy of the country may read {name:?}");
        let told = found.iter().any(|problem| problem.contains(&said));
        assert_eq!(told, forbidden, "{condition} of {categories}: {found:?}");
    }
    let unknown = law.replace("[\"health\"]", "[\"helth\"]");
    let found = load(&files(&[("../law/cl.toml", &unknown)])).unwrap_err();
    assert_eq!(
        found,
        ["../law/cl.toml:7:15: unknown category \"helth\"\n  hint: did you mean \"health\"?"]
    );
}

#[test]
fn offers_hold_for_as_long_as_the_law_asks() {
    let law = LAW.replace("[offer.cost]\n", "[offer.cost]\nvalid_days_min = 14\n");
    let said = |validity: &str, script: &str| {
        let manifest = MANIFEST.replace("[review]", &format!("{validity}[review]"));
        let found = load(&files(&[
            ("../law/cl.toml", &law),
            ("policy.toml", &manifest),
            ("policy.rhai", script),
        ]));
        let found = found.err().unwrap_or_default();
        found
            .into_iter()
            .find(|problem| problem.contains("offers hold"))
    };
    let days = |days: u32| format!("[validity]\noffer_days = {days}\n");
    for (validity, refused) in [
        (
            String::new(),
            Some("does not say how long its offers hold, the law asks for 14"),
        ),
        (
            days(13),
            Some("offers hold for 13 days, the law asks for 14"),
        ),
        (days(14), None),
        (days(15), None),
    ] {
        let found = said(&validity, SCRIPT);
        match (refused, &found) {
            (None, None) => {}
            (Some(refused), Some(found)) if found.contains(refused) => {}
            _ => panic!("{validity}: {found:?}"),
        }
    }
    let (without_offers, _) = SCRIPT.split_once("offer(").unwrap();
    assert_eq!(said("", without_offers), None, "nothing is offered");
}
