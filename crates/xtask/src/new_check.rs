use std::{fs, path::Path};

use crate::sh::{self, Done};

/// Begins a check: a file that compiles, its line in the family's list, its line in the catalogue. Its page is empty, and the
/// house tests fail until it is written.
pub fn run(id: &str) -> Done {
    let (family, name) = id.split_once('/').ok_or("say FAMILY/NAME, such as metadata/date-in-future")?;
    let well_formed =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !well_formed {
        return Err(format!("{name}: a name is lower-case words with - between, and says what is seen"));
    }
    let source = sh::root().join("crates/checks/src");
    if !source.join(family).join("mod.rs").exists() {
        return Err(format!("{family}: there is no such family below crates/checks/src"));
    }
    let module = name.replace('-', "_");
    let file = source.join(family).join(format!("{module}.rs"));
    if file.exists() {
        return Err(format!("{} stands already", file.display()));
    }
    write(&file, &scaffold(family, name))?;
    insert_line(&source.join(family).join("mod.rs"), &format!("pub mod {module};"), |line| {
        line.starts_with("pub mod ")
    })?;
    let prefix = format!("    &{family}::");
    insert_line(&source.join("catalogue.rs"), &format!("{prefix}{module}::CHECK,"), |line| line.starts_with(&prefix))?;
    eprintln!("Write its page, its facts → finding, and its tests: {}", file.display());
    eprintln!(
        "Then move its line in crates/checks/src/catalogue.rs to where a report should list it, and run `cargo xtask catalogue`."
    );
    Ok(())
}

/// Puts a line behind the last one that `belongs` with it.
fn insert_line(file: &Path, new: &str, belongs: impl Fn(&str) -> bool) -> Done {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines
        .iter()
        .rposition(|line| belongs(line))
        .ok_or(format!("{}: no line to put `{new}` behind", file.display()))?;
    lines.insert(last + 1, new);
    write(file, &(lines.join("\n") + "\n"))
}

fn write(file: &Path, text: &str) -> Done {
    fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))
}

fn scaffold(family: &str, name: &str) -> String {
    let variant = family[..1].to_uppercase() + &family[1..];
    format!(
        r#"//! What is seen, in one line.

use whence_model::{{Class, Family, Outcome, t}};

use crate::{{Case, Check, Page}};

pub static CHECK: Check = Check {{
    id: "{family}/{name}",
    family: Family::{variant},
    class: Some(Class::Context),
    title: t("", ""),
    nothing: t("", ""),
    page: Page {{
        looks_at: t("", ""),
        matters: t("", ""),
        innocent: &[],
        sources: &[],
        rate: t("", ""),
        seen_in_the_wild: false,
    }},
    run,
}};

fn run(_case: &Case) -> Outcome {{
    Outcome::NothingFound
}}

#[cfg(test)]
mod tests {{
    use super::CHECK;
    use crate::specimen::{{facts, run, seen}};

    #[test]
    fn it_speaks_of_what_it_sees() {{
        insta::assert_snapshot!(seen(&run(&CHECK, &facts())), @"");
    }}
}}
"#
    )
}
