//! Loading: everything that is wrong is reported, each with its place and what to do.

use caudal_engine::policy::{LoadOptions, Policy};

use super::harness::{InMemory, files, load};

fn problems(files: &InMemory) -> Vec<String> {
    Policy::load("p", files, LoadOptions::default())
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn script(script: &str) -> String {
    problems(&files(script, "")).join("\n")
}

#[test]
fn faults_of_a_script() {
    for (text, expected) in [
        (
            "decline(\"R1\", x.aa > 3);",
            "p/policy.rhai:1:15: unknown feature or input \"x.aa\"\n  hint: did you mean \"x.a\"?",
        ),
        ("decline(\"R1\", z.a > 3);", "unknown name \"z\""),
        (
            "decline(\"R1\", x > 3);",
            "\"x\" is a namespace: write x.name",
        ),
        (
            "decline(\"R9\", true);",
            "p/policy.rhai:1:1: unknown reason \"R9\"\n  hint: did you mean \"R1\"?",
        ),
        (
            "decline(\"R1\", params.hafl > 3);",
            "unknown parameter \"hafl\"\n  hint: did you mean \"half\"?",
        ),
        (
            "decline(\"R1\", reference.uf > 3);",
            "unknown dated series \"uf\"",
        ),
        ("let r = table(\"t\");", "unknown table \"t\""),
        ("let r = scorecard(\"t\");", "unknown scorecard \"t\""),
        ("rules(\"t\");", "unknown table \"t\""),
        (
            "let r = betwen(1, 2, 3);",
            "unknown function \"betwen\"\n  hint: did you mean \"between\"?",
        ),
        ("let r = between(1, 2);", "between takes 3 values, not 2"),
        ("fn f(a) { a }\nlet r = f(1, 2);", "f takes 1 values, not 2"),
        ("withhold(\"R1\", true);", "withhold stands outside a loop"),
        (
            "for t in params.terms { withhold(\"R1\", true); }",
            "does not end with offer",
        ),
        (
            "for t in [6, 12] { offer(quote(1, 0.1, t)); }",
            "a loop runs over a list parameter only",
        ),
        ("let params = 3;", "\"params\" is a namespace"),
        (
            "stage(\"a\", #{ asks: [\"cmf\"] });",
            "unknown option \"asks\" of a stage",
        ),
        (
            "stage(\"a\", #{ ask: [\"cmff\"] });",
            "unknown source \"cmff\"",
        ),
        ("stage(\"a\", #{ stop_on: \"maybe\" });", "unknown stop_on"),
        (
            "waive(\"R3\", true, \"R1\");",
            "reason \"R3\" is not marked waivable",
        ),
        ("decline(\"R1\", x.a > );", "p/policy.rhai:1:"),
        ("let r = x.a.or_refer(\"R9\");", "unknown reason \"R9\""),
        ("let r = x.a.capped(\"R9\", 3);", "unknown reason \"R9\""),
        (
            "condition(\"R1\", true, #{ share: params.hafl });",
            "unknown parameter \"hafl\"",
        ),
        (
            "fn f(x) { x }\nlet r = f(1);",
            "\"x\" is a namespace and cannot be a parameter of f",
        ),
        (
            "fn f(n) { n * x.aa }\nlet r = f(1);",
            "unknown feature or input \"x.aa\"",
        ),
        (
            "decline(\"R1\", 18 <= 20 <= 75);",
            "comparisons stand in a chain\n  hint: write between",
        ),
        (
            "let r = if x.p { 1 } else { 2 };",
            "an if takes only what cannot be missing",
        ),
        (
            "fn f(n) { if n > 3 { 1 } else { 2 } }\nlet r = f(x.a);",
            "p/policy.rhai:1:16: an if takes only",
        ),
        (
            "decline(\"R1\", x.a.or_refer(\"R3\") > 3);",
            "answered only at the end of a let",
        ),
        ("let r = unknown_name;", "unknown name \"unknown_name\""),
    ] {
        let found = script(text);
        assert!(
            found.contains(expected),
            "{text}\nexpected {expected}\nfound {found}"
        );
    }
}

#[test]
fn faults_of_policy_toml() {
    for (more, expected) in [
        (
            "[sources]\ncmff = { }\n",
            "unknown source \"cmff\"\n  hint: did you mean \"cmf\"?",
        ),
        (
            "[sources]\ncmf = { missing = \"shrug\" }\n",
            "unknown meaning of silence \"shrug\"",
        ),
        (
            "[sources]\ncmf = { max_age = 3 }\n",
            "unknown key \"max_age\"",
        ),
        (
            "[parms]\n",
            "unknown key \"parms\" in here\n  hint: did you mean \"params\"?",
        ),
        (
            "[tables]\nt = { hit = \"frist\", then = {} }\n",
            "unknown hit policy \"frist\"\n  hint: did you mean \"first\"?",
        ),
        (
            "[missing]\n\"z.*\" = \"refer\"\n",
            "names nothing that can be missing",
        ),
        (
            "[missing]\n\"x.a\" = \"shrug\"\n",
            "unknown answer to missing data",
        ),
        (
            "[loan]\nvat_on_interest = 21\n",
            "expected at least 0 and less than 1",
        ),
        (
            "[limits]\namount = { max = 500.000 }\n",
            "500.000 could be read with thousands or with decimals\n  hint: thousands are written 500_000",
        ),
        (
            "[loan]\nsystem = \"germann\"\n",
            "unknown loan.system \"germann\"\n  hint: did you mean \"german\"?",
        ),
        (
            "[limits]\namount = { max = \"x.zz\" }\n",
            "unknown feature or input \"x.zz\"",
        ),
        (
            "[types]\ndefault = { values = [\"A\"] }\n",
            "is a reserved word",
        ),
        (
            "[review]\nqueue = 3\n",
            "review.queue is integer: expected text",
        ),
        (
            "[tables]\nt = { hit = \"first\" }\n",
            "p/tables/t.csv: no such file",
        ),
        ("nonsense\n", "p/policy.toml:"),
    ] {
        let found = problems(&files("stage(\"s\");", more)).join("\n");
        assert!(
            found.contains(expected),
            "{more}\nexpected {expected}\nfound {found}"
        );
    }
}

#[test]
fn faults_of_inputs_and_parameters() {
    for (from, to, expected) in [
        (
            "type = \"count\", nullable = true, es = \"a\"",
            "type = \"cuont\", nullable = true, es = \"a\"",
            "unknown type \"cuont\"",
        ),
        (
            "unit = \"ratio\"",
            "unit = \"CLP\"",
            "type \"CLP\" is in CLP, the policy's currency is USD",
        ),
        (
            "value = 0.5",
            "value = \"half\"",
            "params.half.value is string: expected a number",
        ),
        (", reason = \"test\" }\n", " }\n", "reason is missing"),
        ("\"x.a\"", "\"default.a\"", "\"default\" is a reserved word"),
        ("\"x.a\"", "\"X.A\"", "is not a name"),
        ("\"x.a\"", "\"xa\"", "has no namespace"),
        ("\"x.a\"", "\"params.a\"", "cannot hold inputs"),
        (
            "\"x.a\"",
            "\"income.cv_6m\"",
            "is a feature of the catalogue",
        ),
        ("id = \"test\"", "", "policy.id is missing"),
        (
            "currency = \"USD\"",
            "currency = \"EUR\"",
            "read currency \"EUR\"",
        ),
        (
            "country = \"any\"",
            "country = \"UY\"",
            "unknown country \"UY\"",
        ),
    ] {
        let mut files = files("stage(\"s\");", "");
        let toml = files.0.get_mut("policy.toml").unwrap();
        assert!(toml.contains(from), "{from}");
        *toml = toml.replacen(from, to, 1);
        let found = problems(&files).join("\n");
        assert!(
            found.contains(expected),
            "{to}\nexpected {expected}\nfound {found}"
        );
    }
}

#[test]
fn faults_of_reasons() {
    for (reason, expected) in [
        ("[R4]\nes = \"x\"\n", "R4.en is missing"),
        (
            "[R4]\nes = \"{x.zz}\"\nen = \"x\"\n",
            "reason \"R4\" shows \"x.zz\": unknown feature or input",
        ),
        (
            "[R4]\nes = \"x\"\nen = \"x\"\ntold = false\n",
            "is not told and says nothing instead",
        ),
        (
            "[R4]\nes = \"x\"\nen = \"x\"\ninstead = \"R8\"\n",
            "unknown reason \"R8\"",
        ),
        (
            "[R4]\nes = \"x\"\nen = \"x\"\nexplain = \"c\"\n",
            "unknown scorecard \"c\"",
        ),
        (
            "[R4]\nes = \"x\"\nen = \"x\"\nsource = \"cmff\"\n",
            "unknown source \"cmff\"",
        ),
        (
            "[R4]\nes = \"x\"\nen = \"x\"\nwaiveable = true\n",
            "did you mean \"waivable\"?",
        ),
    ] {
        let mut files = files("stage(\"s\");", "");
        files.0.get_mut("reasons.toml").unwrap().push_str(reason);
        let found = problems(&files).join("\n");
        assert!(
            found.contains(expected),
            "{reason}\nexpected {expected}\nfound {found}"
        );
    }
}

#[test]
fn a_feature_that_no_stage_asks_for_is_a_fault() {
    let script = |ask: &str| {
        let script = format!("stage(\"s\"{ask});\ndecline(\"R1\", bureau.protests_open > 0);\n");
        let mut files = files(&script, "");
        let toml = files.0.get_mut("policy.toml").unwrap();
        *toml = toml.replace(
            "country = \"any\"\ncurrency = \"USD\"",
            "country = \"CL\"\ncurrency = \"CLP\"",
        );
        files
    };
    let expected = "p/policy.rhai:2:15: bureau.protests_open is read, but no stage asks protests";
    assert!(problems(&script("")).join("\n").contains(expected));
    load(&script(", #{ ask: [\"protests\"] }"));
}

#[test]
fn what_is_sound_is_not_reported() {
    for sound in [
        "let r = if known(x.a) && !is_missing(y.b) { 1 } else { 2 };",
        "let r = if params.half > 0 { 1 } else { 2 };",
        "fn f(n) { let m = n * 2; m + 1 }\nlet r = f(x.a);",
        "let r = (x.a + 1).or_refer(\"R3\");",
        "decline(\"R1\", x.a >= 18 && x.a <= 75);",
        "decline(\"R1\", (x.a > 3) && (y.b > 3));",
    ] {
        load(&files(sound, ""));
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let found = problems(&files(
        "decline(\"R9\", x.aa > 3);\nrefer(\"R8\", y.bb > 3);\n",
        "",
    ));
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn every_file_that_is_read_is_in_the_hash() {
    let files = files("stage(\"s\");\noffer(quote(1000, 0.02, 12));\n", "");
    let hash = load(&files).hash();
    assert_eq!(load(&files).hash(), hash);
    for (path, text) in &files.0 {
        let mut changed = files.clone();
        let comment = if path.ends_with("rhai") {
            "// x\n"
        } else {
            "# x\n"
        };
        changed.0.insert(path.clone(), format!("{text}{comment}"));
        assert_ne!(load(&changed).hash(), hash, "{path}");
    }
    // A file that nothing reads changes nothing.
    let mut more = files.clone();
    more.0.insert("notes.txt".to_owned(), "x".to_owned());
    assert_eq!(load(&more).hash(), hash);
}

#[test]
fn faults_of_the_prices() {
    for (prices, expected) in [
        (
            "[prices]\nuds = \"usd\"",
            "unknown key \"uds\" in prices\n  hint: known are clp, ars, uf, index",
        ),
        ("[prices]\nusd = \"usd\"", "unknown key \"usd\" in prices"),
        (
            "[prices]\nuf = \"uff\"",
            "\"uff\" is no series of [reference]\n  hint: did you mean \"ufo\"?",
        ),
        (
            "[prices]\nindex = \"consumer\"",
            "\"consumer\" is no series of [reference]\n  hint: declare it: [reference] consumer = { max_age_days = 10 }",
        ),
        ("[prices]\nuf = 3", "prices.uf"),
    ] {
        let more = format!("[reference]\nufo = {{ unit = \"money\" }}\n{prices}\n");
        let found = problems(&files("", &more)).join("\n");
        assert!(found.contains(expected), "{prices}: {found}");
    }
    let chosen =
        "[reference]\nufo = { unit = \"money\" }\n[prices]\nuf = \"ufo\"\nindex = \"ufo\"\n";
    let policy = load(&files("", chosen));
    assert_eq!(policy.series_names(), ["ars", "clp", "ufo"]);
}
