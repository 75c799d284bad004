//! A team's lists on a real server, measured: `cargo bench --ignore-rust-version -p whence-store --bench known_postgres [ROWS]`.
//!
//! Prints a table for docs/known-lists-team.md. One million rows take a few minutes, most of it the indexes of the second
//! list. Needs the package `postgresql`.

#[path = "../tests/team_lists/server.rs"]
mod server;

use std::{env, time::Instant};

use whence_store::{
    PostgresLists, TeamLists,
    team::{Ask, Bits256, Line, NewList},
};

use crate::server::{Server, database_of};

const QUESTIONS: usize = 21;

fn main() {
    let rows: u64 = env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    // Settings that a small server of a team has; everything else is the package's. Nothing waits for the disk.
    let server = Server::start("shared_buffers=1GB\nmax_wal_size=8GB\nmaintenance_work_mem=256MB\nautovacuum=off");
    let address = server.database();
    let database = database_of(&address).to_owned();
    let lists = PostgresLists::at(&address).expect("the address is one");
    let mut random = Random(1);
    println!("{}", server.sql(&database, "SELECT version()"));
    println!("{rows} rows of random hashes, one each; wall times, and the CPU time of the server's process\n");

    let begun = Instant::now();
    put(&lists, "first", rows, &mut random);
    println!("put {rows} lines into empty tables   {:>9.1} s", begun.elapsed().as_secs_f64());
    for (what, sql) in [
        ("lines", "pg_table_size('whence.line')"),
        ("indexes of lines", "pg_indexes_size('whence.line')"),
        ("hashes", "pg_table_size('whence.hash')"),
        ("16 bands and one", "pg_indexes_size('whence.hash')"),
    ] {
        println!("  {what:<18} {:>12}", server.sql(&database, &format!("SELECT pg_size_pretty({sql})")));
    }

    println!("\n{:<44}{:>10}{:>10}{:>10}", "question", "median ms", "best ms", "CPU ms");
    for (what, hashes) in
        [("1 hash", 1), ("16: a picture, turned, in both pipelines", 16), ("64: and three parts of it", 64)]
    {
        let mut ask = || Ask {
            sha256: Some(random.hash()),
            pixels_sha256: Some(random.hash()),
            pdq: (0..hashes).map(|_| random.hash()).collect(),
            radius: 31,
        };
        // Once, so that the question is prepared and the pages are in memory.
        lists.candidates(&ask()).expect("the server answers");
        let (mut times, before) = (Vec::new(), cpu(&server, &database));
        for _ in 0..QUESTIONS {
            let ask = ask();
            let begun = Instant::now();
            let found = lists.candidates(&ask).expect("the server answers");
            times.push(begun.elapsed().as_secs_f64() * 1e3);
            assert!(found.lines.is_empty(), "random hashes are far from each other");
        }
        let cpu = (cpu(&server, &database) - before) / QUESTIONS as f64;
        times.sort_by(f64::total_cmp);
        println!("{what:<44}{:>10.1}{:>10.1}{cpu:>10.1}", times[QUESTIONS / 2], times[0]);
        let plan = lists.explain(&ask()).expect("the server explains");
        assert_eq!(plan.matches("Bitmap Index Scan on hash_b").count(), 16, "{plan}");
        if hashes == 1 && env::args().any(|word| word == "--plan") {
            println!("{plan}");
        }
    }

    let scan = "SET enable_bitmapscan = off; SET enable_indexscan = off; SET max_parallel_workers_per_gather = 0; SET jit = off; \
                EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) SELECT at FROM whence.hash \
                WHERE bit_count(pdq # (('x' || repeat('5a', 32))::bit(256))) <= 31";
    let told = server.sql(&database, scan);
    println!("{:<44}{:>30}", "1 hash by reading the whole table", last_ms(&told));

    let some = (rows / 100).max(1);
    let begun = Instant::now();
    put(&lists, "second", some, &mut random);
    println!("\nput {some} lines more, index by index   {:>9.1} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    let mut read = 0;
    lists.read("first", &mut |_, _| read += 1).expect("the server answers");
    println!("read {read} lines   {:>9.1} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    lists.remove("first").expect("the list is there");
    println!("remove {rows} lines   {:>9.1} s", begun.elapsed().as_secs_f64());
}

fn put(lists: &dyn TeamLists, name: &str, rows: u64, random: &mut Random) {
    let new = NewList { name: name.into(), sha256: "0".repeat(64), ..NewList::default() };
    let done = lists.put(&mut |to| {
        for row in 0..rows {
            let (pdq, sha256) = (random.hash(), random.hash());
            let hex = |hash: &Bits256| hash.iter().map(|b| format!("{b:02x}")).collect::<String>();
            let text = format!(
                "{{\"id\":\"{row}\",\"sha256\":\"{}\",\"pdq\":\"{}\",\"pdq_pipeline\":\"full\",\"title\":\"Picture {row}\",\"label\":\"other\"}}",
                hex(&sha256),
                hex(&pdq)
            );
            to.write(Line { text, sha256: Some(sha256), pixels_sha256: None, pdq: vec![pdq], featured: false })?;
        }
        Ok(Some(new.clone()))
    });
    done.expect("the server takes it").expect("the list was named");
}

/// Milliseconds of CPU that the server's process for our connection has taken so far: what other work on the machine does
/// not change. In steps of 10 (Linux counts hundredths of a second); not a number elsewhere.
fn cpu(server: &Server, database: &str) -> f64 {
    let sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'whence' AND datname = current_database()";
    let told = std::fs::read_to_string(format!("/proc/{}/stat", server.sql(database, sql))).unwrap_or_default();
    let fields: Vec<&str> = told.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(f64::NAN);
    // utime and stime, the 14th and 15th of all, the third being the first behind the name.
    (ticks(11) + ticks(12)) * 10.0
}

fn last_ms(plan: &str) -> String {
    let time = plan.lines().find_map(|line| line.trim().strip_prefix("Execution Time: "));
    time.unwrap_or("?").trim_end_matches(" ms").to_owned()
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn hash(&mut self) -> Bits256 {
        let mut hash = [0; 32];
        for word in hash.chunks_exact_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            word.copy_from_slice(&(z ^ (z >> 31)).to_be_bytes());
        }
        hash
    }
}
