//! What is PostgreSQL's own: who may what, how it is reached, which plan it takes.

use std::{sync::OnceLock, thread};

use whence_model::Lang;
use whence_store::{PostgresLists, TeamError, TeamLists, team::Ask};

use crate::{
    server::{Server, database_of},
    suite::{self, Random, digest, line, new, put},
};

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(""))
}

fn open(address: &str) -> PostgresLists {
    PostgresLists::at(address).unwrap()
}

/// A list and a hash of it, in a database of its own.
fn begun() -> (String, PostgresLists) {
    let address = server().database();
    let lists = open(&address);
    put(&lists, &new("Desk"), &[line("one", &[[1; 32]])]).unwrap();
    (address, lists)
}

fn asked() -> Ask {
    Ask { pdq: vec![[1; 32]], radius: 31, ..Ask::default() }
}

#[test]
fn it_does_what_every_store_does() {
    for (name, test) in suite::ALL {
        let lists = open(&server().database());
        // A first list lays out the tables; the suite begins with none.
        put(&lists, &new("first"), &[]).unwrap();
        lists.remove("first").unwrap();
        eprintln!("{name}");
        test(&lists);
    }
}

#[test]
fn two_who_begin_at_once_lay_it_out_once() {
    let address = server().database();
    thread::scope(|scope| {
        for n in 0..6 {
            let address = &address;
            scope.spawn(move || put(&open(address), &new(&format!("list {n}")), &[line("a", &[[n; 32]])]).unwrap());
        }
    });
    assert_eq!(open(&address).lists().unwrap().len(), 6);
    assert_eq!(server().sql(database_of(&address), "SELECT count(*) FROM whence.migration"), "1");
}

#[test]
fn two_who_put_one_name_at_once_are_told_apart() {
    let (address, lists) = begun();
    let lists = &lists;
    let done: Vec<_> = thread::scope(|scope| {
        let four: Vec<_> = (0..4).map(|_| scope.spawn(|| put(lists, &new("same"), &[line("a", &[[2; 32]])]))).collect();
        four.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1, "{done:?}");
    let told = |error: &TeamError| matches!(error, TeamError::Changed { .. } | TeamError::NameTaken { .. });
    assert!(done.iter().flat_map(|done| done.as_ref().err()).all(told), "{done:?}");
    assert_eq!(open(&address).lists().unwrap().len(), 2);
    assert_eq!(lists.candidates(&Ask { pdq: vec![[2; 32]], radius: 0, ..Ask::default() }).unwrap().lines.len(), 1);
}

#[test]
fn a_database_without_lists_is_no_empty_list() {
    let lists = open(&server().database());
    assert!(matches!(lists.lists(), Err(TeamError::NotSetUp { .. })));
    assert!(matches!(lists.candidates(&asked()), Err(TeamError::NotSetUp { .. })));
    put(&lists, &new("a"), &[]).unwrap();
    assert_eq!(lists.lists().unwrap().len(), 1);
}

#[test]
fn what_a_later_version_laid_out_is_left_alone() {
    let (address, _) = begun();
    server().sql(database_of(&address), "INSERT INTO whence.migration VALUES (9)");
    let lists = open(&address);
    assert!(matches!(lists.lists(), Err(TeamError::Newer { schema: 9, .. })));
    assert!(matches!(put(&lists, &new("b"), &[]), Err(TeamError::Newer { schema: 9, .. })));
}

/// The rights are those that docs/known-lists-team.md gives.
#[test]
fn a_reader_reads_an_editor_edits_and_a_stranger_does_neither() {
    let (address, _) = begun();
    let database = database_of(&address);
    let page = include_str!("../../../../docs/known-lists-team.md");
    let grants = page.split("```sql").find(|part| part.contains("whence_reader")).unwrap().split("```").next().unwrap();
    for role in ["whence_reader", "whence_editor"] {
        server().sql(database, &format!("DROP ROLE IF EXISTS {role}"));
    }
    server().sql(database, grants);
    for (name, role) in [("rita", "whence_reader"), ("edda", "whence_editor"), ("stella", "")] {
        server().sql(database, &format!("CREATE ROLE {name} LOGIN"));
        if !role.is_empty() {
            server().sql(database, &format!("GRANT {role} TO {name}"));
        }
    }
    let [reader, editor, stranger] = ["rita", "edda", "stella"].map(|name| open(&server().address(name, database)));
    let denied = |done: Result<(), TeamError>| assert!(matches!(done, Err(TeamError::Denied { .. })), "{done:?}");
    assert_eq!(reader.candidates(&asked()).unwrap().lines.len(), 1);
    assert_eq!(reader.lists().unwrap().len(), 1);
    denied(put(&reader, &new("r"), &[]).map(|_| ()));
    denied(reader.remove("Desk").map(|_| ()));
    denied(reader.switch(&["Desk"], false).map(|_| ()));
    let mut random = Random(3);
    // So many that whoever owns the tables makes their indexes anew; an editor may not, and fills them.
    let many: Vec<_> = (0..25_000).map(|_| line("e", &[random.hash()])).collect();
    let list = put(&editor, &new("e"), &many).unwrap().list;
    assert_eq!((list.put_by.as_str(), list.entries), ("edda", 25_000));
    editor.switch(&["Desk"], false).unwrap();
    assert_eq!(editor.candidates(&asked()).unwrap().lines.len(), 0);
    editor.remove("e").unwrap();
    denied(stranger.lists().map(|_| ()));
    denied(stranger.candidates(&asked()).map(|_| ()));
    denied(put(&stranger, &new("s"), &[]).map(|_| ()));
}

#[test]
fn a_connection_that_breaks_in_the_middle_of_a_list_leaves_nothing() {
    let (address, lists) = begun();
    let database = database_of(&address);
    let broken = lists.put(&mut |to| {
        to.write(line("half", &[[5; 32]]))?;
        let others = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'whence'";
        assert_ne!(server().sql(database, others), "0");
        (0..20_000).try_for_each(|_| to.write(line("half", &[[5; 32]])))?;
        Ok(Some(new("half")))
    });
    assert!(matches!(broken, Err(TeamError::Unreachable { .. })), "{broken:?}");
    assert_eq!(lists.lists().unwrap().len(), 1, "the next question opens a new connection");
    assert_eq!(server().sql(database, "SELECT count(*) FROM whence.line"), "1");
    assert_eq!(server().sql(database, "SELECT count(*) FROM whence.hash"), "1");
}

/// Whoever changes a list waits for whoever puts another one in its place, and finds that one.
#[test]
fn a_list_that_is_being_replaced_is_waited_for() {
    let (address, lists) = begun();
    let database = database_of(&address);
    let replaced = "CREATE TEMP TABLE kept AS SELECT * FROM whence.list; UPDATE kept SET id = id + 1000; \
                    DELETE FROM whence.hash; DELETE FROM whence.line; DELETE FROM whence.list; \
                    INSERT INTO whence.list OVERRIDING SYSTEM VALUE SELECT * FROM kept; SELECT pg_sleep(2)";
    thread::scope(|scope| {
        let holder = scope.spawn(|| server().does("whence", database, replaced));
        let sleeps =
            "SELECT count(*) FROM pg_locks WHERE relation = 'whence.list'::regclass AND mode = 'RowExclusiveLock'";
        while server().sql(database, sleeps) == "0" && !holder.is_finished() {}
        assert_eq!(lists.switch(&["Desk"], false), Ok(vec!["Desk".to_owned()]));
        assert!(holder.join().unwrap());
    });
}

#[test]
fn a_connection_that_breaks_at_the_very_end_leaves_it_open_whether_the_change_stands() {
    let (address, lists) = begun();
    let ends = "CREATE FUNCTION ends() RETURNS trigger LANGUAGE plpgsql AS \
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'; \
                CREATE CONSTRAINT TRIGGER ends AFTER UPDATE ON whence.list DEFERRABLE INITIALLY DEFERRED \
                FOR EACH ROW EXECUTE FUNCTION ends()";
    server().sql(database_of(&address), ends);
    let told = lists.switch(&["Desk"], false);
    assert!(matches!(told, Err(TeamError::Unanswered { .. })), "{told:?}");
}

#[test]
fn who_waits_too_long_is_told_so() {
    let (address, lists) = begun();
    let database = database_of(&address);
    // Of every connection that is opened from now on.
    server().sql(database, &format!("ALTER DATABASE {database} SET lock_timeout = '100ms'"));
    let impatient = open(&address);
    impatient.lists().unwrap();
    let held = "SELECT 1 FROM whence.list FOR UPDATE; SELECT pg_sleep(60)";
    thread::scope(|scope| {
        let holder = scope.spawn(|| server().does("whence", database, held));
        let holds = "SELECT count(*) FROM pg_locks WHERE relation = 'whence.list'::regclass AND mode = 'RowShareLock'";
        while server().sql(database, holds) == "0" && !holder.is_finished() {}
        let told = impatient.switch(&["Desk"], false);
        assert!(matches!(told, Err(TeamError::Busy { .. })), "{told:?}");
        let ends = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)' \
                    AND pid <> pg_backend_pid()";
        assert_eq!(server().sql(database, ends), "1");
        holder.join().unwrap();
    });
    assert_eq!(lists.switch(&["Desk"], false), Ok(vec!["Desk".to_owned()]));
}

#[test]
fn a_server_that_went_and_came_is_asked_again() {
    let own = Server::start("");
    let lists = open(&own.database());
    put(&lists, &new("Desk"), &[line("one", &[[1; 32]])]).unwrap();
    own.control("stop");
    let gone = lists.candidates(&asked()).unwrap_err();
    assert!(matches!(gone, TeamError::Unreachable { .. }), "{gone:?}");
    own.control("start");
    assert_eq!(lists.candidates(&asked()), Err(gone), "for a while nobody tries again");
    assert_eq!(open(&own.address("whence", "team0")).candidates(&asked()).unwrap().lines.len(), 1);
}

#[test]
fn passwords_are_asked_for_and_never_shown() {
    let (address, _) = begun();
    let database = database_of(&address);
    server().sql(database, "CREATE ROLE pia LOGIN PASSWORD 'right-7391'; GRANT USAGE ON SCHEMA whence TO pia; GRANT SELECT ON ALL TABLES IN SCHEMA whence TO pia");
    let at = |password: &str| format!("postgres://pia:{password}@localhost:{}/{database}", server().port);
    assert_eq!(open(&at("right-7391")).candidates(&asked()).unwrap().lines.len(), 1);
    let wrong = open(&at("wrong-7391"));
    let refused = wrong.lists().unwrap_err();
    assert!(matches!(refused, TeamError::Denied { .. }), "{refused:?}");
    let told = format!("{wrong:?} {refused:?} {refused} {} {}", refused.sentence(Lang::Fr), wrong.place());
    assert!(!told.contains("7391") && told.contains("pia@localhost"), "{told}");
}

#[test]
fn a_certificate_is_held_against_its_name_and_whom_we_trust() {
    let (address, _) = begun();
    let database = database_of(&address);
    server().sql(database, "CREATE ROLE tess LOGIN SUPERUSER PASSWORD 'pw'");
    let root = server().folder.join("ca.pem");
    let at = |host: &str, more: &str| {
        PostgresLists::at(&format!("postgres://tess:pw@{host}:{}/{database}?sslmode=require{more}", server().port))
    };
    let trusted = format!("&sslrootcert={}", root.display());
    let lists = at("localhost", &trusted).unwrap();
    assert_eq!(lists.candidates(&asked()).unwrap().lines.len(), 1);
    server().sql(database, "CREATE VIEW encrypted AS SELECT count(*) FROM pg_stat_ssl s JOIN pg_stat_activity USING (pid) WHERE ssl AND usename = 'tess'");
    assert_eq!(server().sql(database, "SELECT * FROM encrypted"), "1");
    for (host, more, says) in [("localhost", "", "UnknownIssuer"), ("127.0.0.1", &trusted, "not valid for name")] {
        let refused = at(host, more).unwrap().lists().unwrap_err();
        assert!(refused.to_string().contains(says), "{host}: {refused}");
    }
    let key = format!("&sslrootcert={}", server().folder.join("no-such.pem").display());
    assert!(matches!(at("localhost", &key), Err(TeamError::Address { .. })));
}

/// Sixteen indexes are asked and nothing else is read; and so it stays when the plan is made for any question.
#[test]
fn the_plan_is_a_bitmap_or() {
    let (address, lists) = begun();
    let mut random = Random(11);
    let many: Vec<_> = (0..30_000).map(|_| line("m", &[random.hash()])).collect();
    put(&lists, &new("many"), &many).unwrap();
    let own = lists.candidates(&asked()).unwrap();
    assert_eq!(own.lines.len(), 1);
    for hashes in [1, 16, 64] {
        let plan = lists.explain(&Ask { pdq: (0..hashes).map(|_| random.hash()).collect(), ..asked() }).unwrap();
        assert_eq!(plan.matches("Bitmap Index Scan on hash_b").count(), 16, "{plan}");
        assert!(plan.contains("BitmapOr") && !plan.contains("Seq Scan on hash"), "{plan}");
    }
    let unused =
        "SELECT count(*) FROM pg_stat_user_indexes WHERE schemaname = 'whence' AND indexrelname LIKE 'hash\\_b%'";
    assert_eq!(server().sql(database_of(&address), unused), "16", "they were made anew");
    assert_eq!(lists.lists().unwrap()[0].sha256, digest('a'));
}
